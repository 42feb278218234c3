"""What a Facebook page tells us, as events of ours."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.facebook import Facebook
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts

PAGE = "206070979425408"
POST = "206070979425408_712750021053074"
COMMENT = "712750021053074_1063824911537852"
ADDED = fixture("facebook/current_feed_comment_add.json")
COMMENTED = Mention(
    channel="facebook",
    account_id=PAGE,
    external_id=COMMENT,
    author=Author(id="24266381753005180", name="Ayşe Örnek"),
    text="Kargom hâlâ gelmedi ❤️‍🔥",
    received_at=NOW,
    posted_at=datetime(2025, 11, 22, 7, 19, 56, tzinfo=UTC),
    thread_id=POST,
    in_reply_to=POST,
    url="https://www.facebook.com/206070979425408/posts/pfbid0example",
)


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(Facebook().parse(a_delivery("facebook", body)))


def a_change(field: str = "feed", **value: Any) -> dict[str, Any]:
    return {"field": field, "value": value}


def a_page(*changes: object, **entry: Any) -> dict[str, Any]:
    return {
        "object": "page",
        "entry": [{"id": PAGE, "time": 1763796000, "changes": changes, **entry}],
    }


def test_a_comment_is_added() -> None:
    assert parse(ADDED) == (MentionAdded(mention=COMMENTED),)


def test_a_reply_to_a_comment_is_in_the_thread_of_the_post() -> None:
    mention = only(parse(fixture("facebook/current_feed_comment_reply_add.json"))).mention
    assert mention.external_id == "712750021053074_1063824911537999"
    assert (mention.in_reply_to, mention.thread_id) == (COMMENT, POST)


def test_an_edited_comment_reads_as_it_does_now() -> None:
    edited = only(parse(fixture("facebook/current_feed_comment_edited.json")))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == COMMENT
    assert edited.mention.text == "Kargom geldi, teşekkürler"


def test_a_removed_comment_is_a_deletion() -> None:
    assert parse(fixture("facebook/current_feed_comment_remove.json")) == (
        MentionDeleted(channel="facebook", external_id=COMMENT, received_at=NOW),
    )


def test_a_comment_whose_author_is_withheld_is_added_without_one() -> None:
    mention = only(parse(fixture("facebook/current_feed_comment_no_from.json"))).mention
    assert mention.author == Author()
    assert mention.text == COMMENTED.text


def test_the_pages_own_comment_keeps_its_author_so_that_the_echo_is_recognised() -> None:
    own = only(parse(fixture("facebook/current_feed_comment_by_page_itself.json"))).mention
    assert own.author.id == own.account_id == PAGE


def test_an_older_event_names_the_sender() -> None:
    change = a_change(
        item="comment", verb="add", comment_id=7, sender_id=12345678901234567890, sender_name="Ali"
    )
    mention = only(parse(a_page(change))).mention
    assert mention.author == Author(id="12345678901234567890", name="Ali")
    assert (mention.external_id, mention.thread_id) == ("7", "7")


@pytest.mark.parametrize("item", ["post", "status", "photo", "video", "share"])
def test_a_visitors_post_is_a_mention_and_its_own_thread(item: str) -> None:
    change = a_change(item=item, verb="add", post_id=POST, message="Merhaba")
    mention = only(parse(a_page(change))).mention
    assert mention.external_id == mention.thread_id == POST
    assert mention.text == "Merhaba"


def test_a_photo_without_words_is_a_mention_without_words() -> None:
    assert texts(parse(a_page(a_change(item="photo", verb="add", post_id=POST)))) == [""]


def test_a_mention_of_the_page_has_no_author() -> None:
    change = a_change("mention", item="comment", verb="add", post_id="1", comment_id="1_2")
    mention = only(parse(a_page(change, time=1763796000123))).mention
    assert (mention.external_id, mention.thread_id) == ("1_2", "1")
    assert mention.author == Author()
    assert mention.posted_at == datetime(2025, 11, 22, 7, 20, 0, 123_000, tzinfo=UTC)


def test_a_time_may_be_iso_8601() -> None:
    change = a_change(
        item="comment", verb="add", comment_id="1", created_time="2026-11-22T10:31:16+0300"
    )
    posted_at = only(parse(a_page(change))).mention.posted_at
    assert posted_at == datetime(2026, 11, 22, 7, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "item", "verb", "event"),
    [
        ("feed", "reaction", "add", "feed/reaction/add"),
        ("feed", "like", "remove", "feed/like/remove"),
        ("feed", "comment", "hide", "feed/comment/hide"),
        ("feed", "comment", "unhide", "feed/comment/unhide"),
        ("feed", "comment", None, "feed/comment/"),
        ("ratings", "rating", "add", "ratings"),
    ],
)
def test_changes_without_a_use_are_ignored_by_name(
    field: str, item: str, verb: str | None, event: str
) -> None:
    change = a_change(field, item=item, verb=verb, comment_id="1")
    assert parse(a_page(change)) == (EventIgnored(event=event),)


def test_messages_are_ignored() -> None:
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


def test_a_link_that_is_a_script_is_dropped() -> None:
    change = a_change(
        item="comment", verb="add", comment_id="1", permalink_url="javascript:alert(1)"
    )
    assert only(parse(a_page(change))).mention.url == ""


BAD_CHANGES = [
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
    assert texts(events) == [COMMENTED.text]
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
