"""Polling Mastodon over HTTP, and its notifications as mentions."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.mastodon import Mastodon
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import (
    Author,
    EventBroken,
    EventIgnored,
    Mention,
    MentionAdded,
    MentionEdited,
    Visibility,
)
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import NOW, TOKEN, a_delivery, an_api, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

SOURCE = Source(id="toots", brand="marka", channel="mastodon", account="1500")
START = SourceCursor(source_id="toots", since=datetime(2026, 11, 1, tzinfo=UTC))
(NOTIFICATION,) = fixture("mastodon/notifications.json")
HEADERS = {"hearback-account": "1500"}


def a_notification(own_id: str, **changes: Any) -> dict[str, Any]:
    return {
        **NOTIFICATION,
        "id": own_id,
        "status": {**NOTIFICATION["status"], "id": f"s{own_id}"},
        **changes,
    }


def a_status(**changes: Any) -> dict[str, Any]:
    return {**NOTIFICATION, "status": {**NOTIFICATION["status"], **changes}}


def poll(server: LocalServer, answer: Scripted, cursor: SourceCursor = START) -> Page:
    server.answers(answer)
    return Mastodon(an_api(f"{server.url}/")).fetch(SOURCE, cursor)


def ids(page: Page) -> list[str]:
    return [json.loads(item.body)["id"] for item in page.items]


def event(body: object) -> Any:
    return only(Mastodon().parse(a_delivery("mastodon", body, HEADERS)))


def test_the_first_poll_asks_for_the_newest_mentions(server: LocalServer) -> None:
    page = poll(server, as_json([NOTIFICATION]))
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", "/api/v1/notifications")
    assert call.query == {"types[]": ["mention"], "limit": ["80"]}
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    assert (ids(page), page.more) == (["34975861"], False)
    assert page.position == {"min_id": "34975861"}


def test_later_polls_ask_for_what_is_newer_and_queue_the_oldest_first(
    server: LocalServer,
) -> None:
    cursor = replace(START, position={"min_id": "7"})
    page = poll(server, as_json([a_notification("9"), a_notification("8")]), cursor)
    assert server.calls[0].query["min_id"] == ["7"]
    assert (ids(page), page.position) == (["8", "9"], {"min_id": "9"})


def test_the_link_to_newer_ones_tells_where_to_go_on(server: LocalServer) -> None:
    link = (
        '<https://elsewhere.example/api/v1/notifications?max_id=8>; rel="next", '
        '<https://elsewhere.example/api/v1/notifications?limit=80&min_id=10>; rel="prev"'
    )
    page = poll(server, as_json([a_notification("9")], headers={"Link": link}))
    assert page.position == {"min_id": "10"}
    assert len(server.calls) == 1


@pytest.mark.parametrize("link", ["", "<", '<http://[>; rel="prev"', '<x?min_id=>; rel="prev"'])
def test_without_a_readable_link_the_newest_id_tells(server: LocalServer, link: str) -> None:
    page = poll(server, as_json([a_notification("9")], headers={"Link": link}))
    assert page.position == {"min_id": "9"}


def test_a_full_page_has_more_behind_it(server: LocalServer) -> None:
    full = [a_notification(str(number)) for number in range(100, 20, -1)]
    assert poll(server, as_json(full), replace(START, position={"min_id": "20"})).more


def test_the_first_walk_goes_back_to_where_the_source_begins(server: LocalServer) -> None:
    def full(newest: int, at: str) -> Scripted:
        numbers = range(newest, newest - 80, -1)
        return as_json([a_notification(str(number), created_at=at) for number in numbers])

    first = poll(server, full(400, "2026-11-20T10:00:00Z"))
    assert (first.more, first.position) == (True, {"newest": "400", "before": "321"})
    second = poll(
        server, full(320, "2026-11-10T10:00:00Z"), replace(START, position=first.position)
    )
    assert server.calls[-1].query["max_id"] == ["321"]
    assert (second.more, second.position) == (True, {"newest": "400", "before": "241"})
    last = poll(server, full(240, "2026-10-31T10:00:00Z"), replace(START, position=second.position))
    assert (last.more, last.position, last.items) == (False, {"min_id": "400"}, ())
    with pytest.raises(Unavailable):
        poll(server, full(320, "2026-11-10T10:00:00Z"), replace(START, position=second.position))


def test_a_quiet_account_keeps_its_place(server: LocalServer) -> None:
    cursor = replace(START, position={"min_id": "7"})
    page = poll(server, as_json([]), cursor)
    assert (page.items, page.position, page.more) == ((), {"min_id": "7"}, False)


def test_old_mentions_and_other_kinds_are_not_taken_in(server: LocalServer) -> None:
    old = a_notification("8", created_at="2026-10-01T00:00:00.000Z")
    other = a_notification("9", type="favourite")
    page = poll(server, as_json([other, old, None, 5]))
    assert (page.items, page.position) == ((), {"min_id": "9"})


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Scripted(status=401, body=b'{"error":"The access token is invalid"}'), NotAuthorised),
        (Scripted(status=403), NotAuthorised),
        (Scripted(status=404), Refused),
        (Scripted(status=422), Refused),
        (Scripted(status=503), Unavailable),
        (Scripted(raw=b""), Unavailable),
        (Scripted(body=b"{}"), Unavailable),
        (Scripted(body=b"<html>"), Unavailable),
    ],
)
def test_each_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        poll(server, answer)


@pytest.mark.parametrize(
    ("reset", "least", "most"),
    [("2099-01-01T00:00:00.000Z", 86_400, 86_400), ("2020-01-01T00:00:00Z", 1, 1), ("x", 60, 60)],
)
def test_a_limit_ends_at_the_date_that_the_server_gives(
    server: LocalServer, reset: str, least: int, most: int
) -> None:
    with pytest.raises(RateLimited) as error:
        poll(server, Scripted(status=429, headers={"X-RateLimit-Reset": reset}))
    assert least <= error.value.retry_after <= most


def test_a_stage_that_names_no_server_is_told_so() -> None:
    with pytest.raises(NotAuthorised, match="server"):
        Mastodon(an_api("")).fetch(SOURCE, START)


def test_a_mention_becomes_one_with_its_html_made_plain() -> None:
    assert event(NOTIFICATION) == MentionAdded(
        mention=Mention(
            channel="mastodon",
            account_id="1500",
            external_id="113000000000000001",
            author=Author(id="971", name="Örnek", handle="ornek@mastodon.example", followers=14),
            text="@marka uygulama açılmıyor,\nkaç gündür böyle",
            received_at=NOW,
            posted_at=datetime(2026, 11, 2, 7, 11, 1, tzinfo=UTC),
            thread_id="113000000000000001",
            url="https://mastodon.example/@ornek/1",
            language_hint="tr",
        )
    )


@pytest.mark.parametrize("visibility", ["private", "direct", "limited", None])
def test_what_was_not_said_to_all_is_private(visibility: str | None) -> None:
    found = event(a_status(visibility=visibility))
    assert found.mention.visibility is Visibility.PRIVATE


@pytest.mark.parametrize("visibility", ["public", "unlisted"])
def test_what_was_said_to_all_is_public(visibility: str) -> None:
    assert event(a_status(visibility=visibility)).mention.visibility is Visibility.PUBLIC


def test_a_status_that_was_edited_is_an_edit() -> None:
    edited = event(a_status(edited_at="2026-11-02T08:00:00.000Z"))
    assert isinstance(edited, MentionEdited)


def test_a_warning_before_the_post_is_part_of_it() -> None:
    found = event(a_status(spoiler_text="Rezalet", content="<p>a &amp; b</p>"))
    assert found.mention.text == "Rezalet\na & b"


def test_an_answer_belongs_to_the_post_that_it_answers() -> None:
    found = event(a_status(in_reply_to_id="112"))
    assert (found.mention.in_reply_to, found.mention.thread_id) == ("112", "112")


def test_our_own_post_carries_our_id_as_author() -> None:
    found = event({**NOTIFICATION, "account": {"id": 1500}})
    assert found.mention.author.id == found.mention.account_id


def test_other_kinds_are_ignored_by_name() -> None:
    assert event({**NOTIFICATION, "type": "poll"}) == EventIgnored(event="poll")


@pytest.mark.parametrize(
    "body",
    ["", "[]", {}, {"type": "mention"}, {"type": "mention", "status": {}}, a_status(content=[])],
)
def test_what_cannot_be_read_is_set_aside(body: object) -> None:
    lost = event(body)
    assert isinstance(lost, EventBroken)
    assert lost.fragment == (body if isinstance(body, str) else json.dumps(body))
