"""Replies on TikTok, against a server that speaks HTTP."""

import json
from typing import Any

import pytest

from hearback.adapters.platforms.tiktok import TikTok
from hearback.domain.errors import Malformed, NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.webhooks import WebhookRequest
from tests.contract.platforms.given import TOKEN, a_reply, an_api, signed_by
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

VIDEO, COMMENT = "7203946942097902849", "7247303576418566913"
REPLY = a_reply("tiktok", in_reply_to=f"{VIDEO}:{COMMENT}", text="Merhaba & 😀")


def a_tiktok(server: LocalServer) -> TikTok:
    return TikTok(an_api(server.url))


def an_answer(code: object = 0, message: str = "OK", status: int = 200, **data: Any) -> Scripted:
    return as_json({"code": code, "message": message, "request_id": "r", "data": data}, status)


def ours(text: object = REPLY.text, **more: Any) -> dict[str, Any]:
    return {"comment_id": "7300", "text": text, "owner": True, **more}


def test_a_reply_is_posted_below_the_comment(server: LocalServer) -> None:
    server.answers(an_answer(comment_id="7300000000000000001"))
    assert a_tiktok(server).send(REPLY) == f"{VIDEO}:7300000000000000001"
    (call,) = server.calls
    path = "/open_api/v1.3/business/comment/reply/create/"
    assert (call.method, call.path, call.query) == ("POST", path, {})
    assert json.loads(call.body) == {
        "business_id": "1500",
        "video_id": VIDEO,
        "comment_id": COMMENT,
        "text": "Merhaba & 😀",
    }
    assert call.headers["access-token"] == TOKEN


@pytest.mark.parametrize("code", [40001, 40101, 40102, 40104, 40105])
def test_a_token_or_a_permission_that_people_must_renew(server: LocalServer, code: int) -> None:
    server.answers(an_answer(code, "Access token is incorrect or has been revoked"))
    with pytest.raises(NotAuthorised, match=rf"^not_authorised: code {code}$"):
        a_tiktok(server).send(REPLY)


@pytest.mark.parametrize(("headers", "seconds"), [({}, 60), ({"Retry-After": "7"}, 7)])
def test_too_many_calls_wait(server: LocalServer, headers: dict[str, str], seconds: int) -> None:
    server.answers_json({"code": 40100, "message": "too frequent"}, 200, headers)
    with pytest.raises(RateLimited) as error:
        a_tiktok(server).send(REPLY)
    assert error.value.retry_after == seconds


@pytest.mark.parametrize(
    "answer",
    [
        an_answer(50000, "System error"),
        an_answer(60001, "Unknown"),
        Scripted(status=502, body=b"<html>"),
        Scripted(raw=b""),
        Scripted(status=200, body=b"not json"),
        an_answer(None),
        an_answer(0),
    ],
)
def test_a_passing_fault_is_unavailable(server: LocalServer, answer: Scripted) -> None:
    server.answers(answer)
    with pytest.raises(Unavailable):
        a_tiktok(server).send(REPLY)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (an_answer(40002, "comment_id: not found"), "code_40002: comment_id: not found"),
        (an_answer(40002, f"no: {REPLY.text}"), "code_40002"),
        (Scripted(status=404, body=b"<html>"), "http_404"),
        (an_answer(0, "", 302), "http_302"),
    ],
)
def test_other_refusals_carry_a_word_and_no_customers_text(
    server: LocalServer, answer: Scripted, told: str
) -> None:
    server.answers(answer)
    with pytest.raises(Refused) as error:
        a_tiktok(server).send(REPLY)
    assert str(error.value) == told


def test_statuses_mean_what_they_mean_everywhere(server: LocalServer) -> None:
    server.answers(Scripted(status=429))
    with pytest.raises(RateLimited):
        a_tiktok(server).send(REPLY)
    server.answers(Scripted(status=401))
    with pytest.raises(NotAuthorised):
        a_tiktok(server).send(REPLY)


@pytest.mark.parametrize("target", ["", "1", ":1", "1:", "1:x", "1:2:3", "1:٢"])
def test_a_target_that_is_none_is_refused_before_a_call(server: LocalServer, target: str) -> None:
    with pytest.raises(Refused, match=r"^gone"):
        a_tiktok(server).send(a_reply("tiktok", in_reply_to=target))
    assert server.calls == []


def test_finding_looks_for_our_own_words_below_the_comment(server: LocalServer) -> None:
    replies = [ours("başka"), None, ours(owner=False), ours(f" {REPLY.text}\n", comment_id=7301)]
    server.answers(an_answer(comments=replies))
    assert a_tiktok(server).find(REPLY) == f"{VIDEO}:7301"
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", "/open_api/v1.3/business/comment/reply/list/")
    assert call.query["comment_id"] == [COMMENT]
    assert (call.query["sort_field"], call.query["sort_order"]) == (["create_time"], ["desc"])


def test_finding_turns_five_pages_at_most(server: LocalServer) -> None:
    server.answers(an_answer(comments=[ours("başka")], has_more=True, cursor=30))
    assert a_tiktok(server).find(REPLY) is None
    assert len(server.calls) == 5
    assert server.calls[1].query["cursor"] == ["30"]


@pytest.mark.parametrize("last", [{"has_more": False, "cursor": 30}, {"has_more": True}])
def test_finding_ends_with_the_last_page(server: LocalServer, last: dict[str, Any]) -> None:
    server.answers(an_answer(comments=[ours("başka")], **last))
    assert a_tiktok(server).find(REPLY) is None
    assert len(server.calls) == 1


@pytest.mark.parametrize("reply", [ours(None), ours(comment_id=None), ours(owner="yes")])
def test_another_reply_is_not_taken_for_ours(server: LocalServer, reply: object) -> None:
    server.answers(an_answer(comments=[reply]))
    assert a_tiktok(server).find(REPLY) is None


def test_length_counts_characters_of_the_form_that_is_sent() -> None:
    assert TikTok().length("s\u0327ikayet 😀") == 9


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        TikTok().send(REPLY)


def test_tiktok_has_no_handshake() -> None:
    with pytest.raises(Malformed):
        TikTok().handshake(WebhookRequest(method="GET"), signed_by("secret"))
