"""Our answers below comments and mentions on Instagram, over HTTP."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.platforms.instagram import Instagram
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import TOKEN, a_reply, an_api, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

REPLY = a_reply("instagram", in_reply_to="17916", text="Merhaba & hoş geldiniz 😀")
TOP = as_json({"id": "17916"})
MENTION = a_reply("instagram", in_reply_to="@1792:1789", text="Merhaba")


def an_instagram(server: LocalServer) -> Instagram:
    return Instagram(an_api(f"{server.url}/v26.0/"))


def ours(text: object = REPLY.text, at: str = "2026-11-22T08:00:10+0000", **more: Any) -> object:
    return {"id": "999", "text": text, "timestamp": at, "user": {"id": "1500"}, **more}


def test_a_reply_is_posted_under_the_comment(server: LocalServer) -> None:
    server.answers(TOP, as_json({"id": "999"}))
    assert an_instagram(server).send(REPLY) == "999"
    asked, posted = server.calls
    assert (asked.path, asked.query) == ("/v26.0/17916", {"fields": ["parent_id"]})
    assert (posted.method, posted.path) == ("POST", "/v26.0/17916/replies")
    assert parse_qs(posted.body) == {"message": ["Merhaba & hoş geldiniz 😀"]}
    assert posted.headers["authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in posted.path + str(posted.query) + posted.body


def test_an_answer_to_a_reply_goes_under_the_comment_on_top(server: LocalServer) -> None:
    server.answers(as_json({"id": "17916", "parent_id": "17000"}), as_json({"id": "999"}))
    assert an_instagram(server).send(REPLY) == "999"
    assert server.calls[1].path == "/v26.0/17000/replies"


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("@1792:1789", {"media_id": ["1792"], "comment_id": ["1789"]}),
        ("@1792", {"media_id": ["1792"]}),
    ],
)
def test_an_answer_to_a_mention_goes_where_the_mention_is(
    server: LocalServer, target: str, form: dict[str, list[str]]
) -> None:
    server.answers_json({"id": "999"})
    reply = a_reply("instagram", in_reply_to=target, text="Merhaba")
    assert an_instagram(server).send(reply) == "999"
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/v26.0/1500/mentions")
    assert parse_qs(call.body) == {"message": ["Merhaba"], **form}


def test_an_id_cannot_lead_to_another_address(server: LocalServer) -> None:
    server.answers(as_json({}), as_json({"id": "1"}))
    an_instagram(server).send(a_reply("instagram", in_reply_to="../me?x=1#"))
    assert server.calls[1].path == "/v26.0/..%2Fme%3Fx%3D1%23/replies"


ERRORS: list[tuple[Scripted, type[Exception], str]] = [
    (as_json(fixture("facebook/graph_error_190_expired.json"), 400), NotAuthorised, "code 190"),
    (as_json(an_error(102), 401), NotAuthorised, "code 102"),
    (as_json(an_error(10, "no permission"), 403), NotAuthorised, "code 10"),
    (as_json(an_error(200, "no permission"), 403), NotAuthorised, "code 200"),
    (as_json(an_error(3, "capability"), 500), NotAuthorised, "code 3"),
    (Scripted(status=401), NotAuthorised, "http_401"),
    (as_json(an_error(4), 400), RateLimited, "code_4"),
    (as_json(an_error(341), 400), RateLimited, "code_341"),
    (as_json(an_error(80002), 400), RateLimited, "code_80002"),
    (Scripted(status=429), RateLimited, "rate_limited"),
    (as_json(an_error(1), 500), Unavailable, "code_1"),
    (as_json(an_error(2), 500), Unavailable, "code_2"),
    (as_json(an_error(99, is_transient=True), 400), Unavailable, "code_99"),
    (Scripted(status=502, body=b"<html>"), Unavailable, "http_502"),
    (Scripted(raw=b""), Unavailable, "ProtocolError"),
    (Scripted(body=b"{}"), Unavailable, "without an id"),
    (as_json(an_error(100, "No such object", error_subcode=33), 400), Refused, "gone: No such"),
    (as_json(an_error(100, "Invalid parameter"), 400), Refused, "code_100: Invalid"),
    (as_json(an_error(368, "Blocked"), 400), Refused, "code_368: Blocked"),
    (as_json({}, 404), Refused, "http_404"),
]


@pytest.mark.parametrize("reply", [REPLY, MENTION], ids=["comment", "mention"])
@pytest.mark.parametrize(("answer", "kind", "told"), ERRORS)
def test_each_error_of_the_platform_is_known(
    server: LocalServer, reply: Any, answer: Scripted, kind: type[Exception], told: str
) -> None:
    server.answers(*([TOP, answer] if reply is REPLY else [answer]))
    with pytest.raises(kind, match=told):
        an_instagram(server).send(reply)


def test_a_refusal_never_repeats_the_reply(server: LocalServer) -> None:
    server.answers(TOP, as_json(an_error(100, f"bad: {REPLY.text}"), 400))
    with pytest.raises(Refused, match=r"^code_100$"):
        an_instagram(server).send(REPLY)


def test_a_comment_that_is_gone_takes_no_reply(server: LocalServer) -> None:
    server.answers_json(an_error(100, "No such object", error_subcode=33), 400)
    with pytest.raises(Refused, match=r"^gone"):
        an_instagram(server).send(REPLY)
    assert [call.method for call in server.calls] == ["GET"]


@pytest.mark.parametrize(
    "more",
    [{}, {"user": None, "from": {"id": 1500}}, {"user": {}, "from": {"self_ig_scoped_id": "8"}}],
)
def test_finding_looks_for_our_own_words_under_the_comment_on_top(
    server: LocalServer, more: dict[str, Any]
) -> None:
    top = as_json({"parent_id": "17000"})
    server.answers(top, as_json({"data": [ours("başka"), ours(f" {REPLY.text}\n", **more)]}))
    assert an_instagram(server).find(REPLY) == "999"
    call = server.calls[1]
    assert (call.method, call.path) == ("GET", "/v26.0/17000/replies")
    assert call.query["fields"] == ["id,text,timestamp,user,from"]


@pytest.mark.parametrize(
    "comment",
    [
        ours("Merhaba"),
        ours(at="2026-11-22T07:00:00+0000"),
        ours(timestamp=None),
        ours(user={"id": "5614"}),
        ours(user=None),
        ours(text=None),
        None,
        5,
    ],
)
def test_another_comment_is_not_taken_for_the_reply(server: LocalServer, comment: object) -> None:
    server.answers(TOP, as_json({"data": [comment]}))
    assert an_instagram(server).find(REPLY) is None


def test_finding_turns_pages(server: LocalServer) -> None:
    paging = {"cursors": {"after": "c1"}, "next": "https://elsewhere.example/?access_token=x"}
    server.answers(
        TOP, as_json({"data": [ours("başka")], "paging": paging}), as_json({"data": [ours()]})
    )
    assert an_instagram(server).find(REPLY) == "999"
    assert server.calls[2].query["after"] == ["c1"]


def test_the_last_page_has_a_cursor_but_no_next(server: LocalServer) -> None:
    server.answers(TOP, as_json({"data": [], "paging": {"cursors": {"after": "c1"}}}))
    assert an_instagram(server).find(REPLY) is None
    assert len(server.calls) == 2


def test_an_answer_to_a_mention_that_may_be_out_is_not_sent_twice(server: LocalServer) -> None:
    with pytest.raises(Refused, match=r"^outcome_unknown$"):
        an_instagram(server).find(MENTION)
    assert server.calls == []


def test_length_counts_bytes_in_the_form_that_is_sent() -> None:
    assert Instagram().length("s\u0327ikayet 😀") == 13


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Instagram().send(REPLY)
