"""Replies to Google's reviews, against a server that speaks HTTP."""

import json
from dataclasses import replace

import pytest

from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.domain.errors import (
    Malformed,
    NotAuthorised,
    RateLimited,
    Refused,
    Unavailable,
)
from hearback.domain.webhooks import WebhookRequest
from tests.contract.platforms.given import a_reply, signed_by
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.test_google_business_events import OAUTH, PLACE, REVIEW, an_adapter

REPLY = replace(
    a_reply("google_business", in_reply_to=REVIEW, text="Teşekkürler & 😀"), account_id=PLACE
)


def send(server: LocalServer, *answers: Scripted) -> str:
    server.answers(OAUTH, *answers)
    return an_adapter(server).send(REPLY)


def an_error(status: int, word: str, message: str = "") -> Scripted:
    return as_json({"error": {"code": status, "status": word, "message": message}}, status)


def test_a_reply_is_put_to_the_review(server: LocalServer) -> None:
    assert send(server, as_json({"comment": REPLY.text})) == f"{REVIEW}/reply"
    call = server.calls[1]
    assert (call.method, call.path) == ("PUT", f"/v4/{REVIEW}/reply")
    assert json.loads(call.body) == {"comment": "Teşekkürler & 😀"}
    assert call.headers["authorization"] == "Bearer at"


def test_a_token_that_was_refused_is_not_used_again(server: LocalServer) -> None:
    server.answers(OAUTH, an_error(401, "UNAUTHENTICATED"), OAUTH, as_json({}))
    adapter = an_adapter(server)
    with pytest.raises(NotAuthorised):
        adapter.send(REPLY)
    assert adapter.send(REPLY) == f"{REVIEW}/reply"
    assert [call.path for call in server.calls] == ["/token", f"/v4/{REVIEW}/reply"] * 2


def test_a_token_is_used_for_as_long_as_it_lasts(server: LocalServer) -> None:
    server.answers(OAUTH, as_json({}))
    adapter = an_adapter(server)
    adapter.send(REPLY)
    adapter.send(REPLY)
    assert [call.path for call in server.calls] == ["/token", *[f"/v4/{REVIEW}/reply"] * 2]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (an_error(403, "PERMISSION_DENIED"), NotAuthorised),
        (an_error(429, "RESOURCE_EXHAUSTED"), RateLimited),
        (an_error(500, "INTERNAL"), Unavailable),
        (an_error(503, "UNAVAILABLE"), Unavailable),
        (Scripted(raw=b""), Unavailable),
    ],
)
def test_errors_by_kind(server: LocalServer, answer: Scripted, error: type[Exception]) -> None:
    with pytest.raises(error):
        send(server, answer)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (an_error(404, "NOT_FOUND", "Requested entity was not found."), "gone: Requested entity"),
        (an_error(400, "INVALID_ARGUMENT", "too long"), "http_400: too long"),
        (an_error(400, "FAILED_PRECONDITION", f"no: {REPLY.text}"), "http_400"),
        (Scripted(status=302), "http_302"),
    ],
)
def test_refusals_carry_a_word_and_no_customers_text(
    server: LocalServer, answer: Scripted, told: str
) -> None:
    with pytest.raises(Refused) as error:
        send(server, answer)
    assert str(error.value).startswith(told)
    assert REPLY.text not in str(error.value)


def test_a_grant_that_google_no_longer_takes_holds_the_reply(server: LocalServer) -> None:
    server.answers(as_json({"error": "invalid_grant"}, 400))
    with pytest.raises(NotAuthorised, match=r"^not_authorised: invalid_grant$"):
        an_adapter(server).send(REPLY)


@pytest.mark.parametrize("target", ["", "5", f"{REVIEW}/../x", f"/{REVIEW}", f"{REVIEW}?a=b"])
def test_a_target_that_is_none_is_refused_before_a_call(server: LocalServer, target: str) -> None:
    with pytest.raises(Refused, match=r"^gone"):
        an_adapter(server).send(replace(REPLY, in_reply_to=target))
    assert server.calls == []


@pytest.mark.parametrize(
    ("review", "found"),
    [
        ({"reviewReply": {"comment": f" {REPLY.text}\n"}}, f"{REVIEW}/reply"),
        ({"reviewReply": {"comment": "başka"}}, None),
        ({"reviewReply": {"comment": None}}, None),
        ({}, None),
    ],
)
def test_finding_reads_the_reviews_reply(
    server: LocalServer, review: object, found: str | None
) -> None:
    server.answers(OAUTH, as_json(review))
    assert an_adapter(server).find(REPLY) == found


def test_length_counts_bytes() -> None:
    assert GoogleBusiness().length("s\u0327ş😀") == 2 + 2 + 4


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        GoogleBusiness().send(REPLY)


def test_google_has_no_handshake() -> None:
    with pytest.raises(Malformed):
        GoogleBusiness().handshake(WebhookRequest(method="GET"), signed_by("secret"))
