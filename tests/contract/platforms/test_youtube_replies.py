"""Replies to YouTube over HTTP: what goes out, what an answer means, and none of it twice."""

import json
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.youtube import YouTube
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import a_reply, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

REPLY = a_reply("youtube", account_id="UCme", in_reply_to="UgxT.9xR", text="Merhaba 😀 ş")
TOKEN = as_json({"access_token": "t1", "expires_in": 3599})


def a_youtube(server: LocalServer) -> YouTube:
    secret = dict.fromkeys(("client_id", "client_secret", "refresh_token"), "x")
    secret["token_uri"] = f"{server.url}/token"
    api = PlatformApi(http=Urllib3Http(), base_url=server.url, credentials=lambda: {"UCme": secret})
    return YouTube(api)


def an_error(reason: str, code: int = 400) -> Scripted:
    return as_json(
        {"error": {"code": code, "message": "Told why.", "errors": [{"reason": reason}]}}, code
    )


def ours(text: str = REPLY.text, author: str = "UCme") -> dict[str, Any]:
    return {
        "id": "UgxT.9xOURS",
        "snippet": {"textDisplay": text, "authorChannelId": {"value": author}},
    }


def sent(server: LocalServer, answer: Scripted) -> str:
    server.answers(TOKEN, answer)
    return a_youtube(server).send(REPLY)


def test_a_reply_hangs_below_the_top_comment(server: LocalServer) -> None:
    assert sent(server, as_json({"id": "UgxT.9xNEW"})) == "UgxT.9xNEW"
    call = server.calls[-1]
    assert (call.method, call.path, call.query) == ("POST", "/comments", {"part": ["snippet"]})
    assert json.loads(call.body) == {
        "snippet": {"parentId": "UgxT", "textOriginal": "Merhaba 😀 ş"}
    }
    assert call.headers["authorization"] == "Bearer t1"


def test_a_token_serves_several_calls(server: LocalServer) -> None:
    server.answers(TOKEN, as_json({"id": "1"}))
    youtube = a_youtube(server)
    youtube.send(REPLY)
    youtube.send(REPLY)
    assert [call.path for call in server.calls] == ["/token", "/comments", "/comments"]


@pytest.mark.parametrize(
    ("reason", "code", "word"),
    [
        ("commentsDisabled", 403, "comments_disabled: Told why."),
        ("commentTextTooLong", 400, "too_long"),
        ("operationNotSupported", 400, "replies_closed"),
        ("parentCommentIsPrivate", 400, "replies_closed"),
        ("parentCommentNotFound", 404, "gone"),
        ("commentTextRequired", 400, "commentTextRequired"),
        ("invalidCommentMetadata", 400, "invalidCommentMetadata"),
        ("invalidCustomEmoji", 400, "invalidCustomEmoji"),
        ("parentIdMissing", 400, "parentIdMissing"),
        ("forbidden", 403, "forbidden"),
        ("somethingNew", 418, "somethingNew"),
    ],
)
def test_a_lasting_refusal_carries_a_word(
    server: LocalServer, reason: str, code: int, word: str
) -> None:
    with pytest.raises(Refused) as error:
        sent(server, an_error(reason, code))
    assert str(error.value).startswith(word)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (an_error("authError", 401), NotAuthorised),
        (an_error("ineligibleAccount", 403), NotAuthorised),
        (an_error("insufficientPermissions", 403), NotAuthorised),
        (an_error("authenticatedUserAccountSuspended", 403), NotAuthorised),
        (Scripted(status=401), NotAuthorised),
        (as_json(fixture("youtube/error_quotaExceeded.json"), 403), RateLimited),
        (an_error("dailyLimitExceeded", 403), RateLimited),
        (an_error("userRateLimitExceeded", 403), RateLimited),
        (Scripted(status=429, headers={"Retry-After": "7"}), RateLimited),
        (an_error("processingFailure"), Unavailable),
        (an_error("backendError", 503), Unavailable),
        (Scripted(status=500), Unavailable),
        (Scripted(raw=b""), Unavailable),
        (Scripted(body=b"{}"), Unavailable),
        (Scripted(body=b"not json"), Unavailable),
        (Scripted(status=404), Refused),
        (Scripted(status=302), Refused),
    ],
)
def test_each_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        sent(server, answer)


def test_no_refusal_repeats_the_reply(server: LocalServer) -> None:
    told = {"error": {"message": f"no: {REPLY.text}", "errors": [{"reason": "forbidden"}]}}
    with pytest.raises(Refused, match=r"^forbidden$"):
        sent(server, as_json(told, 403))


def test_an_earlier_attempt_is_found_below_the_comment(server: LocalServer) -> None:
    server.answers(
        TOKEN,
        as_json({"items": [ours("başka"), ours(author="UCelse")], "nextPageToken": "p2"}),
        as_json({"items": [ours(f" {REPLY.text}\n")]}),
    )
    assert a_youtube(server).find(REPLY) == "UgxT.9xOURS"
    first, second = server.calls[1:]
    assert (first.path, first.query["parentId"]) == ("/comments", ["UgxT"])
    assert second.query["pageToken"] == ["p2"]


@pytest.mark.parametrize(
    "comment", [ours("Merhaba"), ours(author="UCelse"), {"id": "1"}, {"snippet": []}, None, 5]
)
def test_another_comment_is_not_taken_for_the_reply(server: LocalServer, comment: object) -> None:
    server.answers(TOKEN, as_json({"items": [comment]}))
    assert a_youtube(server).find(REPLY) is None


def test_finding_ends_after_five_pages(server: LocalServer) -> None:
    server.answers(TOKEN, as_json({"items": [], "nextPageToken": "more"}))
    assert a_youtube(server).find(REPLY) is None
    assert len(server.calls) == 6


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert YouTube().length("s\u0327ikayet 😀") == 9


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        YouTube().send(REPLY)
