"""Whether an earlier attempt got through: Facebook is asked before it is told again."""

from typing import Any

import pytest

from hearback.adapters.platforms.facebook import Facebook
from tests.contract.platforms.given import TOKEN, a_reply, an_api
from tests.contract.platforms.local_server import LocalServer, as_json

REPLY = a_reply("facebook", in_reply_to="712_106", text="Merhaba & hoş geldiniz 😀")


def a_facebook(server: LocalServer) -> Facebook:
    return Facebook(an_api(f"{server.url}/v26.0/"))


def ours(text: str = REPLY.text, author: object = "1500") -> dict[str, Any]:
    return {"id": "712_200", "message": text, "from": {"id": author, "name": "Marka"}}


@pytest.mark.parametrize("author", ["1500", 1500])
def test_finding_looks_for_our_own_words_under_the_comment(
    server: LocalServer, author: object
) -> None:
    server.answers_json({"data": [ours("başka"), ours(f" {REPLY.text}\n", author)]})
    assert a_facebook(server).find(REPLY) == "712_200"
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", "/v26.0/712_106/comments")
    assert call.query == {"fields": ["id,message,from"], "limit": ["100"]}
    assert call.headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize(
    "comment",
    [
        ours(author="24266"),
        ours(author=None),
        {"id": "1", "message": REPLY.text},
        ours("Merhaba"),
        {"id": "1", "message": None, "from": {"id": "1500"}},
        None,
        5,
    ],
)
def test_another_comment_is_not_taken_for_the_reply(server: LocalServer, comment: object) -> None:
    server.answers_json({"data": [comment]})
    assert a_facebook(server).find(REPLY) is None


def test_finding_turns_pages(server: LocalServer) -> None:
    paging = {"cursors": {"after": "c1"}, "next": "https://elsewhere.example/?access_token=x"}
    server.answers(
        as_json({"data": [ours("başka")], "paging": paging}), as_json({"data": [ours()]})
    )
    assert a_facebook(server).find(REPLY) == "712_200"
    assert server.calls[1].query["after"] == ["c1"]


def test_finding_ends_after_five_pages(server: LocalServer) -> None:
    paging = {"cursors": {"after": "c1"}, "next": "https://elsewhere.example/"}
    server.answers_json({"data": [], "paging": paging})
    assert a_facebook(server).find(REPLY) is None
    assert len(server.calls) == 5
