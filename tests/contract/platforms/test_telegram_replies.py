"""Replies through Telegram's bot, against a server that speaks HTTP."""

import json
from typing import Any

import pytest

from hearback.adapters.platforms.telegram import Telegram
from hearback.domain.errors import Malformed, NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.webhooks import WebhookRequest
from tests.contract.platforms.given import TOKEN, a_reply, an_api, fixture, signed_by
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

REPLY = a_reply("telegram", in_reply_to="7123456789:1365", text="Merhaba <b> & 😀")
SENT = {"ok": True, "result": {"message_id": 1400, "chat": {"id": 7123456789}}}


def a_telegram(server: LocalServer) -> Telegram:
    return Telegram(an_api(f"{server.url}/"))


def an_error(status: int, description: object, **parameters: Any) -> Scripted:
    content = {"ok": False, "error_code": status, "description": description}
    return as_json({**content, "parameters": parameters} if parameters else content, status)


def test_a_reply_is_sent_to_the_chat_as_an_answer_to_the_message(server: LocalServer) -> None:
    server.answers_json(SENT)
    assert a_telegram(server).send(REPLY) == "7123456789:1400"
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", f"/bot{TOKEN}/sendMessage")
    assert json.loads(call.body) == {
        "chat_id": 7123456789,
        "text": "Merhaba <b> & 😀",
        "reply_parameters": {"message_id": 1365, "allow_sending_without_reply": True},
    }


def test_a_reply_in_a_business_chat_goes_through_its_connection(server: LocalServer) -> None:
    server.answers_json(SENT)
    a_telegram(server).send(a_reply("telegram", in_reply_to="bc-1_2:71:5"))
    body = json.loads(server.calls[0].body)
    assert (body["business_connection_id"], body["chat_id"]) == ("bc-1_2", 71)


def test_a_group_that_became_a_supergroup_is_written_to_there(server: LocalServer) -> None:
    moved = as_json(fixture("telegram/error_migrate.json"), 400)
    server.answers(moved, as_json(SENT))
    assert a_telegram(server).send(a_reply("telegram", in_reply_to="-42:5")) == "7123456789:1400"
    chats = [json.loads(call.body)["chat_id"] for call in server.calls]
    assert chats == [-42, -1001234567890]


def test_a_chat_that_moves_for_ever_is_followed_once(server: LocalServer) -> None:
    server.answers_json(fixture("telegram/error_migrate.json"), 400)
    with pytest.raises(Refused, match=r"^http_400: "):
        a_telegram(server).send(REPLY)
    assert len(server.calls) == 2


@pytest.mark.parametrize("moved_to", ["abc", "-5", None, [], 1.5])
def test_a_new_chat_that_is_none_is_not_followed(server: LocalServer, moved_to: object) -> None:
    server.answers(an_error(400, "Bad Request: upgraded", migrate_to_chat_id=moved_to))
    with pytest.raises(Refused, match=r"^http_400: "):
        a_telegram(server).send(REPLY)
    assert len(server.calls) == 1


def test_too_many_messages_wait_as_long_as_telegram_says(server: LocalServer) -> None:
    server.answers_json(fixture("telegram/error_429.json"), 429)
    with pytest.raises(RateLimited) as error:
        a_telegram(server).send(REPLY)
    assert error.value.retry_after == 14


@pytest.mark.parametrize("wait", [None, "soon", -3, [], 10**30])
def test_too_many_messages_without_a_sane_wait_wait_a_minute(
    server: LocalServer, wait: object
) -> None:
    server.answers(an_error(429, "Too Many Requests", retry_after=wait))
    with pytest.raises(RateLimited) as error:
        a_telegram(server).send(REPLY)
    assert error.value.retry_after == 60


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_is_revoked_or_wrong_must_be_renewed_by_people(
    server: LocalServer, status: int
) -> None:
    server.answers(an_error(status, "Unauthorized"))
    with pytest.raises(NotAuthorised, match=r"^not_authorised: ") as error:
        a_telegram(server).send(REPLY)
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize(
    ("status", "description", "message"),
    [
        (403, "Forbidden: bot was blocked by the user", "blocked: Forbidden: bot was blocked"),
        (403, "Forbidden: bot was kicked from the group chat", "blocked: "),
        (403, "Forbidden: user is deactivated", "blocked: "),
        (400, "Bad Request: message is too long", "too_long: "),
        (400, "Bad Request: chat not found", "http_400: Bad Request: chat not found"),
        (400, f"Bad Request: {REPLY.text}", "http_400"),
        (400, {"not": "text"}, "http_400"),
        (302, "elsewhere", "http_302"),
    ],
)
def test_refusals_carry_a_word_and_no_customers_text(
    server: LocalServer, status: int, description: object, message: str
) -> None:
    server.answers(an_error(status, description))
    with pytest.raises(Refused) as error:
        a_telegram(server).send(REPLY)
    assert str(error.value).startswith(message)
    assert REPLY.text not in str(error.value)


@pytest.mark.parametrize(
    "answer",
    [
        Scripted(status=502, body=b"<html>"),
        an_error(500, "Internal Server Error"),
        Scripted(raw=b""),
        Scripted(status=200, body=b"{}"),
        Scripted(status=200, body=b"not json"),
        as_json({"ok": True, "result": {"message_id": 5}}),
        as_json({"ok": True, "result": {"chat": {"id": 5}}}),
    ],
)
def test_a_passing_fault_is_unavailable_and_hides_the_token(
    server: LocalServer, answer: Scripted
) -> None:
    server.answers(answer)
    with pytest.raises(Unavailable) as error:
        a_telegram(server).send(REPLY)
    assert TOKEN not in str(error.value)
    assert len(server.calls) == 1


@pytest.mark.parametrize("target", ["", "5", "a:b", "1:2:3:4", "../x:1:2", "1:-2", "١:٢"])
def test_a_target_that_is_none_is_refused_before_a_call(server: LocalServer, target: str) -> None:
    with pytest.raises(Refused, match=r"^gone"):
        a_telegram(server).send(a_reply("telegram", in_reply_to=target))
    assert server.calls == []


def test_a_token_cannot_lead_to_another_address(server: LocalServer) -> None:
    server.answers_json(SENT)
    Telegram(an_api(server.url, token="1:a/../b?c")).send(REPLY)
    assert server.calls[0].path == "/bot1:a%2F..%2Fb%3Fc/sendMessage"


def test_what_may_be_out_is_not_sent_twice_for_bots_cannot_ask(server: LocalServer) -> None:
    with pytest.raises(Refused, match=r"^outcome_unknown$"):
        a_telegram(server).find(REPLY)
    assert server.calls == []


def test_a_server_that_nobody_listens_at_was_never_told() -> None:
    with pytest.raises(RateLimited, match="never_sent: NewConnectionError") as error:
        Telegram(an_api("http://127.0.0.1:1")).send(REPLY)
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize(
    ("text", "units"),
    [("şikayet", 7), ("s\u0327", 1), ("😀", 2), ("👨‍👩‍👧", 8), ("", 0), ("\ud800", 1)],
)
def test_length_counts_utf_16_units_of_the_form_that_is_sent(text: str, units: int) -> None:
    assert Telegram().length(text) == units


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Telegram().send(REPLY)


def test_telegram_has_no_handshake() -> None:
    with pytest.raises(Malformed):
        Telegram().handshake(WebhookRequest(method="GET"), signed_by("secret"))
