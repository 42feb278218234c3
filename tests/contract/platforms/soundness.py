"""What must hold of every event, whatever was delivered."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC
from typing import Any

from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.platforms.fields import LARGEST_FRAGMENT, LONGEST_ID
from hearback.adapters.platforms.generic import SignedWebhook
from hearback.adapters.platforms.x import X
from hearback.domain.mention import (
    EventBroken,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.webhooks import Delivery
from tests.contract.platforms.given import NOW, a_delivery, fixture

Parse = Callable[[Delivery], Sequence[Incoming]]
PARSERS: dict[str, Parse] = {
    "x": X().parse,
    "facebook": Facebook().parse,
    "generic": SignedWebhook().parse,
    "feed": FeedPages().parse,
}
BODIES = [
    ("x", fixture("x/xaa_post.mention.create.json")),
    ("x", fixture("x/xaa_post.reply.create.json")),
    ("x", fixture("x/xaa_dm.received.json")),
    ("x", fixture("x/aaa_legacy_tweet_create_events_extended_composed.json")),
    ("x", {"for_user_id": "1", "tweet_delete_events": [{"status": {"id": "5"}}]}),
    ("facebook", fixture("facebook/current_feed_comment_add.json")),
    ("facebook", fixture("facebook/current_feed_comment_remove.json")),
    ("generic", fixture("generic/complaint_created_example.json")),
    ("feed", {"id": "a:1", "text": "x", "url": "https://a/", "published": "2026-11-22T06:00:00Z"}),
]


def sound(
    channel: str, body: object, parser: Parse | None = None, also: tuple[str, ...] = ()
) -> tuple[Incoming, ...]:
    """Parses it and checks what must hold of any event. `also`: channels to which it may belong."""
    parse = parser or PARSERS[channel]
    events = tuple(parse(a_delivery(channel, body)))
    for event in events:
        assert_sound(event, channel, *also)
        if isinstance(event, EventBroken):
            (again,) = parse(a_delivery(channel, event.fragment))
            assert again == event
    return events


def assert_sound(event: Incoming, *channels: str) -> None:
    match event:
        case MentionAdded(mention=mention) | MentionEdited(mention=mention):
            _assert_sound_mention(mention, channels)
        case MentionDeleted():
            assert_id(event.external_id)
            assert event.channel in channels
        case EventIgnored():
            assert event.event
            assert is_a_line(event.event)
        case EventBroken():
            assert event.reason
            assert len(event.fragment.encode()) <= LARGEST_FRAGMENT


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
