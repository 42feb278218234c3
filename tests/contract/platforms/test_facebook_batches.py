"""Changes of a page that have no use or cannot be read lose none of the others."""

import json
from copy import deepcopy
from typing import Any

import pytest

from hearback.adapters.platforms.facebook import Facebook
from hearback.domain.mention import (
    EventIgnored,
    Incoming,
)
from tests.contract.platforms.given import a_delivery, broken, fixture, texts

PAGE = "206070979425408"
ADDED = fixture("facebook/current_feed_comment_add.json")


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(Facebook().parse(a_delivery("facebook", body)))


def a_change(field: str = "feed", **value: Any) -> dict[str, Any]:
    return {"field": field, "value": value}


def a_page(*changes: object, **entry: Any) -> dict[str, Any]:
    return {
        "object": "page",
        "entry": [{"id": PAGE, "time": 1763796000, "changes": changes, **entry}],
    }


BAD_CHANGES: list[object] = [
    None,
    5,
    [],
    "x",
    {"field": "feed"},
    {"field": "feed", "value": []},
    a_change(item="comment", verb="add"),
    a_change(item="comment", verb="remove", comment_id=[]),
    a_change(item="comment", verb="add", comment_id="1", message=["a"]),
]


@pytest.mark.parametrize(
    ("field", "item", "verb", "event"),
    [
        ("feed", "reaction", "add", "feed/reaction/add"),
        ("feed", "like", "remove", "feed/like/remove"),
        ("feed", "comment", "hide", "feed/comment/hide"),
        ("feed", "comment", "unhide", "feed/comment/unhide"),
        ("feed", "comment", None, "feed/comment/"),
        ("ratings", "comment", "add", "ratings/comment/add"),
    ],
)
def test_changes_without_a_use_are_ignored_by_name(
    field: str, item: str, verb: str | None, event: str
) -> None:
    change = a_change(field, item=item, verb=verb, comment_id="1")
    assert parse(a_page(change)) == (EventIgnored(event=event),)


def test_messages_that_hold_nothing_are_ignored() -> None:
    body = {"object": "page", "entry": [{"id": PAGE, "messaging": [{}, {}], "standby": [{}]}]}
    assert parse(body) == (
        EventIgnored(event="messaging"),
        EventIgnored(event="messaging"),
        EventIgnored(event="standby"),
    )


def test_the_samples_of_the_dashboard_are_ignored() -> None:
    change = a_change(item="comment", verb="add", comment_id="44444444_444444444")
    assert parse(a_page(change, id="0")) == (EventIgnored(event="feed/test"),)


@pytest.mark.parametrize(
    ("kind", "event"), [("instagram", "instagram"), (None, "unknown"), ({}, "unknown")]
)
def test_another_kind_of_object_is_ignored(kind: object, event: str) -> None:
    assert parse({"object": kind, "entry": []}) == (EventIgnored(event=event),)


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("bad", BAD_CHANGES)
def test_a_broken_change_does_not_lose_the_others(at: int, bad: object) -> None:
    changes: list[object] = [
        a_change(item="comment", verb="add", comment_id="1", message="bir"),
        a_change(item="comment", verb="add", comment_id="2", message="iki"),
    ]
    changes.insert(at, bad)
    events = parse(a_page(*changes))
    assert texts(events) == ["bir", "iki"]
    (lost,) = broken(events)
    assert json.loads(lost.fragment) == a_page(bad) | {
        "entry": [{"id": PAGE, "time": 1763796000, "changes": [bad]}]
    }


@pytest.mark.parametrize("bad", [None, 5, [], "x", {"changes": {}}, {"id": PAGE, "changes": "x"}])
def test_a_broken_entry_does_not_lose_the_others(bad: object) -> None:
    body = deepcopy(ADDED)
    body["entry"] = [bad, *body["entry"], bad]
    events = parse(body)
    assert texts(events) == ["Kargom hâlâ gelmedi ❤️‍🔥"]
    assert [json.loads(lost.fragment) for lost in broken(events)] == [
        {"object": "page", "entry": [bad]},
        {"object": "page", "entry": [bad]},
    ]


def test_entries_that_are_no_list_are_broken() -> None:
    (lost,) = broken(parse({"object": "page", "entry": {"0": {}}}))
    assert lost.reason == "entries are not a list"


def test_a_batch_of_a_thousand_changes_is_read_whole() -> None:
    changes = [
        a_change(item="comment", verb="add", comment_id=str(number), message=str(number))
        for number in range(1000)
    ]
    assert texts(parse(a_page(*changes))) == [str(number) for number in range(1000)]
