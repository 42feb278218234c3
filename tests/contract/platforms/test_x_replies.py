"""Replies to X, against a server that speaks HTTP: what goes out, and what an answer means."""

import json

import pytest

from hearback.adapters.platforms.x import X
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from tests.contract.platforms.given import TOKEN, a_reply, an_api, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

DUPLICATE = {
    "title": "Forbidden",
    "detail": "You are not allowed to create a Tweet with duplicate content.",
    "status": 403,
    "type": "about:blank",
}
REPLY = a_reply("x")


def an_x(server: LocalServer) -> X:
    return X(an_api(server.url))


def test_a_reply_is_posted_under_what_it_answers(server: LocalServer) -> None:
    server.answers_json({"data": {"id": "2086", "text": "x"}}, 201)
    assert an_x(server).send(REPLY) == "2086"
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/2/tweets")
    assert json.loads(call.body) == {
        "text": "Merhaba, ilgileniyoruz.",
        "reply": {"in_reply_to_tweet_id": "2085"},
    }
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in call.path


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_a_passing_fault_is_unavailable(server: LocalServer, status: int) -> None:
    server.answers_json({}, status)
    with pytest.raises(Unavailable):
        an_x(server).send(REPLY)


def test_a_broken_connection_is_unavailable(server: LocalServer) -> None:
    server.answers(Scripted(raw=b""))
    with pytest.raises(Unavailable):
        an_x(server).send(REPLY)


def test_nobody_at_the_other_end_is_unavailable() -> None:
    with LocalServer() as gone:
        url = gone.url
    with pytest.raises(Unavailable):
        X(an_api(url)).send(REPLY)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"<html>", b'{"data": {"id": null}}'])
def test_success_without_an_id_is_unavailable(server: LocalServer, body: bytes) -> None:
    server.answers(Scripted(status=201, body=body))
    with pytest.raises(Unavailable):
        an_x(server).send(REPLY)


@pytest.mark.parametrize("status", [401, 402])
def test_a_token_or_credits_that_people_must_renew_are_not_authorised(
    server: LocalServer, status: int
) -> None:
    server.answers_json({"title": "Unauthorized", "detail": TOKEN}, status)
    with pytest.raises(NotAuthorised) as error:
        an_x(server).send(REPLY)
    assert TOKEN not in str(error.value)


def test_an_app_without_the_permission_is_not_authorised(server: LocalServer) -> None:
    problem = "https://api.x.com/2/problems/oauth1-permissions"
    server.answers_json({"type": problem, "title": "Forbidden", "status": 403}, 403)
    with pytest.raises(NotAuthorised):
        an_x(server).send(REPLY)


@pytest.mark.parametrize("token", ["", "  ", "a\nb", "ş"])
def test_without_a_usable_token_nothing_is_sent(server: LocalServer, token: str) -> None:
    with pytest.raises(NotAuthorised):
        X(an_api(server.url, token)).send(REPLY)
    assert server.calls == []


@pytest.mark.parametrize(
    "answer",
    [
        fixture("x/error_reply_not_summoned.json"),
        {
            "detail": "Reply to this conversation is not allowed because you have not been "
            "mentioned or otherwise engaged by the author of the post you are replying to."
        },
    ],
)
def test_where_nobody_summoned_us_a_reply_is_refused_for_good(
    server: LocalServer, answer: object
) -> None:
    server.answers_json(answer, 403)
    with pytest.raises(Refused, match=r"^not_summoned$"):
        an_x(server).send(REPLY)


@pytest.mark.parametrize(
    ("status", "detail", "message"),
    [
        (400, "Invalid request.", "http_400: Invalid request."),
        (403, "Your account is locked.", "http_403: Your account is locked."),
        (404, None, "http_404"),
        (
            400,
            "You attempted to reply to a Tweet that is deleted or not visible to you.",
            "gone: You attempted to reply to a Tweet that is deleted or not visible to you.",
        ),
        (400, f"bad text: {REPLY.text}", "http_400"),
        (301, None, "http_301"),
    ],
)
def test_other_refusals_carry_a_word_and_no_customers_text(
    server: LocalServer, status: int, detail: str | None, message: str
) -> None:
    server.answers_json({"detail": detail}, status)
    with pytest.raises(Refused) as error:
        an_x(server).send(REPLY)
    assert str(error.value) == message


def test_a_duplicate_that_is_our_own_reply_was_sent_before(server: LocalServer) -> None:
    ours = {
        "id": "99",
        "text": "@ornek_musteri Merhaba, ilgileniyoruz.",
        "referenced_tweets": [{"type": "replied_to", "id": "2085"}],
    }
    server.answers(as_json(DUPLICATE, 403), as_json({"data": [ours]}))
    assert an_x(server).send(REPLY) == "99"


def test_a_duplicate_of_something_else_is_refused(server: LocalServer) -> None:
    server.answers(as_json(DUPLICATE, 403), as_json({"data": [], "meta": {"result_count": 0}}))
    with pytest.raises(Refused, match=r"^duplicate$"):
        an_x(server).send(REPLY)


def test_x_can_be_answered_within_280() -> None:
    assert X().can_reply
    assert X().longest_reply == 280


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        X().send(REPLY)
