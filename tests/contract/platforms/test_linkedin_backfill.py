"""Notifications that LinkedIn could not deliver are fetched, and are those of the webhook."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.linkedin import VERSION, LinkedIn
from hearback.adapters.platforms.linkedin.backfill import Notifications
from hearback.domain.errors import NotAuthorised, RateLimited, Unavailable
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import NOW, a_delivery, an_api, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

SOURCE = Source(id="missed", brand="marka", channel="linkedin", account="1500")
START = SourceCursor(source_id="missed", since=NOW - timedelta(days=1))
BATCH = fixture("linkedin/org_social_action_push_batch.json")["notifications"]


def poll(server: LocalServer, cursor: SourceCursor = START) -> Page:
    return LinkedIn(an_api(f"{server.url}/")).fetch(SOURCE, cursor)


def many(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [{**BATCH[0], "notificationId": start + number} for number in range(count)]


def test_a_missed_notification_is_what_the_webhook_would_have_brought(server: LocalServer) -> None:
    server.answers_json({"elements": BATCH, "paging": {}})
    page = poll(server)
    assert [item.key for item in page.items] == [str(each["notificationId"]) for each in BATCH]
    missed = [only(LinkedIn().parse(a_delivery("linkedin", item.body))) for item in page.items]
    whole = fixture("linkedin/org_social_action_push_batch.json")
    assert missed == list(LinkedIn().parse(a_delivery("linkedin", whole)))


def test_linkedin_is_asked_in_its_own_notation(server: LocalServer) -> None:
    server.answers_json({"elements": []})
    source = SOURCE.model_copy(update={"account": "urn:li:organization:96072893"})
    api = an_api(f"{server.url}/")
    named = replace(api, credentials=lambda: {source.account: {"access_token": "t"}})
    LinkedIn(named).fetch(source, START)
    (call,) = server.calls
    assert call.path == "/rest/organizationalEntityNotifications"
    assert call.query["q"] == ["criteria"]
    assert call.query["organizationalEntity"] == ["urn:li:organization:96072893"]
    assert call.query["actions"] == [
        "List(COMMENT,COMMENT_EDIT,COMMENT_DELETE,SHARE,SHARE_MENTION)"
    ]
    assert call.headers["linkedin-version"] == VERSION


def test_the_brackets_of_a_span_are_not_escaped() -> None:
    asked: list[str] = []

    def ask(path: str) -> Any:
        asked.append(path)
        return as_answer({"elements": []})

    Notifications("urn:li:organization:1", START, lambda: NOW).look(ask)
    start = int(START.since.timestamp() * 1000) if START.since else 0
    span = f"&timeRange=(start:{start},end:{int(NOW.timestamp() * 1000)})&"
    assert span in asked[0]
    assert "&organizationalEntity=urn%3Ali%3Aorganization%3A1&" in asked[0]


def as_answer(content: object) -> HttpAnswer:
    return HttpAnswer(status=200, body=json.dumps(content).encode())


def test_a_long_span_is_read_page_by_page_and_the_mark_moves_at_its_end() -> None:
    answers = [many(100), many(100, 100), many(7, 200)]
    asked: list[str] = []

    def ask(path: str) -> Any:
        asked.append(path)
        return as_answer({"elements": answers.pop(0)})

    cursor, at = START, NOW
    pages: list[Page] = []
    while not pages or pages[-1].more:
        pages.append(Notifications("1500", cursor, lambda at=at: at).look(ask))  # type: ignore[misc]
        cursor, at = replace(cursor, position=pages[-1].position), at + timedelta(minutes=5)
    assert len({item.key for page in pages for item in page.items}) == 207
    assert [path.split("&start=")[1] for path in asked] == [
        "0&count=100",
        "100&count=100",
        "200&count=100",
    ]
    assert len({path.split("timeRange=")[1].split("&")[0] for path in asked}) == 1
    assert pages[-1].position == {"mark": NOW.isoformat()}


def test_the_next_walk_starts_a_little_before_the_mark_and_never_beyond_what_is_kept() -> None:
    def span(position: dict[str, Any], since: datetime) -> str:
        asked: list[str] = []

        def ask(path: str) -> Any:
            asked.append(path)
            return as_answer({"elements": []})

        cursor = SourceCursor(source_id="m", position=position, since=since)
        Notifications("1500", cursor, lambda: NOW).look(ask)
        return asked[0].split("(start:")[1].split(",")[0]

    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    marked = NOW - timedelta(hours=1)
    before = int((marked - timedelta(minutes=10)).timestamp() * 1000)
    assert span({"mark": marked.isoformat()}, long_ago) == str(before)
    oldest = int((NOW - timedelta(days=59)).timestamp() * 1000)
    assert span({}, long_ago) == str(oldest)


def test_one_without_an_id_is_known_by_its_content(server: LocalServer) -> None:
    server.answers_json({"elements": [{"action": "COMMENT"}, 7, {"action": "COMMENT"}]})
    found = [item.key for item in poll(server).items]
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Scripted(status=401), NotAuthorised),
        (as_json({"status": 426, "code": "NONEXISTENT_VERSION"}, 426), NotAuthorised),
        (Scripted(status=429), RateLimited),
        (Scripted(status=500), Unavailable),
        (as_json({"elements": None}), Unavailable),
        (Scripted(body=b"<html>"), Unavailable),
    ],
)
def test_what_linkedin_answers_otherwise(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    server.answers(answer)
    with pytest.raises(error):
        poll(server)
