"""Whatever JSON comes, well signed or from a queue: it is read, ignored or set aside."""

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import UTC
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.platforms.fields import LARGEST_FRAGMENT, LONGEST_ID
from hearback.adapters.platforms.generic import SignedWebhook
from hearback.adapters.platforms.x import X
from hearback.domain.mention import (
    EventBroken,
    EventIgnored,
    Incoming,
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
    ("x", fixture("x/aaa_legacy_tweet_create_events_extended_composed.json")),
    ("x", {"for_user_id": "1", "tweet_delete_events": [{"status": {"id": "5"}}]}),
    ("facebook", fixture("facebook/current_feed_comment_add.json")),
    ("facebook", fixture("facebook/current_feed_comment_remove.json")),
    ("generic", fixture("generic/complaint_created_example.json")),
    ("feed", {"id": "a:1", "text": "x", "url": "https://a/", "published": "2026-11-22T06:00:00Z"}),
]
NAMES = sorted(
    {
        *"data event_type payload filter user_id includes users id id_str text lang".split(),
        *"tweet_create_events tweet_delete_events for_user_id status edit_history_tweet_ids".split(),
        *"object entry changes field value item verb from comment_id post_id message".split(),
        *"created_time created_at timestamp_ms type timestamp source author url".split(),
    }
)
WORDS = [
    *"post.mention.create post.delete page feed mention comment post add edited remove".split(),
    *"complaint.created mention.updated mention.deleted 0 -1 tr".split(),
    *("\ud800", "\u0000", "\u2028", "İ" * 300, "99999-01-01", "2026-11-22T08:00:00+99:99"),
]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**18, max_value=10**40),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(WORDS),
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=4)), inner, max_size=6),
    ),
    max_leaves=25,
)
quickly = settings(max_examples=600000, deadline=None, suppress_health_check=list(HealthCheck))
every_channel = pytest.mark.parametrize("channel", PARSERS)


def sound(channel: str, body: object) -> tuple[Incoming, ...]:
    """Parses it and checks what must hold of any event."""
    delivery = a_delivery(channel, body)
    events = tuple(PARSERS[channel](delivery))
    for event in events:
        match event:
            case MentionAdded(mention=mention) | MentionEdited(mention=mention):
                assert_id(mention.external_id)
                for other in (mention.author.id, mention.in_reply_to):
                    if other is not None:
                        assert_id(other)
                assert (mention.channel, mention.received_at) == (channel, NOW)
                assert isinstance(mention.text, str)
                assert mention.url == "" or mention.url.startswith(("http://", "https://"))
                assert mention.author.name.isprintable()
                if mention.posted_at is not None:
                    assert mention.posted_at.tzinfo is UTC
                    assert 2000 <= mention.posted_at.year < 2100
            case MentionDeleted():
                assert_id(event.external_id)
            case EventIgnored():
                assert event.event.isprintable()
            case EventBroken():
                assert event.reason
                assert len(event.fragment.encode()) <= LARGEST_FRAGMENT
                (again,) = PARSERS[channel](a_delivery(channel, event.fragment))
                assert again == event
    return events


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


PLACES = [(channel, body, path) for channel, body in BODIES for path in paths(body)]


@every_channel
@quickly
@given(body=anything)
def test_any_json_is_read_without_an_error(channel: str, body: object) -> None:
    sound(channel, body)


@settings(quickly, max_examples=60000)
@given(place=st.sampled_from(PLACES), value=anything)
def test_a_body_with_anything_in_any_place_is_read_without_an_error(
    place: tuple[str, Any, tuple[Any, ...]], value: object
) -> None:
    channel, body, path = place
    sound(channel, replaced(body, path, value))


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_a_body_with_any_field_missing_is_read_without_an_error(channel: str, body: Any) -> None:
    for path in paths(body):
        if path:
            copy = deepcopy(body)
            inner = copy
            for step in path[:-1]:
                inner = inner[step]
            del inner[path[-1]]
            sound(channel, copy)


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_unknown_fields_anywhere_change_nothing(channel: str, body: Any) -> None:
    expected = sound(channel, body)
    for path in paths(body):
        inner = body
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict):
            more = {**inner, "a_new_field": {"of": ["theirs", 1, None]}}
            assert sound(channel, replaced(body, path, more)) == expected


@every_channel
@quickly
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text.encode("utf-8", "replace").decode()))


@every_channel
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"data":' * 50_000,
        '{"a":' * 400 + "1" + "}" * 400,
        "9" * 5_000,
        "1e999",
        "NaN",
        '{"data": Infinity, "entry": NaN, "object": "page", "id": -Infinity}',
        '{"object":"page","entry":[{"id":1e400,"time":1e400,"changes":[{}]}]}',
        '"' + "\\ud83d" * 100 + '"',
        '{"id": "\\ud83d", "type": "a.created", "data": {"id": "\\ud83d\\ude00"}}',
    ],
    ids=range(10),
)
def test_json_that_traps_parsers_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text))


@pytest.mark.parametrize("depth", [*range(150, 1001, 25)])
def test_a_broken_part_nested_to_the_limit_is_kept_however_deep_it_is(depth: int) -> None:
    deep = "[" * depth + "]" * depth
    body = f'{{"for_user_id": "1", "tweet_create_events": [{{"id_str": {deep}}}, {{"id": 1}}]}}'
    events = PARSERS["x"](a_delivery("x", body))
    assert isinstance(events[0], EventBroken)
    assert deep in events[0].fragment


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_ids_beyond_the_exact_floats_stay_exact(channel: str, body: Any) -> None:
    number = 2**53 + 1
    text = json.dumps(body)
    for path in paths(body):
        if path and str(path[-1]) in ("id", "id_str", "comment_id", "author_id"):
            text = json.dumps(replaced(json.loads(text), path, number))
    assert str(number) in repr(sound(channel, json.loads(text)))
