"""Replies to X, against a server that speaks HTTP: what goes out, and what an answer means."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.platforms.x import X
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import NOW, TOKEN, a_reply, an_api, fixture
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


def a_post(
    text: str, answers: str = "2085", at: str = "2026-11-22T08:00:10.000Z"
) -> dict[str, Any]:
    return {
        "id": "99",
        "text": text,
        "created_at": at,
        "referenced_tweets": [{"type": "replied_to", "id": answers}],
    }


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


def test_a_limit_says_until_when(server: LocalServer) -> None:
    reset = str(int(time.time()) + 300)
    server.answers_json({}, 429, {"x-rate-limit-reset": reset, "x-rate-limit-remaining": "0"})
    with pytest.raises(RateLimited) as error:
        an_x(server).send(REPLY)
    assert 295 <= error.value.retry_after <= 300


def test_of_several_limits_the_one_that_is_used_up_counts(server: LocalServer) -> None:
    now = int(time.time())
    headers = {
        "x-rate-limit-reset": str(now + 10),
        "x-rate-limit-remaining": "7",
        "x-user-limit-24hour-reset": str(now + 5000),
        "x-user-limit-24hour-remaining": "0",
    }
    server.answers_json({}, 429, headers)
    with pytest.raises(RateLimited) as error:
        an_x(server).send(REPLY)
    assert 4990 <= error.value.retry_after <= 5000


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"retry-after": "17"}, 17),
        ({"retry-after": "soon"}, 60),
        ({"x-rate-limit-reset": "never"}, 60),
        ({"x-rate-limit-reset": "1"}, 1),
        ({"retry-after": "999999999999"}, 86_400),
    ],
)
def test_a_limit_without_a_usable_time_has_a_sane_one(
    server: LocalServer, headers: dict[str, str], seconds: int
) -> None:
    server.answers_json({}, 429, headers)
    with pytest.raises(RateLimited) as error:
        an_x(server).find(REPLY)
    assert error.value.retry_after == seconds


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
    ours = a_post("@ornek_musteri Merhaba, ilgileniyoruz.")
    server.answers(as_json(DUPLICATE, 403), as_json({"data": [ours]}))
    assert an_x(server).send(REPLY) == "99"


def test_a_duplicate_of_something_else_is_refused(server: LocalServer) -> None:
    server.answers(as_json(DUPLICATE, 403), as_json({"data": [], "meta": {"result_count": 0}}))
    with pytest.raises(Refused, match=r"^duplicate$"):
        an_x(server).send(REPLY)


def test_finding_reads_our_own_posts(server: LocalServer) -> None:
    server.answers_json({"data": [a_post("Merhaba, ilgileniyoruz.")]})
    assert an_x(server).find(REPLY) == "99"
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", "/2/users/1500/tweets")
    assert call.query["max_results"] == ["100"]
    assert "referenced_tweets" in call.query["tweet.fields"][0]
    assert call.headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Merhaba", "@ali @veli_x Merhaba"),
        ("@ali Merhaba", "@ali Merhaba"),
        ("bkz. https://marka.example/iade?a=1", "@ali bkz. https://t.co/bzbEKj8cd8"),
        ("bkz. marka.example ve https://b.example/x.", "bkz. https://t.co/a1 ve https://t.co/b2."),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("satır\n\nsatır ", "satır\n\nsatır"),
        ("s\u0327ikayet", "şikayet"),
        ("[a] (b) *c* \\d", "[a] (b) *c* \\d"),
    ],
)
def test_a_reply_is_found_in_the_form_that_x_gives_it(
    server: LocalServer, said: str, shown: str
) -> None:
    server.answers_json({"data": [a_post("başka"), a_post(shown)]})
    assert an_x(server).find(a_reply("x", text=said)) == "99"


def test_a_long_reply_is_found_by_its_whole_text(server: LocalServer) -> None:
    post = a_post("Mer…") | {"note_tweet": {"text": "Merhaba " * 60}}
    server.answers_json({"data": [post]})
    assert an_x(server).find(a_reply("x", text="Merhaba " * 60)) == "99"


@pytest.mark.parametrize(
    "post",
    [
        a_post("Merhaba, ilgileniyoruz.", answers="1"),
        a_post("Merhaba, ilgileniyoruz. Ya da hayır."),
        a_post("@Merhaba, ilgileniyoruz."),
        {"id": "1", "text": REPLY.text},
        {"id": "1", "text": 5, "referenced_tweets": [{"type": "replied_to", "id": "2085"}]},
        {"id": "1", "text": REPLY.text, "referenced_tweets": [{"type": "quoted", "id": "2085"}]},
        None,
        7,
    ],
)
def test_another_post_is_not_taken_for_the_reply(server: LocalServer, post: object) -> None:
    server.answers_json({"data": [post]})
    assert an_x(server).find(REPLY) is None


def test_finding_turns_pages_until_the_time_before_the_reply(server: LocalServer) -> None:
    older = (NOW - timedelta(hours=1)).isoformat()
    server.answers(
        as_json({"data": [a_post("başka")], "meta": {"next_token": "n1"}}),
        as_json({"data": [a_post("başka", at=older)], "meta": {"next_token": "n2"}}),
        as_json({"data": [a_post(REPLY.text)]}),
    )
    assert an_x(server).find(REPLY) is None
    assert [call.query.get("pagination_token") for call in server.calls] == [None, ["n1"]]


def test_finding_ends_after_five_pages(server: LocalServer) -> None:
    server.answers_json({"data": [a_post("başka")], "meta": {"next_token": "more"}})
    assert an_x(server).find(REPLY) is None
    assert len(server.calls) == 5


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("şikayet", 7),
        ("₺", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("日本", 4),
        ("https://marka.com/" + "a" * 100, 23),
        ("s\u0327", 1),
        ("a" * 300, 300),
        ("a\x00\ud800b", 6),
    ],
)
def test_length_is_weighted_as_x_does(text: str, length: int) -> None:
    assert X().length(text) == length


def test_x_can_be_answered_within_280() -> None:
    assert X().can_reply
    assert X().longest_reply == 280


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        X().send(REPLY)
