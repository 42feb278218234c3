"""Whether an earlier attempt got through: X is asked before it is told again."""

from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.platforms.x import X
from tests.contract.platforms.given import NOW, TOKEN, a_reply, an_api
from tests.contract.platforms.local_server import LocalServer, as_json

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
