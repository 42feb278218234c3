"""What comes to a page in private, at whichever of its two addresses."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts
from tests.contract.platforms.meta_given import PAGE, PERSON, a_message, an_entry
from tests.contract.platforms.parsers import PARSERS

WRITTEN = Mention(
    channel="messenger",
    account_id=PAGE,
    external_id=f"{PERSON}:m_ornek1",
    author=Author(id=PERSON),
    text="Merhaba, iadem hâlâ yatmadı. Ne zaman yatar?",
    received_at=NOW,
    posted_at=datetime(2026, 11, 2, 6, 41, 22, 871_000, tzinfo=UTC),
    thread_id=PERSON,
    visibility=Visibility.PRIVATE,
)


def parse(body: object, address: str = "messenger") -> tuple[Incoming, ...]:
    return tuple(PARSERS[address](a_delivery(address, body)))


def direct(*messages: object, where: str = "messaging") -> dict[str, Any]:
    return an_entry("page", PAGE, **{where: list(messages)})


@pytest.mark.parametrize("address", ["messenger", "facebook"])
def test_a_message_is_messengers_at_either_address_of_the_page(address: str) -> None:
    body = fixture("messenger/message_text.json")
    assert parse(body, address) == (MentionAdded(mention=WRITTEN),)


@pytest.mark.parametrize("address", ["messenger", "facebook"])
def test_a_comment_is_facebooks_at_either_address_of_the_page(address: str) -> None:
    mention = only(parse(fixture("facebook/current_feed_comment_add.json"), address)).mention
    assert (mention.channel, mention.visibility) == ("facebook", Visibility.PUBLIC)


def test_the_pages_own_message_is_recognised() -> None:
    own = only(parse(fixture("messenger/message_echo.json"))).mention
    assert own.author.id == own.account_id == PAGE
    assert own.external_id == f"{PERSON}:m_ornek2"


def test_a_message_from_the_page_is_its_own_also_without_the_mark() -> None:
    message = a_message(PAGE, PERSON, message={"mid": "m1", "text": "Merhaba"})
    own = only(parse(direct(message))).mention
    assert (own.author.id, own.thread_id) == (PAGE, PERSON)


def test_an_echo_is_our_own_also_without_the_pages_id() -> None:
    body = fixture("messenger/message_echo.json")
    del body["entry"][0]["id"]
    own = only(parse(body)).mention
    assert own.author.id == own.account_id == PAGE


def test_an_edited_message_reads_as_it_does_now() -> None:
    edited = only(parse(fixture("messenger/message_edited.json")))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == WRITTEN.external_id
    assert edited.mention.text == "Merhaba, iadem yattı, teşekkürler."


def test_a_deleted_message_is_a_deletion() -> None:
    assert parse(fixture("messenger/message_deleted.json")) == (
        MentionDeleted(channel="messenger", external_id=WRITTEN.external_id, received_at=NOW),
    )


def test_a_message_that_another_app_answers_is_taken_in() -> None:
    assert texts(parse(fixture("messenger/message_standby.json"))) == ["Kimse yok mu?"]


def test_a_picture_is_linked_and_knows_what_it_answers() -> None:
    mention = only(parse(fixture("messenger/message_attachment.json"))).mention
    assert (mention.text, mention.url) == ("", "https://scontent.example/kirik-urun.jpg")
    assert mention.in_reply_to == WRITTEN.external_id


def test_a_button_says_its_title() -> None:
    mention = only(parse(fixture("messenger/postback.json"))).mention
    assert (mention.external_id, mention.text) == (f"{PERSON}:m_ornek5", "Siparişim nerede?")


def test_a_button_without_a_message_id_is_known_by_its_time() -> None:
    pressed = a_message(postback={"title": "Başla", "payload": "START"})
    mention = only(parse(direct(pressed))).mention
    assert mention.external_id == f"{PERSON}:postback-1793601682871"


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("reaction", "reaction"),
        ("delivery", "delivery"),
        ("read", "read"),
        ("optin", "optin"),
        ("pass_thread_control", "pass_thread_control"),
    ],
)
def test_events_without_a_use_are_ignored_by_name(kind: str, event: str) -> None:
    for where in ("messaging", "standby"):
        body = direct(a_message(**{kind: {"mid": "m1"}}), where=where)
        assert parse(body) == (EventIgnored(event=f"{where}/{event}"),)


def test_a_reaction_is_no_mention() -> None:
    assert parse(fixture("messenger/reaction.json")) == (EventIgnored(event="messaging/reaction"),)


def test_a_link_that_is_a_script_is_dropped() -> None:
    attached = [{"payload": {"url": "javascript:alert(1)"}}, None, {"payload": 5}]
    message = a_message(message={"mid": "m1", "attachments": attached})
    assert only(parse(direct(message))).mention.url == ""


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize(
    "bad", [None, 5, a_message(message=[]), a_message(message={}), {"message": {"mid": "m1"}}]
)
def test_a_broken_message_does_not_lose_the_others(at: int, bad: object) -> None:
    messages: list[object] = [
        a_message(message={"mid": "m1", "text": "bir"}),
        a_message(message={"mid": "m2", "text": "iki"}),
    ]
    messages.insert(at, bad)
    body = direct(*messages)
    body["entry"].insert(at % 2, None)
    events = parse(body)
    assert texts(events) == ["bir", "iki"]
    fragments = [json.loads(lost.fragment) for lost in broken(events)]
    assert direct(bad) in fragments
    assert {"object": "page", "entry": [None]} in fragments
