"""Polling Bluesky over HTTP, its sessions, and its posts as mentions."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.bluesky import Bluesky
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import Author, EventBroken, EventIgnored, Mention, MentionAdded
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import NOW, a_delivery, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

ME = "did:plc:me000000000000000000000"
THEM = "did:plc:ghi789ghi789ghi789ghi789"
SOURCE = Source(id="sky", brand="marka", channel="bluesky", account=ME)
SEARCH = Source(id="sky-search", brand="marka", channel="bluesky", account=ME, query="marka kargo")
START = SourceCursor(source_id="sky", since=NOW.replace(day=20))
SESSION = as_json({"accessJwt": "a1", "refreshJwt": "r1", "did": ME, "active": True})
NOTIFICATIONS = fixture("bluesky/listNotifications.json")
MENTION, ANSWER, LIKE = NOTIFICATIONS["notifications"]
EXPIRED = as_json({"error": "ExpiredToken", "message": "Token has expired"}, 400)


def a_bluesky(server: LocalServer) -> Bluesky:
    api = PlatformApi(
        http=Urllib3Http(),
        base_url=f"{server.url}/",
        credentials=lambda: {ME: {"app_password": "abcd-efgh"}},
    )
    return Bluesky(api)


def poll(
    server: LocalServer, *answers: Scripted, cursor: SourceCursor = START, source: Source = SOURCE
) -> Page:
    server.answers(SESSION, *answers)
    return a_bluesky(server).fetch(source, cursor)


def a_page(*posts: Any, cursor: str | None = None) -> Scripted:
    return as_json({"notifications": list(posts), **({"cursor": cursor} if cursor else {})})


def at(hour: int, key: str, day: int = 22) -> dict[str, Any]:
    time = f"2026-11-{day:02}T{hour:02}:00:00.000Z"
    return {**MENTION, "uri": f"at://{THEM}/app.bsky.feed.post/{key}", "indexedAt": time}


def keys(page: Page) -> list[str]:
    return [item.key.rpartition("/")[2] for item in page.items]


def event(body: object) -> Any:
    return only(Bluesky().parse(a_delivery("bluesky", body, {"hearback-account": ME})))


def test_mentions_answers_and_quotes_are_asked_for_with_a_session(server: LocalServer) -> None:
    page = poll(server, as_json(NOTIFICATIONS))
    login, call = server.calls
    assert (login.method, login.path) == ("POST", "/xrpc/com.atproto.server.createSession")
    assert json.loads(login.body) == {"identifier": ME, "password": "abcd-efgh"}
    assert call.path == "/xrpc/app.bsky.notification.listNotifications"
    assert call.query == {"reasons": ["mention", "reply", "quote"], "limit": ["100"]}
    assert call.headers["authorization"] == "Bearer a1"
    assert keys(page) == ["3lmention", "3lreply"]
    assert page.position["page"] == "2026-11-22T07:59:00.000Z"
    assert page.more


def test_a_walk_ends_where_the_last_one_began(server: LocalServer) -> None:
    first = poll(server, a_page(at(9, "c"), at(8, "b"), cursor="p2"))
    cursor = replace(START, position=first.position)
    second = poll(server, a_page(at(7, "a"), at(6, "old", day=19), cursor="p3"), cursor=cursor)
    assert server.calls[-1].query["cursor"] == ["p2"]
    assert (keys(second), second.more) == (["a"], False)
    assert second.position == {"mark": "2026-11-22T09:00:00+00:00"}
    third = poll(
        server,
        a_page(at(10, "d"), at(9, "c"), at(8, "b"), cursor="p2"),
        cursor=replace(START, position=second.position),
    )
    assert (keys(third), third.more) == (["d", "c"], False)


def test_an_empty_page_ends_the_walk_whatever_its_cursor_says(server: LocalServer) -> None:
    assert not poll(server, a_page(cursor="p2")).more


def test_a_source_with_a_query_searches(server: LocalServer) -> None:
    page = poll(server, as_json(fixture("bluesky/searchPosts.json")), source=SEARCH)
    call = server.calls[-1]
    assert call.path == "/xrpc/app.bsky.feed.searchPosts"
    assert call.query == {"q": ["marka kargo"], "sort": ["latest"], "limit": ["100"]}
    assert keys(page) == ["3lsearch"]
    found = event(page.items[0].body).mention
    assert (found.account_id, found.addressed) == (ME, False)


def test_a_session_serves_several_polls(server: LocalServer) -> None:
    server.answers(SESSION, a_page())
    bluesky = a_bluesky(server)
    bluesky.fetch(SOURCE, START)
    bluesky.fetch(SOURCE, START)
    assert [call.path for call in server.calls].count("/xrpc/com.atproto.server.createSession") == 1


def test_a_session_that_has_expired_is_renewed_once(server: LocalServer) -> None:
    renewed = as_json({"accessJwt": "a2", "refreshJwt": "r2"})
    assert keys(poll(server, EXPIRED, renewed, a_page(at(9, "a")))) == ["a"]
    renewal, again = server.calls[2:]
    assert renewal.path == "/xrpc/com.atproto.server.refreshSession"
    assert renewal.headers["authorization"] == "Bearer r1"
    assert again.headers["authorization"] == "Bearer a2"


def test_a_renewal_that_is_refused_logs_in_again(server: LocalServer) -> None:
    fresh = as_json({"accessJwt": "a3", "refreshJwt": "r3"})
    assert keys(poll(server, EXPIRED, EXPIRED, fresh, a_page(at(9, "a")))) == ["a"]
    assert server.calls[-2].path == "/xrpc/com.atproto.server.createSession"


def test_a_session_that_will_not_live_is_an_error_and_forgotten(server: LocalServer) -> None:
    renewed = as_json({"accessJwt": "a2", "refreshJwt": "r2"})
    server.answers(SESSION, EXPIRED, renewed, EXPIRED, SESSION, a_page())
    bluesky = a_bluesky(server)
    with pytest.raises(NotAuthorised):
        bluesky.fetch(SOURCE, START)
    bluesky.fetch(SOURCE, START)
    assert server.calls[-2].path == "/xrpc/com.atproto.server.createSession"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"error": "AuthenticationRequired"}, 401), NotAuthorised),
        (as_json({"error": "AuthFactorTokenRequired"}, 401), NotAuthorised),
        (as_json({"error": "AccountTakedown"}, 401), NotAuthorised),
        (as_json({"accessJwt": "a", "refreshJwt": "r", "active": False}), NotAuthorised),
        (as_json({"error": "RateLimitExceeded"}, 429), RateLimited),
        (Scripted(status=502), Unavailable),
        (as_json({}), Unavailable),
        (as_json({"accessJwt": "ş", "refreshJwt": "r"}), Unavailable),
        (as_json({"accessJwt": "a", "refreshJwt": "r\ns"}), Unavailable),
    ],
)
def test_a_login_that_fails(server: LocalServer, answer: Scripted, error: type[Exception]) -> None:
    server.answers(answer)
    with pytest.raises(error):
        a_bluesky(server).fetch(SOURCE, START)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"error": "InvalidToken"}, 400), NotAuthorised),
        (as_json({"error": "AuthMissing"}, 401), NotAuthorised),
        (as_json({"error": "AccountDeactivated"}, 400), NotAuthorised),
        (as_json({"error": "InvalidRequest", "message": "why"}, 400), Refused),
        (as_json({"error": "UpstreamFailure"}, 502), Unavailable),
        (Scripted(raw=b""), Unavailable),
    ],
)
def test_each_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        poll(server, answer)


def test_a_limit_ends_when_the_server_says(server: LocalServer) -> None:
    headers = {"RateLimit-Reset": "4102444800", "RateLimit-Remaining": "0"}
    with pytest.raises(RateLimited) as error:
        poll(server, as_json({"error": "RateLimitExceeded"}, 429, headers))
    assert error.value.retry_after == 86_400


@pytest.mark.parametrize("body", [{}, {"notifications": None}, {"notifications": [None, 5, {}]}])
def test_a_page_of_any_shape_is_survived(server: LocalServer, body: object) -> None:
    assert poll(server, as_json(body)).items == ()


def test_a_mention_becomes_one() -> None:
    assert event(MENTION) == MentionAdded(
        mention=Mention(
            channel="bluesky",
            account_id=ME,
            external_id=f"at://{THEM}/app.bsky.feed.post/3lmention",
            author=Author(id=THEM, name="Ayşe", handle="ayse.bsky.social"),
            text="@marka.com siparişim gelmedi 👩‍👩‍👧 #iade",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
            thread_id=f"at://{THEM}/app.bsky.feed.post/3lmention",
            url="https://bsky.app/profile/ayse.bsky.social/post/3lmention",
            language_hint="tr",
        )
    )


def test_an_answer_belongs_to_the_thread_that_began_with_its_root() -> None:
    found = event(ANSWER).mention
    assert found.thread_id == f"at://{ME}/app.bsky.feed.post/3kroot"
    assert found.in_reply_to == f"at://{ME}/app.bsky.feed.post/3kmine"


def test_our_own_post_carries_our_id_as_author() -> None:
    found = event({**MENTION, "author": {"did": ME}}).mention
    assert found.author.id == found.account_id


def test_a_handle_that_does_not_resolve_is_none() -> None:
    found = event({**MENTION, "author": {"did": THEM, "handle": "handle.invalid"}}).mention
    assert found.author.handle == ""
    assert found.url == f"https://bsky.app/profile/{THEM}/post/3lmention"


def test_other_reasons_are_ignored_by_name() -> None:
    assert event(LIKE) == EventIgnored(event="like")


@pytest.mark.parametrize(
    "body",
    ["", "[]", {}, {**MENTION, "uri": 1.5}, {**MENTION, "record": 5}, {"reason": "mention"}],
)
def test_what_cannot_be_read_is_set_aside(body: object) -> None:
    lost = event(body)
    assert isinstance(lost, EventBroken)
    assert lost.fragment == (body if isinstance(body, str) else json.dumps(body))
