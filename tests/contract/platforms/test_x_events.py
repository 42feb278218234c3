"""What X tells us, as events of ours."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.x import X
from hearback.domain.mention import (
    AccessRevoked,
    Author,
    EventBroken,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts

MENTION = fixture("x/xaa_post.mention.create.json")
CUSTOMER = Author(
    id="1500000000000000002", name="Örnek Müşteri", handle="ornek_musteri", followers=97
)


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(X().parse(a_delivery("x", body)))


def mention_with(**payload: Any) -> dict[str, Any]:
    event: dict[str, Any] = deepcopy(MENTION)
    event["data"]["payload"].update(payload)
    return event


def test_a_post_that_mentions_us_is_added() -> None:
    assert parse(MENTION) == (
        MentionAdded(
            mention=Mention(
                channel="x",
                account_id="1500000000000000001",
                external_id="2085000000000000101",
                author=CUSTOMER,
                text="@MarkaDinliyor 9 gündür siparişim gelmedi, arayan soran yok 😡",
                received_at=NOW,
                posted_at=datetime(2026, 11, 2, 6, 41, 23, tzinfo=UTC),
                thread_id="2085000000000000101",
                url="https://x.com/ornek_musteri/status/2085000000000000101",
                language_hint="tr",
            )
        ),
    )


def test_a_reply_keeps_its_thread_and_what_it_answers() -> None:
    mention = only(parse(fixture("x/xaa_post.reply.create.json"))).mention
    assert mention.external_id == "2085000000000000102"
    assert mention.thread_id == mention.in_reply_to == "2085000000000000101"
    assert mention.author == CUSTOMER


def test_a_quote_is_added_and_answers_nothing() -> None:
    event = mention_with(referenced_tweets=[{"type": "quoted", "id": "9"}])
    event["data"]["event_type"] = "post.quote.create"
    added = only(parse(event))
    assert isinstance(added, MentionAdded)
    assert added.mention.in_reply_to is None


def test_an_edited_post_stays_the_mention_that_it_was() -> None:
    event = mention_with(id="30", edit_history_tweet_ids=["10", "20", "30"], text="Geldi")
    edited = only(parse(event))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == "10"
    assert edited.mention.text == "Geldi"
    assert edited.mention.url.endswith("/30")


def test_the_first_version_of_an_edited_post_is_added_as_it_was_written() -> None:
    added = only(parse(mention_with(id="10", edit_history_tweet_ids=["10", "20"])))
    assert isinstance(added, MentionAdded)
    assert added.mention.external_id == "10"


def test_a_deleted_post_is_a_deletion() -> None:
    event = {"data": {"event_type": "post.delete", "payload": {"id": 2085000000000000101}}}
    assert parse(event) == (
        MentionDeleted(channel="x", external_id="2085000000000000101", received_at=NOW),
    )


def test_deleting_an_edited_post_deletes_the_mention_that_it_was() -> None:
    payload = {"id": "30", "edit_history_tweet_ids": ["10", "20", "30"]}
    event = {"data": {"event_type": "post.delete", "payload": payload}}
    assert only(parse(event)).external_id == "10"


def test_a_long_post_is_read_whole() -> None:
    event = mention_with(text="kısa…", note_tweet={"text": "uzun " * 100})
    assert only(parse(event)).mention.text == "uzun " * 100


def test_the_characters_that_x_escapes_are_the_customers_again() -> None:
    event = mention_with(text="1 &lt; 2 &amp;&amp; &amp;lt; şikayet &gt;")
    assert only(parse(event)).mention.text == "1 < 2 && &lt; şikayet >"


def test_our_own_post_keeps_its_author_so_that_the_echo_is_recognised() -> None:
    own = only(parse(mention_with(author_id="1500000000000000001"))).mention
    assert own.author.id == own.account_id == "1500000000000000001"


def test_ids_given_as_numbers_stay_exact() -> None:
    event = mention_with(id=2085000000000000101, author_id=9007199254740993, conversation_id=7)
    mention = only(parse(event)).mention
    assert (mention.external_id, mention.thread_id) == ("2085000000000000101", "7")
    assert mention.author.id == "9007199254740993"


def test_an_author_who_is_not_included_is_known_by_id_alone() -> None:
    event = deepcopy(MENTION)
    del event["data"]["includes"]
    mention = only(parse(event)).mention
    assert mention.author == Author(id="1500000000000000002")
    assert mention.url == "https://x.com/i/status/2085000000000000101"


@pytest.mark.parametrize("absurd", [None, "", "dün", 10**30, -1, "0001-01-01T00:00:00Z", [], 1e308])
def test_an_absurd_time_is_none(absurd: object) -> None:
    assert only(parse(mention_with(created_at=absurd))).mention.posted_at is None


@pytest.mark.parametrize("tag", ["und", "zxx", "qme", "", None, 7])
def test_a_language_that_x_does_not_know_is_no_hint(tag: object) -> None:
    assert only(parse(mention_with(lang=tag))).mention.language_hint is None


@pytest.mark.parametrize("name", ["chat.received", "post.create", "something.new"])
def test_events_without_a_use_are_ignored_by_name(name: str) -> None:
    body = {"data": {"event_type": name, "payload": {"encoded_event": "x"}}}
    assert parse(body) == (EventIgnored(event=name),)


@pytest.mark.parametrize(
    ("event", "account"),
    [
        ({"filter": {"user_id": "77"}, "payload": {}}, "77"),
        ({"filter": {"user_id": 2**63 + 1}}, str(2**63 + 1)),
        ({"payload": {"user_id": "77"}}, "77"),
        ({"filter": {"user_id": {"no": "id"}}, "payload": "x"}, ""),
        ({}, ""),
    ],
)
def test_a_revocation_is_that_of_the_subscribed_account(
    event: dict[str, object], account: str
) -> None:
    body = {"data": {"event_type": "oauth.revoke", "event_uuid": "e1", **event}}
    assert parse(body) == (AccessRevoked(channel="x", account_id=account),)


def test_a_direct_message_is_private_and_its_id_says_where_to_answer() -> None:
    mention = only(parse(fixture("x/xaa_dm.received.json"))).mention
    conversation = "1500000000000000001-1500000000000000002"
    assert mention.external_id == f"{conversation}:2085000000000000201"
    assert (mention.thread_id, mention.visibility) == (conversation, Visibility.PRIVATE)
    assert (mention.account_id, mention.author.id) == ("1500000000000000001", "1500000000000000002")
    assert (mention.author.handle, mention.text) == ("ornek_musteri", "Sipariş no: 778812")


@pytest.mark.parametrize("name", ["sender_id", "dm_conversation_id", "id"])
def test_a_direct_message_that_nobody_could_answer_is_broken(name: str) -> None:
    body = fixture("x/xaa_dm.received.json")
    del body["data"]["payload"][name]
    assert isinstance(only(parse(body)), EventBroken)


def test_what_else_happens_in_a_conversation_is_ignored() -> None:
    body = fixture("x/xaa_dm.received.json")
    body["data"]["payload"]["event_type"] = "ParticipantsJoin"
    assert only(parse(body)) == EventIgnored(event="dm.received/other")


def test_an_object_that_we_do_not_know_is_ignored() -> None:
    assert parse({"hello": 1}) == (EventIgnored(event="unknown"),)


def test_a_broken_event_of_a_list_does_not_lose_the_others() -> None:
    events = parse({"data": [MENTION["data"], {"event_type": "post.mention.create"}]})
    assert texts(events) == [MENTION["data"]["payload"]["text"]]
    (lost,) = broken(events)
    assert lost.reason == "payload is not an object"
    assert json.loads(lost.fragment) == {"data": [{"event_type": "post.mention.create"}]}


def test_a_fragment_that_is_mended_can_be_delivered_by_itself() -> None:
    (lost,) = broken(parse(mention_with(text={"not": "text"})))
    assert lost.reason == "text is not text"
    mended = json.loads(lost.fragment)
    mended["data"][0]["payload"]["text"] = "Kargom yok"
    assert texts(parse(mended)) == ["Kargom yok"]


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "null", '"x"', "[" * 5000, "9" * 5000])
def test_a_body_that_is_no_object_is_broken_as_a_whole(text: str) -> None:
    (lost,) = broken(parse(text))
    assert isinstance(lost, EventBroken)
    assert lost.fragment == text


def test_a_fragment_fits_into_a_queue() -> None:
    (lost,) = broken(parse(mention_with(text=["ş" * 250_000])))
    assert len(lost.fragment.encode()) <= 200_000
