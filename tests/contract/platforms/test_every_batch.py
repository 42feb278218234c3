"""One broken part of a delivery loses itself alone, and goes to the dead letters with a reason."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.platforms import ADAPTERS
from hearback.domain.mention import EventBroken
from hearback.domain.policy import Source
from hearback.domain.polling import SourceCursor
from hearback.use_cases.ingest_mentions import Outcome
from tests.contract.platforms.examples import BODIES
from tests.contract.platforms.given import NOW, a_delivery, fixture
from tests.contract.platforms.meta_given import a_message, a_text, a_whatsapp, an_entry
from tests.contract.platforms.mutants.answers import ANSWERS, Answering
from tests.contract.platforms.mutants.entries import adapter
from tests.contract.platforms.parsers import HEADERS, OWN, read
from tests.contract.platforms.soundness import replaced
from tests.contract.platforms.taking_in import taken_in

Batch = Callable[..., Any]
"""From parts to the body that holds them."""


def _changes(kind: str) -> Batch:
    return lambda *parts: an_entry(kind, changes=list(parts))


def _the_change(name: str) -> Any:
    return fixture(name)["entry"][0]["changes"][0]


def _telegram(*ids: object) -> Any:
    chat = {"id": 42, "type": "private"}
    return {"deleted_business_messages": {"chat": chat, "message_ids": list(ids)}}


BATCHES: dict[str, tuple[Batch, Any]] = {
    "facebook": (_changes("page"), _the_change("facebook/current_feed_comment_add.json")),
    "instagram": (_changes("instagram"), _the_change("instagram/wh-comments-current.json")),
    "messenger": (
        lambda *parts: an_entry("page", messaging=list(parts)),
        a_message(message={"mid": "m1", "text": "Kargo"}),
    ),
    "whatsapp": (a_whatsapp, a_text()),
    "linkedin": (
        lambda *parts: {**BODIES["linkedin"][0], "notifications": list(parts)},
        BODIES["linkedin"][0]["notifications"][0],
    ),
    "telegram": (_telegram, 7),
    "x": (lambda *parts: {"data": list(parts)}, fixture("x/xaa_post.mention.create.json")["data"]),
}
ONE_EACH = {
    "app_store": "polled: each review is a delivery of its own",
    "bluesky": "polled: each post is a delivery of its own",
    "email": "each mail is a delivery of its own",
    "feed": "polled: each entry is a delivery of its own",
    "generic": "a call tells of one thing",
    "google_business": "a push tells of one review",
    "google_play": "polled: each review is a delivery of its own",
    "mastodon": "polled: each notification is a delivery of its own",
    "reddit": "polled: each thing is a delivery of its own",
    "tiktok": "a call tells of one comment",
    "youtube": "polled: each comment is a delivery of its own",
}
IN_XML = {"websub": "an entry that no id fits: test_websub_events"}
PAGES: dict[str, tuple[str, ...]] = {
    "app_store": ("data",),
    "bluesky": ("notifications",),
    "bluesky log": ("logs",),
    "bluesky chats": ("convos",),
    "bluesky chat": ("messages",),
    "google_play": ("reviews",),
    "linkedin": ("elements",),
    "reddit": ("data", "children"),
    "x": ("data",),
    "youtube": ("items",),
}
"""Where a page that is fetched keeps its items."""

_BEGUN = {"log": "22222223abcd1"}
LISTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "bluesky log": ({"messages": True}, _BEGUN),
    "bluesky chats": ({"messages": True}, {**_BEGUN, "convos": ""}),
    "bluesky chat": ({"messages": True}, {**_BEGUN, "convos": ""}),
}
"""Of a channel that has several: the source that reads this one, and where it stands."""

BAD: tuple[Any, ...] = (
    *(None, 5, True, "x", "\ud800", 1e300, [], [[]]),
    *({"id": []}, {"value": None}, {"message": 5}),
)
every_batch = pytest.mark.parametrize("channel", BATCHES)
every_bad = pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))


def test_each_channel_is_said_to_have_batches_or_not() -> None:
    assert BATCHES.keys() | ONE_EACH.keys() | IN_XML.keys() == ADAPTERS.keys()


@every_batch
@every_bad
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_broken_part_loses_no_other(channel: str, bad: object, at: int) -> None:
    batch, good = BATCHES[channel]
    if channel == "telegram" and bad == 5:
        return  # there, five is the number of a message
    alone = read(channel, batch(good))
    assert not any(isinstance(event, EventBroken) for event in alone)
    parts = [good, good]
    parts.insert(at, bad)
    events = read(channel, batch(*parts))
    assert [event for event in events if event in alone] == [*alone, *alone]
    (other,) = [event for event in events if event not in alone]
    if isinstance(other, EventBroken):
        assert other.reason
        assert other in read(channel, other.fragment)
        assert not any(event in alone for event in read(channel, other.fragment))


@every_batch
def test_a_broken_part_goes_to_the_dead_letters_with_its_reason(channel: str) -> None:
    batch, good = BATCHES[channel]
    body = batch(good, None)
    outcomes, queue = taken_in(channel, body)
    assert outcomes[-1] is Outcome.BROKEN
    assert Outcome.BROKEN not in outcomes[:-1]
    ((letter, reason),) = queue.rejected
    assert reason
    assert letter == a_delivery(channel, letter.body, HEADERS)
    (again,) = read(channel, letter.body)
    assert isinstance(again, EventBroken)
    assert again.reason == reason


@pytest.mark.parametrize("page", PAGES)
@every_bad
def test_a_broken_item_of_a_page_loses_no_other(page: str, bad: object) -> None:
    channel, place = page.partition(" ")[0], PAGES[page]
    found = _bodies(page, ANSWERS[channel])
    assert found
    among = {name: _with_bad(answer, place, bad) for name, answer in ANSWERS[channel].items()}
    assert among != ANSWERS[channel]
    assert set(found) <= set(_bodies(page, among))


def _with_bad(answer: Any, place: tuple[str, ...], bad: object) -> Any:
    """The answer with something broken before and behind its items, if it has any there."""
    inner = answer
    for name in place:
        inner = inner.get(name) if isinstance(inner, dict) else None
    return replaced(answer, place, [bad, *inner, bad]) if isinstance(inner, list) else answer


def _bodies(page: str, answers: dict[str, Any]) -> list[str]:
    channel = page.partition(" ")[0]
    told, position = LISTS.get(page, ({}, {}))
    platform = adapter(channel, Answering.well(answers))
    source = Source(id="s1", brand="m", channel=channel, account=OWN, **told)
    since = NOW - timedelta(days=900)
    cursor = SourceCursor(source_id="s1", since=since, position=position)
    return [item.body for item in platform.fetch(source, cursor).items]
