"""Answers in private to what was said in public, over HTTP: where to, how often, found again."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.platforms import adapter_class
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm
from tests.contract.platforms.deeds_given import SESSION, platform
from tests.contract.platforms.given import NOW, a_reply
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

META = ("facebook", "instagram")
CONVERSATION = "1500-42"


def private(channel: str, **changes: Any) -> Reply:
    form = ReplyForm.PRIVATE if channel in META else ReplyForm.DM
    return replace(a_reply(channel), **{"person_id": "42", "form": form} | changes)


def an_x_message(text: object = "Merhaba, ilgileniyoruz.", **more: Any) -> dict[str, Any]:
    own = {"id": "9", "sender_id": "1500", "created_at": "2026-11-22T08:00:10Z"}
    return {**own, "text": text, "dm_conversation_id": CONVERSATION, **more}


# Meta: once for each comment


@pytest.mark.parametrize("channel", META)
def test_a_comment_is_answered_in_private_and_its_author_is_known_from_then(
    channel: str, server: LocalServer
) -> None:
    server.answers_json({"recipient_id": "7001", "message_id": "m_1"})
    assert platform(channel, server).send(private(channel)) == "7001:m_1"
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/1500/messages")
    assert json.loads(call.body) == {
        "recipient": {"comment_id": "2085"},
        "message": {"text": "Merhaba, ilgileniyoruz."},
    }


@pytest.mark.parametrize("channel", META)
@pytest.mark.parametrize(("attempts", "word"), [(1, "private_reply_used"), (2, "outcome_unknown")])
def test_a_second_answer_is_refused_and_after_a_lost_one_people_look(
    channel: str, attempts: int, word: str, server: LocalServer
) -> None:
    server.answers_json(an_error(10900, "Activity already replied to"), 400)
    with pytest.raises(Refused, match=word):
        platform(channel, server).send(private(channel, attempts=attempts))


@pytest.mark.parametrize("channel", META)
@pytest.mark.parametrize("told", [{}, {"recipient_id": "7"}, {"message_id": "m"}])
def test_success_without_ids_is_unavailable(
    channel: str, told: dict[str, str], server: LocalServer
) -> None:
    server.answers_json(told)
    with pytest.raises(Unavailable):
        platform(channel, server).send(private(channel))


@pytest.mark.parametrize("channel", META)
@pytest.mark.parametrize(
    ("error", "kind", "word"),
    [
        (an_error(190), NotAuthorised, "code 190"),
        (an_error(10, error_subcode=2018278), Refused, "outside_window"),
        (an_error(551), Refused, "blocked"),
        (an_error(100, error_subcode=33), Refused, "gone"),
    ],
)
def test_a_refusal_keeps_its_kind(
    channel: str, error: object, kind: type[Exception], word: str, server: LocalServer
) -> None:
    server.answers_json(error, 400)
    with pytest.raises(kind, match=word):
        platform(channel, server).send(private(channel))


@pytest.mark.parametrize(("channel", "asked"), [("facebook", "messenger"), ("instagram",) * 2])
def test_one_that_got_through_is_found_in_the_conversation(
    channel: str, asked: str, server: LocalServer
) -> None:
    message = {
        "id": "m_1",
        "message": "Merhaba, ilgileniyoruz.",
        "from": {"id": "1500"},
        "created_time": "2026-11-22T08:00:10+0000",
    }
    server.answers_json({"data": [{"messages": {"data": [message]}}]})
    assert platform(channel, server).find(private(channel)) == "42:m_1"
    assert server.calls[0].query["user_id"] == ["42"]
    assert server.calls[0].query["platform"] == [asked]


def test_of_an_unknown_person_nothing_is_asked(server: LocalServer) -> None:
    assert platform("facebook", server).find(private("facebook", person_id="")) is None


# X


def test_a_message_goes_to_the_author_of_the_post(server: LocalServer) -> None:
    told = {"data": {"dm_conversation_id": CONVERSATION, "dm_event_id": "9"}}
    server.answers_json(told, 201)
    assert platform("x", server).send(private("x")) == f"{CONVERSATION}:9"
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/2/dm_conversations/with/42/messages")
    assert json.loads(call.body) == {"text": "Merhaba, ilgileniyoruz."}


def test_a_message_is_answered_in_its_conversation(server: LocalServer) -> None:
    server.answers_json({"data": {"dm_event_id": "9"}}, 201)
    sent = platform("x", server).send(private("x", in_reply_to=f"{CONVERSATION}:5"))
    assert sent == f"{CONVERSATION}:9"
    assert server.calls[0].path == f"/2/dm_conversations/{CONVERSATION}/messages"


def test_one_of_x_that_got_through_is_found(server: LocalServer) -> None:
    pages = (
        as_json({"data": [an_x_message("Başka")], "meta": {"next_token": "p2"}}),
        as_json({"data": [an_x_message()]}),
    )
    server.answers(*pages)
    assert platform("x", server).find(private("x")) == f"{CONVERSATION}:9"
    assert server.calls[1].query["pagination_token"] == ["p2"]


@pytest.mark.parametrize(
    "other",
    [
        an_x_message(sender_id="42"),
        an_x_message("Merhaba"),
        an_x_message(None),
        an_x_message(created_at="2026-11-21T08:00:10Z"),
    ],
)
def test_another_message_is_not_taken_for_it(other: object, server: LocalServer) -> None:
    server.answers_json({"data": [other]})
    assert platform("x", server).find(private("x")) is None


@pytest.mark.parametrize(("channel", "post"), [("x", "2085"), ("bluesky", "at://them/post/3k")])
def test_to_nobody_no_message_is_sent(channel: str, post: str, server: LocalServer) -> None:
    with pytest.raises(Refused, match="author_unknown"):
        platform(channel, server).send(private(channel, person_id="", in_reply_to=post))
    assert server.calls == []


# Bluesky

POST_THERE = "at://did:plc:them/app.bsky.feed.post/3k"
TALK = "3lconvo7abcde"
THE_TALK = as_json({"convo": {"id": TALK, "members": [{"did": "1500"}, {"did": "42"}]}})


def on_bluesky(**changes: Any) -> Reply:
    return private("bluesky", **{"in_reply_to": POST_THERE} | changes)


def a_bluesky_message(text: object = "Merhaba, ilgileniyoruz.", **more: Any) -> dict[str, Any]:
    own = {"id": "9", "sender": {"did": "1500"}, "sentAt": "2026-11-22T08:00:10.000Z"}
    return {**own, "text": text, **more}


def test_a_message_opens_the_conversation_with_the_author_of_the_post(server: LocalServer) -> None:
    server.answers(SESSION, THE_TALK, as_json(a_bluesky_message()))
    text = "bkz. https://a.example"
    assert platform("bluesky", server).send(on_bluesky(text=text)) == f"{TALK}:9"
    asked, sent = server.calls[1:]
    assert asked.path == "/xrpc/chat.bsky.convo.getConvoForMembers"
    assert asked.query == {"members": ["42"]}
    assert (sent.method, sent.path) == ("POST", "/xrpc/chat.bsky.convo.sendMessage")
    assert {call.headers["atproto-proxy"] for call in (asked, sent)} == {
        "did:web:api.bsky.chat#bsky_chat"
    }
    link = {"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example"}
    facet = {"index": {"byteStart": 5, "byteEnd": 22}, "features": [link]}
    assert json.loads(sent.body) == {"convoId": TALK, "message": {"text": text, "facets": [facet]}}


def test_a_message_of_bluesky_is_answered_in_its_conversation(server: LocalServer) -> None:
    server.answers(SESSION, as_json(a_bluesky_message()))
    assert platform("bluesky", server).send(on_bluesky(in_reply_to=f"{TALK}:5")) == f"{TALK}:9"
    assert json.loads(server.calls[-1].body)["convoId"] == TALK


def test_one_of_bluesky_that_got_through_is_found(server: LocalServer) -> None:
    pages = (
        as_json({"messages": [a_bluesky_message("Başka")], "cursor": "p2"}),
        as_json({"messages": [a_bluesky_message()]}),
    )
    server.answers(SESSION, THE_TALK, *pages)
    assert platform("bluesky", server).find(on_bluesky()) == f"{TALK}:9"
    assert server.calls[-1].query["cursor"] == ["p2"]


@pytest.mark.parametrize(
    "other",
    [
        a_bluesky_message(sender={"did": "42"}),
        a_bluesky_message("Merhaba"),
        a_bluesky_message(None),
        a_bluesky_message(sentAt="2026-11-21T08:00:10.000Z"),
        None,
    ],
)
def test_another_message_of_bluesky_is_not_taken_for_it(other: object, server: LocalServer) -> None:
    server.answers(SESSION, THE_TALK, as_json({"messages": [other]}))
    assert platform("bluesky", server).find(on_bluesky()) is None


@pytest.mark.parametrize(
    ("error", "told", "word"),
    [
        ("MessagesDisabled", "", "messages_closed"),
        ("NotFollowedBySender", "", "messages_closed"),
        ("InvalidRequest", "recipient has disabled incoming messages", "messages_closed"),
        (
            "InvalidRequest",
            "recipient requires incoming messages to come from someone they follow",
            "messages_closed",
        ),
        ("BlockedActor", "", "blocked"),
        ("BlockedSubject", "", "blocked"),
        ("InvalidRequest", "block between recipient and sender", "blocked"),
        ("RecipientNotFound", "", "blocked"),
        ("InvalidConvo", "", "gone"),
        ("ConvoLocked", "", "replies_closed"),
        ("InvalidRequest", "Another reason", "InvalidRequest: Another reason"),
    ],
)
def test_what_a_person_of_bluesky_does_not_take_is_said_in_words(
    error: str, told: str, word: str, server: LocalServer
) -> None:
    server.answers(SESSION, as_json({"error": error, "message": told}, 400))
    with pytest.raises(Refused, match=f"^{word}$"):
        platform("bluesky", server).send(on_bluesky())


def test_a_password_without_access_to_messages_holds_the_reply_until_there_is_another(
    server: LocalServer,
) -> None:
    refused = as_json({"error": "InvalidToken", "message": "Bad token method"}, 400)
    server.answers(SESSION, refused, SESSION, THE_TALK, as_json(a_bluesky_message()))
    bluesky = platform("bluesky", server)
    with pytest.raises(NotAuthorised, match="InvalidToken"):
        bluesky.send(on_bluesky())
    assert bluesky.send(on_bluesky()) == f"{TALK}:9"


@pytest.mark.parametrize("answers", [(as_json({}),), (THE_TALK, as_json({}))])
def test_success_of_bluesky_without_ids_is_unavailable(
    answers: tuple[Scripted, ...], server: LocalServer
) -> None:
    server.answers(SESSION, *answers)
    with pytest.raises(Unavailable):
        platform("bluesky", server).send(on_bluesky())


def test_a_report_names_the_message(server: LocalServer) -> None:
    server.answers(SESSION, as_json({"id": 5}))
    report = on_bluesky(form=ReplyForm.REPORT, in_reply_to=f"{TALK}:5")
    assert platform("bluesky", server).send(report) == "5"
    assert json.loads(server.calls[-1].body)["subject"] == {
        "$type": "chat.bsky.convo.defs#messageRef",
        "did": "42",
        "convoId": TALK,
        "messageId": "5",
    }


def test_a_message_cannot_be_liked(server: LocalServer) -> None:
    with pytest.raises(Refused, match="not_offered"):
        platform("bluesky", server).send(on_bluesky(form=ReplyForm.LIKE, in_reply_to=f"{TALK}:5"))
    assert server.calls == []


# Mastodon, Telegram


def test_mastodon_tells_it_to_the_author_alone(server: LocalServer) -> None:
    theirs = {"id": "2085", "visibility": "public", "account": {"acct": "ayse@uzak.example"}}
    server.answers(as_json(theirs), as_json({"id": "99"}))
    assert platform("mastodon", server).send(private("mastodon")) == "99"
    assert parse_qs(server.calls[1].body)["visibility"] == ["direct"]


def test_who_wrote_in_a_group_of_telegram_is_written_to_alone(server: LocalServer) -> None:
    server.answers_json({"ok": True, "result": {"message_id": 5, "chat": {"id": 42}}})
    sent = platform("telegram", server).send(private("telegram", in_reply_to="-100123:7"))
    assert sent == "42:5"
    assert json.loads(server.calls[0].body) == {"chat_id": 42, "text": "Merhaba, ilgileniyoruz."}


def test_who_never_wrote_to_the_bot_cannot_be_reached(server: LocalServer) -> None:
    told = {"ok": False, "description": "Forbidden: bot can't initiate conversation with a user"}
    server.answers_json(told, 403)
    with pytest.raises(Refused, match="blocked"):
        platform("telegram", server).send(private("telegram", in_reply_to="-100123:7"))


@pytest.mark.parametrize(
    "channel", ["x", "facebook", "instagram", "mastodon", "telegram", "bluesky"]
)
def test_a_channel_with_private_answers_says_how(channel: str) -> None:
    offers = adapter_class(channel)().offers

    assert offers.private_form is private(channel).form


def test_a_message_of_long_ago_is_no_reason_to_look_further(server: LocalServer) -> None:
    server.answers_json({"data": [an_x_message()], "meta": {"next_token": "p2"}})
    late = replace(private("x"), created_at=NOW + timedelta(hours=1))
    assert platform("x", server).find(late) is None
    assert len(server.calls) == 1
