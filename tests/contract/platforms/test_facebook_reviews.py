"""Recommendations of a page: reviews by another name."""

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
from tests.contract.platforms.given import NOW, a_delivery, a_reply, an_api, broken, fixture, only
from tests.contract.platforms.local_server import LocalServer

REVIEWED = Mention(
    channel="facebook",
    account_id="206070979425408",
    external_id="9061073004021000",
    author=Author(id="24266381753005180", name="Ayşe Örnek"),
    text="Kargo üç hafta gecikti, arayan soran yok 😡",
    received_at=NOW,
    posted_at=datetime(2025, 11, 22, 7, 19, 56, tzinfo=UTC),
    thread_id="9061073004021000",
    url="https://www.facebook.com/9061073004021000",
)


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(Facebook().parse(a_delivery("facebook", body)))


def a_review(**value: Any) -> dict[str, Any]:
    body: dict[str, Any] = fixture("facebook/review_added.json")
    body["entry"][0]["changes"][0]["value"].update(value)
    return body


def test_a_review_is_added() -> None:
    assert parse(a_review()) == (MentionAdded(mention=REVIEWED),)


@pytest.mark.parametrize("verb", ["edit", "edited"])
def test_an_edited_review_reads_as_it_does_now(verb: str) -> None:
    edited = only(parse(a_review(verb=verb, review_text="Sonunda geldi")))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == REVIEWED.external_id
    assert edited.mention.text == "Sonunda geldi"


@pytest.mark.parametrize("verb", ["remove", "delete"])
def test_a_removed_review_is_a_deletion(verb: str) -> None:
    assert parse(a_review(verb=verb, review_text=None)) == (
        MentionDeleted(channel="facebook", external_id=REVIEWED.external_id, received_at=NOW),
    )


def test_a_review_without_words_or_reviewer_is_added() -> None:
    mention = only(parse(a_review(review_text=None, reviewer_id=None, reviewer_name=None))).mention
    assert (mention.text, mention.author) == ("", Author())


@pytest.mark.parametrize("item", ["comment", "like", "reaction", "post"])
def test_what_happens_below_a_review_is_ignored_by_name(item: str) -> None:
    assert parse(a_review(item=item)) == (EventIgnored(event=f"ratings/{item}/add"),)


def test_a_review_of_the_dashboard_is_ignored() -> None:
    body = a_review()
    body["entry"][0]["id"] = "0"
    assert parse(body) == (EventIgnored(event="ratings/test"),)


@pytest.mark.parametrize("value", [{"open_graph_story_id": None}, {"review_text": ["a"]}])
def test_a_review_that_cannot_be_read_is_set_aside(value: dict[str, Any]) -> None:
    assert len(broken(parse(a_review(**value)))) == 1


def test_a_review_is_answered_with_a_comment_on_its_story(server: LocalServer) -> None:
    server.answers_json({"id": "9061073004021000_1"})
    reply = a_reply("facebook", in_reply_to=REVIEWED.external_id)
    assert Facebook(an_api(server.url)).send(reply) == "9061073004021000_1"
    assert server.calls[0].path == "/9061073004021000/comments"
