"""Webhooks are shaped and signed as the platforms do it. Vectors: the platforms' documents."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hearback.domain.mention import Author
from local import webhooks
from local.sandbox.accounts import PAGE, SUPPORT
from local.sandbox.events import Verb
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


def test_every_verb_signs_the_bytes_that_it_returns() -> None:
    body, headers = webhooks.x_mention(POST, SUPPORT.profile, secret="s", now=NOW)
    assert headers == webhooks.sign("x", "s", body, NOW)
    body, headers = webhooks.facebook_comment("add", COMMENT, PAGE.profile, secret="s", now=NOW)
    assert headers == webhooks.sign("facebook", "s", body, NOW)


@pytest.mark.parametrize(
    ("verb", "event_type"),
    [
        (webhooks.x_mention, "post.mention.create"),
        (webhooks.x_reply, "post.reply.create"),
        (webhooks.x_quote, "post.quote.create"),
    ],
)
def test_an_x_event_has_its_type_author_and_conversation(verb, event_type) -> None:  # type: ignore[no-untyped-def]
    event = json.loads(verb(POST, SUPPORT.profile, secret="s", now=NOW)[0])["data"]
    assert event["event_type"] == event_type
    assert event["filter"] == {"user_id": "1500000000000000001"}
    assert event["payload"]["author_id"] == AYSE.id
    assert event["payload"]["conversation_id"] == POST.thread
    assert event["payload"]["created_at"] == "2026-11-22T08:00:00.000Z"
    assert event["payload"]["entities"]["mentions"][0]["id"] == "1500000000000000001"
    assert event["includes"]["users"][0]["public_metrics"]["followers_count"] == 22


def test_x_hands_out_its_texts_with_entities() -> None:
    event = json.loads(webhooks.x_mention(POST, SUPPORT.profile, secret="s", now=NOW)[0])
    assert "&lt;hâlâ&gt;" in event["data"]["payload"]["text"]


def test_an_x_edit_has_a_new_id_and_names_the_first() -> None:
    edited = POST.reworded("düzeltilmiş", NOW, "2085000000000000999")
    body, _ = webhooks.x_edit(edited, SUPPORT.profile, secret="s", now=NOW)
    payload = json.loads(body)["data"]["payload"]
    assert payload["id"] == "2085000000000000999"
    assert payload["edit_history_tweet_ids"] == [POST.id, "2085000000000000999"]


def test_the_old_envelope_cuts_long_texts_and_has_them_whole_beside() -> None:
    long = replace(POST, text="@NivoraDestek " + "a" * 200)
    body, _ = webhooks.x_legacy(long, SUPPORT.profile, secret="s", now=NOW)
    (tweet,) = json.loads(body)["tweet_create_events"]
    assert (tweet["truncated"], len(tweet["text"])) == (True, 140)
    assert tweet["extended_tweet"]["full_text"] == long.text
    assert tweet["timestamp_ms"] == "1795334400000"


def test_an_x_deletion_names_the_post() -> None:
    body, _ = webhooks.x_delete(POST, SUPPORT.profile, secret="s", now=NOW)
    (event,) = json.loads(body)["tweet_delete_events"]
    assert event["status"] == {"id": POST.id, "user_id": AYSE.id}


def test_facebook_bodies_are_escaped_as_meta_escapes_them() -> None:
    body, _ = webhooks.facebook_comment("add", COMMENT, PAGE.profile, secret="s", now=NOW)
    assert rb"Kargom gelmedi \ud83d\ude21 a\u0040b.com http:\/\/x.y" in body
    assert body.isascii()


def test_a_facebook_comment_has_the_fields_of_its_verb() -> None:
    def value(verb: Verb, anonymous: bool = False) -> dict[str, object]:
        body, _ = webhooks.facebook_comment(
            verb, COMMENT, PAGE.profile, secret="s", now=NOW, anonymous=anonymous
        )
        (change,) = json.loads(body)["entry"][0]["changes"]
        found: dict[str, object] = change["value"]
        return found

    assert value("add")["from"] == {"id": AYSE.id, "name": "Ayşe Örnek"}
    assert value("add")["comment_id"] == COMMENT.id
    assert value("edited")["verb"] == "edited"
    assert "message" not in value("remove")
    assert "from" not in value("add", anonymous=True)


def test_visitor_posts_and_mentions_elsewhere_have_their_own_fields() -> None:
    post = replace(COMMENT, id=COMMENT.thread, in_reply_to=None)
    body, _ = webhooks.facebook_post("add", post, PAGE.profile, secret="s", now=NOW)
    (change,) = json.loads(body)["entry"][0]["changes"]
    assert (change["field"], change["value"]["item"]) == ("feed", "status")
    body, _ = webhooks.facebook_mention(post, PAGE.profile, secret="s", now=NOW)
    (change,) = json.loads(body)["entry"][0]["changes"]
    assert (change["field"], "from" in change["value"]) == ("mention", False)


def test_a_generic_event_keeps_its_message_id_when_it_is_sent_again() -> None:
    form = replace(POST, channel="generic", id="generic-000001")
    first = webhooks.generic_event(form, secret="whsec_QUJD", now=NOW)
    again = webhooks.generic_event(form, secret="whsec_QUJD", now=NOW.replace(minute=3))
    assert first[0] == again[0]
    assert first[1]["webhook-id"] == again[1]["webhook-id"]
    assert first[1]["webhook-signature"] != again[1]["webhook-signature"]
