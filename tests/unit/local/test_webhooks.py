"""Webhooks are shaped and signed as the platforms do it. Vectors: the platforms' documents."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.domain.mention import Author
from local import webhooks
from local.sandbox.platform import News, Verb
from local.sandbox.platforms import PLATFORMS
from local.sandbox.posts import Post

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
AYSE = Author(id="1500000000000000077", name="Ayşe Örnek", handle="ayse_ornek", followers=22)
POST = Post(
    channel="x",
    id="2085000000000000101",
    author=AYSE,
    text="@NivoraDestek kargom <hâlâ> gelmedi 😡",
    at=NOW,
    thread="2085000000000000101",
)
COMMENT = replace(
    POST,
    channel="facebook",
    id="712750021053074_1063824911537852",
    thread="206070979425408_712750021053074",
    in_reply_to="206070979425408_712750021053074",
    text="Kargom gelmedi 😡 a@b.com http://x.y",
)


def test_x_signs_as_in_its_vector() -> None:
    body = '{"data":{"event_type":"post.mention.create","payload":{"text":"şikayet 😡"}}}'
    headers = webhooks.sign("x", "test_consumer_secret", body.encode(), NOW)
    assert headers["x-twitter-webhooks-signature"] == (
        "sha256=eocO7kmDlglKDu1ZrEyK4iWaW04t0/3IfHgzv5L1CD0="
    )


def test_facebook_signs_as_in_its_vector() -> None:
    body = (
        r'{"object":"page","entry":[{"id":"1","time":1,"messaging":[{"message":{"mid":"m_1",'
        r'"text":"\u00e4\u00f6\u00e5 \ud83d\ude21 a\u0040b.com http:\/\/x.y"}}]}]}'
    )
    headers = webhooks.sign("facebook", "test_app_secret", body.encode(), NOW)
    assert headers["x-hub-signature-256"] == (
        "sha256=7c3c9c7a6642f19c6c811bb4d77a9eb222cdf1d50d8d2e72161c46e593c37fbe"
    )


def test_the_generic_webhook_signs_as_in_its_vector() -> None:
    headers = webhooks.sign(
        "generic",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        b'{"test": 2432232314}',
        datetime.fromtimestamp(1614265330, UTC),
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
    )
    assert headers["webhook-timestamp"] == "1614265330"
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_channel_without_webhooks_cannot_be_signed_for() -> None:
    with pytest.raises(ValueError, match="feed"):
        webhooks.sign("feed", "s", b"", NOW)


def told(post: Post = POST, **how: Any) -> webhooks.SignedBody:
    to = PLATFORMS[post.channel].accounts[0].profile
    return webhooks.tell(News(post=post, to=to, now=NOW, **how), "s")


def test_what_is_told_is_signed_as_it_is() -> None:
    for post in (POST, COMMENT):
        body, headers = told(post)
        assert headers == webhooks.sign(post.channel, "s", body, NOW)


@pytest.mark.parametrize(
    ("how", "post", "event_type"),
    [
        ({}, POST, "post.mention.create"),
        ({"answers_us": True}, POST, "post.reply.create"),
        ({}, replace(POST, quoted="2085000000000000001"), "post.quote.create"),
    ],
)
def test_an_x_event_has_its_type_author_and_conversation(
    how: dict[str, Any], post: Post, event_type: str
) -> None:
    event = json.loads(told(post, **how)[0])["data"]
    assert event["event_type"] == event_type
    assert event["filter"] == {"user_id": "1500000000000000001"}
    assert event["payload"]["author_id"] == AYSE.id
    assert event["payload"]["conversation_id"] == POST.thread
    assert event["payload"]["created_at"] == "2026-11-22T08:00:00.000Z"
    assert event["payload"]["entities"]["mentions"][0]["id"] == "1500000000000000001"
    assert event["includes"]["users"][0]["public_metrics"]["followers_count"] == 22


def test_x_hands_out_its_texts_with_entities() -> None:
    event = json.loads(told()[0])
    assert "&lt;hâlâ&gt;" in event["data"]["payload"]["text"]


def test_an_x_edit_has_a_new_id_and_names_the_first() -> None:
    edited = POST.reworded("düzeltilmiş", NOW, "2085000000000000999")
    payload = json.loads(told(edited, verb="edited")[0])["data"]["payload"]
    assert payload["id"] == "2085000000000000999"
    assert payload["edit_history_tweet_ids"] == [POST.id, "2085000000000000999"]


def test_the_old_envelope_cuts_long_texts_and_has_them_whole_beside() -> None:
    long = replace(POST, text="@NivoraDestek " + "a" * 200)
    (tweet,) = json.loads(told(long, form="legacy")[0])["tweet_create_events"]
    assert (tweet["truncated"], len(tweet["text"])) == (True, 140)
    assert tweet["extended_tweet"]["full_text"] == long.text
    assert tweet["timestamp_ms"] == "1795334400000"


def test_an_x_deletion_names_the_post() -> None:
    (event,) = json.loads(told(verb="removed")[0])["tweet_delete_events"]
    assert event["status"] == {"id": POST.id, "user_id": AYSE.id}


def test_facebook_bodies_are_escaped_as_meta_escapes_them() -> None:
    body, _ = told(COMMENT)
    assert rb"Kargom gelmedi \ud83d\ude21 a\u0040b.com http:\/\/x.y" in body
    assert body.isascii()


def test_a_facebook_comment_has_the_fields_of_its_verb() -> None:
    def value(verb: Verb, anonymous: bool = False) -> dict[str, object]:
        body, _ = told(COMMENT, verb=verb, anonymous=anonymous)
        (change,) = json.loads(body)["entry"][0]["changes"]
        found: dict[str, object] = change["value"]
        return found

    assert value("added")["from"] == {"id": AYSE.id, "name": "Ayşe Örnek"}
    assert value("added")["comment_id"] == COMMENT.id
    assert value("edited")["verb"] == "edited"
    assert "message" not in value("removed")
    assert "from" not in value("added", anonymous=True)


def test_visitor_posts_and_mentions_elsewhere_have_their_own_fields() -> None:
    post = replace(COMMENT, id=COMMENT.thread, in_reply_to=None)
    (change,) = json.loads(told(post)[0])["entry"][0]["changes"]
    assert (change["field"], change["value"]["item"]) == ("feed", "status")
    (change,) = json.loads(told(post, form="mention")[0])["entry"][0]["changes"]
    assert (change["field"], "from" in change["value"]) == ("mention", False)


def test_a_generic_event_keeps_its_message_id_when_it_is_sent_again() -> None:
    form = replace(POST, channel="generic", id="generic-000001")
    news = News(post=form, to=Author(), now=NOW)
    first = webhooks.tell(news, "whsec_QUJD")
    again = webhooks.tell(replace(news, now=NOW.replace(minute=3)), "whsec_QUJD")
    assert first[0] == again[0]
    assert first[1]["webhook-id"] == again[1]["webhook-id"]
    assert first[1]["webhook-signature"] != again[1]["webhook-signature"]
