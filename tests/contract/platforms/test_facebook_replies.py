"""Replies to Facebook, against a server that speaks HTTP: what goes out, what an answer means."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.platforms.facebook import Facebook
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import TOKEN, a_reply, an_api, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

REPLY = a_reply("facebook", in_reply_to="712_106", text="Merhaba & hoş geldiniz 😀")


def a_facebook(server: LocalServer) -> Facebook:
    return Facebook(an_api(f"{server.url}/v26.0/"))


def an_error(code: object, message: str = "", **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "OAuthException", "code": code, **more}}


def ours(text: str = REPLY.text, author: object = "1500") -> dict[str, Any]:
    return {"id": "712_200", "message": text, "from": {"id": author, "name": "Marka"}}


def test_a_reply_is_posted_under_the_comment(server: LocalServer) -> None:
    server.answers_json({"id": "712_200"})
    assert a_facebook(server).send(REPLY) == "712_200"
    (call,) = server.calls
    assert (call.method, call.path, call.query) == ("POST", "/v26.0/712_106/comments", {})
    assert parse_qs(call.body) == {"message": ["Merhaba & hoş geldiniz 😀"]}
    assert call.headers["authorization"] == f"Bearer {TOKEN}"


def test_an_id_cannot_lead_to_another_address(server: LocalServer) -> None:
    server.answers_json({"id": "1"})
    a_facebook(server).send(a_reply("facebook", in_reply_to="../me/feed?x=1#"))
    assert server.calls[0].path == "/v26.0/..%2Fme%2Ffeed%3Fx%3D1%23/comments"


@pytest.mark.parametrize("status", [400, 401, 403])
@pytest.mark.parametrize("name", ["expired", "permissions_revoked"])
def test_a_token_that_people_must_renew_is_known_by_its_code(
    server: LocalServer, name: str, status: int
) -> None:
    server.answers_json(fixture(f"facebook/graph_error_190_{name}.json"), status)
    with pytest.raises(NotAuthorised, match=r"^not_authorised: code 190, subcode"):
        a_facebook(server).send(REPLY)


def test_another_error_that_speaks_of_tokens_is_not_taken_for_one(server: LocalServer) -> None:
    server.answers_json(an_error(100, "Error validating access token: not really"), 400)
    with pytest.raises(Refused):
        a_facebook(server).send(REPLY)


@pytest.mark.parametrize("code", [4, 17, 32, 613, "613"])
def test_metas_limits_are_known_by_their_codes(server: LocalServer, code: object) -> None:
    server.answers_json(an_error(code), 400)
    with pytest.raises(RateLimited) as error:
        a_facebook(server).send(REPLY)
    assert error.value.retry_after == 60


@pytest.mark.parametrize(
    ("usage", "seconds"),
    [
        ({"1500": [{"type": "pages", "estimated_time_to_regain_access": 7}]}, 420),
        ({"1": [{"estimated_time_to_regain_access": 0}], "2": [{}]}, 60),
        ({"1": [{"estimated_time_to_regain_access": 10**9}]}, 86_400),
        ({"1": {"estimated_time_to_regain_access": 5}, "2": [None]}, 60),
        ([], 60),
    ],
)
def test_metas_usage_says_how_long_to_wait(
    server: LocalServer, usage: object, seconds: int
) -> None:
    headers = {"X-Business-Use-Case-Usage": json.dumps(usage)}
    server.answers_json(an_error(32), 400, headers)
    with pytest.raises(RateLimited) as error:
        a_facebook(server).find(REPLY)
    assert error.value.retry_after == seconds


def test_usage_that_is_no_json_leaves_the_default_wait(server: LocalServer) -> None:
    server.answers_json(an_error(4), 400, {"X-Business-Use-Case-Usage": "{"})
    with pytest.raises(RateLimited) as error:
        a_facebook(server).send(REPLY)
    assert error.value.retry_after == 60


def test_too_many_requests_is_a_limit_also_without_a_code(server: LocalServer) -> None:
    server.answers(Scripted(status=429, headers={"Retry-After": "33"}))
    with pytest.raises(RateLimited) as error:
        a_facebook(server).send(REPLY)
    assert error.value.retry_after == 33


@pytest.mark.parametrize(
    "answer",
    [
        as_json(an_error(1), 400),
        as_json(an_error(2), 500),
        as_json(an_error(99, is_transient=True), 400),
        Scripted(status=503, body=b"<html>"),
        Scripted(raw=b""),
        Scripted(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"),
        Scripted(status=200, body=b"{}"),
        Scripted(status=200, body=b"not json"),
    ],
)
def test_a_passing_fault_is_unavailable(server: LocalServer, answer: Scripted) -> None:
    server.answers(answer)
    with pytest.raises(Unavailable):
        a_facebook(server).send(REPLY)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (as_json(an_error(100, "Unsupported post request."), 400), "code_100: Unsupported"),
        (as_json(an_error(100, "No such object", error_subcode=33), 400), "gone: No such"),
        (as_json(an_error(200, f"no: {REPLY.text}"), 403), "code_200"),
        (as_json({}, 404), "http_404"),
        (as_json({"error": "x"}, 400), "http_400"),
        (as_json(an_error({"a": 1}), 400), "http_400"),
        (Scripted(status=302, headers={"Location": "/elsewhere"}), "http_302"),
    ],
)
def test_other_refusals_carry_a_word_and_no_customers_text(
    server: LocalServer, answer: Scripted, message: str
) -> None:
    server.answers(answer)
    with pytest.raises(Refused) as error:
        a_facebook(server).send(REPLY)
    assert str(error.value).startswith(message)
    assert REPLY.text not in str(error.value)
    assert len(server.calls) == 1


def test_a_duplicate_that_is_our_own_reply_was_sent_before(server: LocalServer) -> None:
    server.answers(
        as_json(an_error(506, "Duplicate status message"), 400), as_json({"data": [ours()]})
    )
    assert a_facebook(server).send(REPLY) == "712_200"


def test_a_duplicate_of_something_else_is_refused(server: LocalServer) -> None:
    server.answers(as_json(an_error(506), 400), as_json({"data": []}))
    with pytest.raises(Refused, match=r"^duplicate$"):
        a_facebook(server).send(REPLY)


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert Facebook().length("s\u0327ikayet 😀") == 9


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Facebook().send(REPLY)
