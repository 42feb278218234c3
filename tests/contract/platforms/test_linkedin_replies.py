"""Comments of ours on LinkedIn, against a server that speaks HTTP."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.linkedin import VERSION, LinkedIn
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import TOKEN, a_reply, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

PAGE = "urn:li:organization:96072893"
POST = "urn:li:activity:7094637247890620418"
COMMENT = f"urn:li:comment:({POST},7094977717598625792)"
OURS = f"urn:li:comment:({POST},7094977717598629999)"
REPLY = replace(
    a_reply("linkedin", in_reply_to=COMMENT, text="Merhaba & hoş geldiniz 😀"), account_id=PAGE
)


def a_linkedin(server: LocalServer) -> LinkedIn:
    credentials = {PAGE: {"access_token": TOKEN}}
    return LinkedIn(
        PlatformApi(http=Urllib3Http(), base_url=server.url, credentials=lambda: credentials)
    )


def ours(text: object = REPLY.text, actor: object = PAGE, **more: Any) -> dict[str, Any]:
    return {"actor": actor, "message": {"text": text}, "id": "1", "commentUrn": OURS, **more}


def test_a_reply_to_a_comment_is_posted_below_it(server: LocalServer) -> None:
    server.answers_json({"id": "7094977717598629999", "commentUrn": OURS}, 201)
    assert a_linkedin(server).send(REPLY) == OURS
    (call,) = server.calls
    assert call.method == "POST"
    assert call.path == f"/rest/socialActions/{quote(COMMENT, safe='')}/comments"
    assert json.loads(call.body) == {
        "actor": PAGE,
        "object": POST,
        "message": {"text": REPLY.text},
        "parentComment": COMMENT,
    }
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    assert call.headers["linkedin-version"] == VERSION
    assert call.headers["x-restli-protocol-version"] == "2.0.0"


def test_a_reply_to_a_post_is_a_comment_on_it(server: LocalServer) -> None:
    server.answers_json({}, 201, {"X-RestLi-Id": "709"})
    share = "urn:li:share:7094977717598629999"
    assert a_linkedin(server).send(replace(REPLY, in_reply_to=share)) == "709"
    assert json.loads(server.calls[0].body) == {
        "actor": PAGE,
        "object": share,
        "message": {"text": REPLY.text},
    }


def test_a_version_past_its_sunset_holds_the_reply_and_says_so(server: LocalServer) -> None:
    server.answers_json(fixture("linkedin/error_426_version.json"), 426)
    with pytest.raises(NotAuthorised, match=rf"^version_sunset: LinkedIn-Version {VERSION} "):
        a_linkedin(server).send(REPLY)


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "EXPIRED_ACCESS_TOKEN"), (401, "REVOKED_ACCESS_TOKEN"), (403, "ACCESS_DENIED")],
)
def test_a_token_or_a_permission_that_people_must_renew(
    server: LocalServer, status: int, code: str
) -> None:
    server.answers_json({"status": status, "code": code, "message": "no"}, status)
    with pytest.raises(NotAuthorised, match=r"^not_authorised: "):
        a_linkedin(server).send(REPLY)


@pytest.mark.parametrize(("headers", "seconds"), [({}, 60), ({"Retry-After": "33"}, 33)])
def test_too_many_calls_wait(server: LocalServer, headers: dict[str, str], seconds: int) -> None:
    server.answers_json({"status": 429, "code": "TOO_MANY_REQUESTS"}, 429, headers)
    with pytest.raises(RateLimited) as error:
        a_linkedin(server).send(REPLY)
    assert error.value.retry_after == seconds


@pytest.mark.parametrize(
    "answer",
    [
        as_json({"status": 500, "code": "INTERNAL_SERVER_ERROR"}, 500),
        Scripted(status=504, body=b"<html>"),
        Scripted(raw=b""),
        Scripted(status=201, body=b"{}"),
        Scripted(status=201, body=b"not json"),
    ],
)
def test_a_passing_fault_is_unavailable(server: LocalServer, answer: Scripted) -> None:
    server.answers(answer)
    with pytest.raises(Unavailable):
        a_linkedin(server).send(REPLY)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("status", "message", "told"),
    [
        (404, "Comment not found", "gone: Comment not found"),
        (400, "Invalid param", "http_400: Invalid param"),
        (403, "Comments are closed", "http_403: Comments are closed"),
        (422, f"no: {REPLY.text}", "http_422"),
        (302, None, "http_302"),
    ],
)
def test_other_refusals_carry_a_word_and_no_customers_text(
    server: LocalServer, status: int, message: object, told: str
) -> None:
    server.answers_json({"status": status, "message": message}, status)
    with pytest.raises(Refused) as error:
        a_linkedin(server).send(REPLY)
    assert str(error.value) == told


def test_a_conflict_with_our_own_comment_was_sent_before(server: LocalServer) -> None:
    server.answers(as_json({"status": 409}, 409), as_json({"elements": [ours()]}))
    assert a_linkedin(server).send(REPLY) == OURS


def test_a_conflict_with_something_else_is_refused(server: LocalServer) -> None:
    server.answers(as_json({"status": 409}, 409), as_json({"elements": []}))
    with pytest.raises(Refused, match=r"^duplicate$"):
        a_linkedin(server).send(REPLY)


def test_finding_looks_for_our_own_words_below_the_comment(server: LocalServer) -> None:
    server.answers_json({"elements": [ours("başka"), None, ours(f" {REPLY.text}\n")]})
    assert a_linkedin(server).find(REPLY) == OURS
    (call,) = server.calls
    assert (call.method, call.query) == ("GET", {"start": ["0"], "count": ["100"]})


def test_comments_of_others_are_not_taken_for_ours(server: LocalServer) -> None:
    page = fixture("linkedin/socialActions_comments_list.json")
    page["elements"].append(ours(actor="urn:li:person:A"))
    page["elements"].append(ours(text=None))
    server.answers_json(page)
    assert a_linkedin(server).find(replace(REPLY, text="Siparişim gelmedi")) is None


def test_finding_turns_five_pages_at_most(server: LocalServer) -> None:
    server.answers_json({"elements": [ours("başka")] * 100})
    assert a_linkedin(server).find(REPLY) is None
    assert [call.query["start"] for call in server.calls] == [
        ["0"],
        ["100"],
        ["200"],
        ["300"],
        ["400"],
    ]


def test_length_counts_characters_of_the_form_that_is_sent() -> None:
    assert LinkedIn().length("s\u0327ikayet 😀") == 9


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        LinkedIn().send(REPLY)
