"""Replies to Reddit over HTTP: where they stand, what is refused, and none of them twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.platforms.reddit import Reddit
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm
from tests.contract.platforms.given import NOW, a_reply, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.test_reddit_polling import ACCOUNT, TOKEN, an_api, listing

REPLY = a_reply(
    "reddit", account_id=ACCOUNT, in_reply_to="t1_kx2nivo", text="Merhaba *Ayşe*,\nilgileniyoruz."
)
PRIVATE = replace(REPLY, in_reply_to="t4_2b1abc", form=ReplyForm.DM)
CREATED = as_json(fixture("reddit/comment_created.json"))
SAYINGS = fixture("reddit/errors.json")


def sent(server: LocalServer, *answers: Scripted, reply: Reply = REPLY) -> str:
    server.answers(TOKEN, *answers)
    return Reddit(an_api(server)).send(reply)


def found(server: LocalServer, *answers: Scripted, reply: Reply = REPLY) -> str | None:
    server.answers(TOKEN, *answers)
    return Reddit(an_api(server)).find(reply)


def ours(**changes: Any) -> dict[str, Any]:
    own = {
        "name": "t1_kx3our1",
        "parent_id": "t1_kx2nivo",
        "body": "Merhaba \\*Ayşe\\*,  \nilgileniyoruz.",
        "created_utc": NOW.timestamp(),
    }
    return {"kind": "t1", "data": {**own, **changes}}


def test_a_reply_stands_below_what_it_answers(server: LocalServer) -> None:
    assert sent(server, CREATED) == "t1_kx3our1"
    call = server.calls[-1]
    assert (call.method, call.path, call.query) == ("POST", "/api/comment", {"raw_json": ["1"]})
    assert parse_qs(call.body) == {
        "api_type": ["json"],
        "thing_id": ["t1_kx2nivo"],
        "text": ["Merhaba \\*Ayşe\\*,  \nilgileniyoruz."],
    }


def test_a_private_message_is_answered_in_private(server: LocalServer) -> None:
    assert sent(server, CREATED, reply=PRIVATE)
    assert parse_qs(server.calls[-1].body)["thing_id"] == ["t4_2b1abc"]


@pytest.mark.parametrize("form", [ReplyForm.DM, ReplyForm.PRIVATE])
def test_a_public_post_is_not_answered_in_private(server: LocalServer, form: ReplyForm) -> None:
    with pytest.raises(Refused, match="not_offered"):
        sent(server, CREATED, reply=replace(REPLY, form=form))
    assert server.calls == []


@pytest.mark.parametrize("form", [ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.MUTE])
def test_what_reddit_does_not_let_us_do_is_not_done(server: LocalServer, form: ReplyForm) -> None:
    with pytest.raises(Refused, match="not_offered"):
        sent(server, CREATED, reply=replace(REPLY, form=form, person_id="ayse"))
    assert server.calls == []


ERRORS = [
    ("RATELIMIT", RateLimited, "rate_limited"),
    ("DELETED_COMMENT", Refused, "gone: that comment has been deleted"),
    ("DELETED_LINK", Refused, "gone: the link"),
    ("TOO_LONG", Refused, "too_long: this is too long"),
    ("THREAD_LOCKED", Refused, "replies_closed: Comments are locked."),
    ("TOO_OLD", Refused, "replies_closed: that's"),
    ("USER_BLOCKED", Refused, "blocked: you"),
    ("SUBREDDIT_NOTALLOWED", Refused, "replies_closed: you"),
    ("USER_REQUIRED", NotAuthorised, "not_authorised: USER_REQUIRED"),
    ("NO_TEXT", Refused, "no_text: we need something here"),
]


@pytest.mark.parametrize(("name", "error", "word"), ERRORS)
def test_an_error_that_comes_as_a_success_is_of_its_kind(
    server: LocalServer, name: str, error: type[Exception], word: str
) -> None:
    with pytest.raises(error) as raised:
        sent(server, as_json(SAYINGS[name]))
    assert str(raised.value).startswith(word)


@pytest.mark.parametrize("spoiled", [REPLY.text, None, 5, ["NO_TEXT"], "x" * 300])
def test_what_is_no_name_of_an_error_is_not_told(server: LocalServer, spoiled: object) -> None:
    with pytest.raises(Refused, match=r"^unknown$"):
        sent(server, as_json({"json": {"errors": [[spoiled, "", "text"]]}}))


def test_every_error_of_the_documents_is_tried() -> None:
    assert {name for name, _, _ in ERRORS} | {"RATELIMIT_in_seconds"} == set(SAYINGS)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Take a break for 14 minutes before trying again.", 840),
        ("try again in 1 minute.", 60),
        ("Take a break for 59 seconds", 59),
        ("try again in 2 hours", 7_200),
        ("later", 60),
    ],
)
def test_a_break_lasts_as_long_as_the_words_say(
    server: LocalServer, words: str, seconds: int
) -> None:
    with pytest.raises(RateLimited) as limited:
        sent(server, as_json({"json": {"errors": [["RATELIMIT", words, "ratelimit"]]}}))
    assert limited.value.retry_after == seconds


@pytest.mark.parametrize(
    ("told", "seconds"), [(351.546, 352), (30, 30), (-5.0, 300), (1e300, 300), ("x", 300)]
)
def test_seconds_of_a_break_come_before_its_words(
    server: LocalServer, told: object, seconds: int
) -> None:
    answer = {"json": {**SAYINGS["RATELIMIT_in_seconds"]["json"], "ratelimit": told}}
    with pytest.raises(RateLimited) as limited:
        sent(server, as_json(answer))
    assert limited.value.retry_after == seconds


@pytest.mark.parametrize(
    ("answer", "error", "word"),
    [
        (Scripted(status=403), NotAuthorised, "not_authorised: http_403"),
        (as_json({"reason": "banned"}, 403), Refused, "replies_closed: banned"),
        (
            as_json({"reason": "TOO_LONG", "explanation": "too long", "error": 400}, 400),
            Refused,
            "too_long: too long",
        ),
        (as_json({"reason": "SUBREDDIT_NOTALLOWED"}, 403), Refused, "replies_closed"),
        (as_json({"message": "Bad Request"}, 400), Refused, "http_400: Bad Request"),
        (Scripted(status=404), Refused, "gone"),
        (Scripted(status=429), RateLimited, "rate_limited"),
        (Scripted(status=500), Unavailable, "http_500"),
        (Scripted(raw=b""), Unavailable, ""),
        (as_json({}), Unavailable, "answer without a name"),
        (as_json({"json": {"errors": [], "data": {"things": [5]}}}), Unavailable, "answer"),
        (as_json({"json": {"errors": [5]}}), Refused, "unknown"),
        (as_json({"json": {"errors": [["NEW_ONE"]]}}), Refused, "new_one"),
    ],
)
def test_each_other_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    with pytest.raises(error) as raised:
        sent(server, answer)
    assert str(raised.value).startswith(word)


def test_no_refusal_repeats_the_reply(server: LocalServer) -> None:
    words = [["BAD_STRING", f"no: {REPLY.text}", "text"]]
    with pytest.raises(Refused, match=r"^bad_string$"):
        sent(server, as_json({"json": {"errors": words}}))


def test_an_earlier_attempt_is_found_among_our_newest_words(server: LocalServer) -> None:
    other = ours(body="Merhaba", name="t1_other")
    assert found(server, listing(other, after="t1_other"), listing(ours())) == "t1_kx3our1"
    first, second = server.calls[1:]
    assert first.path == second.path == f"/user/{ACCOUNT}/comments"
    assert first.query == {"raw_json": ["1"], "sort": ["new"], "limit": ["100"]}
    assert second.query["after"] == ["t1_other"]


@pytest.mark.parametrize(
    "child",
    [
        ours(parent_id="t1_another"),
        ours(body="Merhaba"),
        ours(body=None),
        {"kind": "t1"},
        {},
        None,
        5,
    ],
)
def test_other_words_are_not_taken_for_the_reply(server: LocalServer, child: object) -> None:
    assert found(server, listing(child)) is None


def test_nothing_is_looked_for_before_the_reply_was_written(server: LocalServer) -> None:
    earlier = ours(created_utc=(NOW - timedelta(hours=1)).timestamp())
    assert found(server, listing(earlier, ours(), after="t1_x")) is None
    assert len(server.calls) == 2


def test_no_more_than_five_pages_are_read(server: LocalServer) -> None:
    assert found(server, listing(ours(body="x"), after="t1_x")) is None
    assert len(server.calls) == 1 + 5


def test_a_private_answer_is_looked_for_among_what_was_sent(server: LocalServer) -> None:
    answer = ours(name="t4_9", parent_id="t4_2b1abc")
    assert found(server, listing(answer), reply=PRIVATE) == "t4_9"
    assert server.calls[-1].path == "/message/sent"


@pytest.mark.parametrize("status", [302, 404])
def test_where_reddit_tells_no_more_what_was_sent_people_look(
    server: LocalServer, status: int
) -> None:
    with pytest.raises(Refused, match=r"^outcome_unknown$"):
        found(server, Scripted(status=status), reply=PRIVATE)
    with pytest.raises(Refused, match=r"gone|http_302"):
        found(server, Scripted(status=status))


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Reddit().send(REPLY)
