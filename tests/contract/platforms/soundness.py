"""What must hold of every event, whatever was delivered."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import UTC
from typing import Any, assert_never

from hearback.adapters.platforms.shared.fields import LARGEST_FRAGMENT, LONGEST_ID
from hearback.domain.mention import (
    AccessRevoked,
    EventBroken,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    ReplyReturned,
)
from tests.contract.platforms.given import NOW, a_delivery
from tests.contract.platforms.parsers import Parse


def sound(
    parse: Parse, body: object, *channels: str, headers: Mapping[str, str] | None = None
) -> tuple[Incoming, ...]:
    """The events of a body, of which all holds that must. `channels`: to which they may belong.

    A broken part that was not cut can be delivered again by itself, and is broken in the same way.
    """
    delivery = a_delivery(channels[0], body, headers)
    events = tuple(parse(delivery))
    for event in events:
        assert_sound(event, *channels)
        if isinstance(event, EventBroken) and len(event.fragment.encode()) < LARGEST_FRAGMENT:
            again = parse(replace(delivery, body=event.fragment))
            assert event in again
    return events


def assert_sound(event: Incoming, *channels: str) -> None:
    match event:
        case MentionAdded(mention=mention) | MentionEdited(mention=mention):
            _assert_sound_mention(mention, channels)
        case MentionDeleted():
            assert_id(event.external_id)
            assert event.channel in channels
        case ReplyReturned():
            _assert_sound_return(event)
            assert event.channel in channels
        case AccessRevoked():
            if event.account_id:
                assert_id(event.account_id)
            assert event.channel in channels
        case EventIgnored():
            assert event.event
            assert is_a_line(event.event)
        case EventBroken():
            assert event.reason
            assert len(event.fragment.encode()) <= LARGEST_FRAGMENT
        case _:
            assert_never(event)


def _assert_sound_return(event: ReplyReturned) -> None:
    """What it names is looked for among our replies, and the reason stands on our pages."""
    for each in (*event.external_ids, *event.people):
        assert_id(each)
    assert len(set(event.external_ids)) == len(event.external_ids)
    assert len(set(event.people)) == len(event.people)
    assert re.fullmatch(r"[a-z0-9_]{1,60}", event.reason)


def _assert_sound_mention(mention: Mention, channels: tuple[str, ...]) -> None:
    assert_id(mention.external_id)
    assert_id(mention.thread_id)
    for other in (mention.author.id, mention.in_reply_to):
        if other is not None:
            assert_id(other)
    assert mention.channel in channels
    assert mention.received_at == NOW
    assert isinstance(mention.text, str)
    assert mention.url == "" or mention.url.startswith(("http://", "https://"))
    assert is_a_line(mention.author.name + mention.author.handle)
    if mention.posted_at is not None:
        assert mention.posted_at.tzinfo is UTC
        assert 2000 <= mention.posted_at.year < 2100


def is_a_line(text: str) -> bool:
    return not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in text)


def assert_id(value: object) -> None:
    assert isinstance(value, str)
    assert value == value.strip()
    assert 0 < len(value.encode()) <= LONGEST_ID


def paths(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, (*path, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from paths(inner, (*path, at))


def replaced(body: Any, path: tuple[Any, ...], value: object) -> Any:
    if not path:
        return value
    copy = deepcopy(body)
    inner = copy
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return copy
