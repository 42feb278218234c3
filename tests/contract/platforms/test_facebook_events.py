"""What a Facebook page tells us, as events of ours."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.facebook import Facebook
from hearback.domain.mention import (
    Author,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import NOW, a_delivery, fixture, only, texts

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


@pytest.mark.parametrize("verb", ["add", "edited", "remove"])
def test_a_comment_without_its_id_is_not_taken_for_its_post(verb: str) -> None:
    change = a_change(item="comment", verb=verb, comment_id=None, message="Kargo")
    assert only(parse(a_page(change))).reason == "no comment id"


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


def test_a_link_that_is_a_script_is_dropped() -> None:
    change = a_change(
        item="comment", verb="add", comment_id="1", permalink_url="javascript:alert(1)"
    )
    assert only(parse(a_page(change))).mention.url == ""
