"""Polling Reddit over HTTP: which lists, how far, and what is looked at again."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.reddit import Reddit
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import EventBroken
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor, allowance
from tests.contract.platforms.given import a_delivery, fixture, only
from tests.contract.platforms.local_server import Call, LocalServer, Scripted, as_json

ACCOUNT = "NivoraDestek"
INBOX = Source(id="reddit", brand="nivora", channel="reddit", account=ACCOUNT)
START = SourceCursor(source_id="reddit", since=datetime(2026, 11, 1, tzinfo=UTC))
TOKEN = as_json({"access_token": "t1", "token_type": "bearer", "expires_in": 3600})
SECRET = {"client_id": "app1", "client_secret": "s3cret", "refresh_token": "r1"}
T = 1_795_334_400.0


def an_api(server: LocalServer, **changes: str) -> PlatformApi:
    secret = {**SECRET, "token_uri": f"{server.url}/token", **changes}
    held = {name: value for name, value in secret.items() if value}
    return PlatformApi(
        http=Urllib3Http(), base_url=f"{server.url}/", credentials=lambda: {ACCOUNT: held}
    )


def about(query: str) -> Source:
    return INBOX.model_copy(update={"query": query})


def a_comment(own_id: str, **changes: Any) -> dict[str, Any]:
    data = {"name": f"t1_{own_id}", "author": "ayse", "body": "Nivora kötü", "edited": False}
    return {"kind": "t1", "data": {**data, "created_utc": T, **changes}}


def listing(*children: object, after: str | None = None) -> Scripted:
    return as_json({"kind": "Listing", "data": {"children": children, "after": after}})


def poll(
    server: LocalServer,
    *answers: Scripted,
    source: Source = INBOX,
    cursor: SourceCursor = START,
) -> Page:
    server.answers(TOKEN, *answers)
    return Reddit(an_api(server)).fetch(source, cursor)


def run(
    server: LocalServer, *answers: Scripted, source: Source, cursor: SourceCursor = START
) -> tuple[list[Page], list[Call]]:
    """Looks until there is no more right now: the pages, and the calls for them."""
    server.answers(TOKEN, *answers)
    reddit, pages, before = Reddit(an_api(server)), list[Page](), len(server.calls)
    while True:
        pages.append(reddit.fetch(source, cursor))
        cursor = replace(cursor, position=json.loads(json.dumps(pages[-1].position)))
        if not pages[-1].more:
            return pages, server.calls[before + 1 :]
        assert len(pages) < 20


def keys(*pages: Page) -> list[str]:
    return [item.key for page in pages for item in page.items]


def test_without_a_query_the_inbox_is_read_and_nothing_in_it_is_marked(server: LocalServer) -> None:
    page = poll(server, listing(*fixture("reddit/message_inbox.json")["data"]["children"]))
    asked = server.calls[1]
    assert (asked.method, asked.path) == ("GET", "/message/inbox")
    assert asked.query == {"raw_json": ["1"], "mark": ["false"], "limit": ["100"]}
    assert keys(page)[0] == "t1_kx1men1@"
    assert len(page.items) == 7
    assert page.cost == 1


def test_each_call_says_who_calls(server: LocalServer) -> None:
    poll(server, listing())
    traded, asked = server.calls
    assert traded.headers["authorization"] == "Basic YXBwMTpzM2NyZXQ="
    assert traded.body == "grant_type=refresh_token&refresh_token=r1"
    assert asked.headers["authorization"] == "Bearer t1"
    for call in (traded, asked):
        assert call.headers["user-agent"] == "aws:hearback.app1:v1 (by /u/NivoraDestek)"


@pytest.mark.parametrize(
    ("query", "paths", "asked"),
    [
        ("nivora kargo", ["/search"], {"q": ["nivora kargo"], "sort": ["new"], "type": ["link"]}),
        ("r/nivora", ["/r/nivora/new", "/r/nivora/comments"], {}),
        ("/r/nivora+turkiye/", ["/r/nivora+turkiye/new", "/r/nivora+turkiye/comments"], {}),
        (
            "r/turkiye nivora",
            ["/r/turkiye/search", "/r/turkiye/comments"],
            {"q": ["nivora"], "sort": ["new"], "type": ["link"], "restrict_sr": ["true"]},
        ),
    ],
)
def test_the_query_says_which_lists_are_read(
    server: LocalServer, query: str, paths: list[str], asked: dict[str, list[str]]
) -> None:
    _, calls = run(server, listing(), source=about(query))
    assert [call.path for call in calls] == paths
    assert {n: v for n, v in calls[0].query.items() if n not in ("raw_json", "limit")} == asked
    assert set(calls[-1].query) == {"raw_json", "limit", *(asked if len(paths) == 1 else ())}


@pytest.mark.parametrize("query", ["r/", "r/a b", "r/nivora/top", "/r/..%2f..%2fapi", "r/x/../y"])
def test_a_community_that_cannot_be_is_asked_of_nobody(server: LocalServer, query: str) -> None:
    with pytest.raises(Refused, match="bad_query"):
        poll(server, listing(), source=about(query))
    assert server.calls == []


def test_comments_are_taken_if_they_have_all_the_words(server: LocalServer) -> None:
    comments = as_json(fixture("reddit/r_comments.json"))
    pages, _ = run(server, listing(), comments, listing(), source=about("r/turkiye nivora BÖYLE"))
    assert keys(*pages) == ["t1_kx2nivo@"]


def test_a_walk_goes_from_page_to_page_to_where_the_last_one_began(server: LocalServer) -> None:
    first = listing(a_comment("3"), a_comment("2"), after="t1_2")
    second = listing(a_comment("1"))
    pages, calls = run(server, first, second, listing(), source=INBOX)
    assert [call.query.get("after") for call in calls[:2]] == [None, ["t1_2"]]
    assert keys(*pages) == ["t1_3@", "t1_2@", "t1_1@"]
    old = listing(a_comment("4"), a_comment("0", created_utc=T - 86_400), after="t1_0")
    cursor = replace(START, position=pages[-1].position)
    later, calls = run(server, old, listing(), source=INBOX, cursor=cursor)
    assert keys(*later) == ["t1_4@"]
    assert [call.path for call in calls] == ["/message/inbox", "/api/info"]


def test_what_is_older_than_the_source_looks_back_is_left(server: LocalServer) -> None:
    page = poll(server, listing(a_comment("1", created_utc=1_700_000_000.0)))
    assert page.items == ()


def test_the_latest_are_looked_at_again_for_edits_and_deletions(server: LocalServer) -> None:
    read = listing(*(a_comment(name) for name in ("same", "edit", "gone", "held")))
    again = listing(
        a_comment("same"),
        a_comment("edit", body="Çözüldü", edited=T + 60),
        a_comment("gone", author="[deleted]", body="[deleted]"),
        a_comment("never asked for"),
        None,
    )
    pages, calls = run(server, read, again, source=INBOX)
    assert calls[1].query == {"raw_json": ["1"], "id": ["t1_same,t1_edit,t1_gone,t1_held"]}
    assert keys(pages[1]) == ["t1_edit@1795334460", "t1_gone@gone"]
    cursor = replace(START, position=pages[-1].position)
    _, calls = run(server, listing(), again, source=INBOX, cursor=cursor)
    assert calls[1].query["id"] == ["t1_same,t1_edit,t1_held"]


def test_no_more_than_a_hundred_are_looked_at_again_the_latest_first(server: LocalServer) -> None:
    cursor = START
    for name in ("a", "b"):
        page = poll(server, listing(*(a_comment(f"{name}{n}") for n in range(60))), cursor=cursor)
        cursor = replace(START, position={**page.position, "step": 0})
    poll(server, listing(), cursor=replace(START, position=page.position))
    asked = server.calls[-1].query["id"][0].split(",")
    assert (len(asked), asked[0], asked[-1]) == (100, "t1_b0", "t1_a39")


def test_what_stands_further_back_in_a_walk_is_no_newer(server: LocalServer) -> None:
    first = listing(*(a_comment(f"a{n}") for n in range(60)), after="t1_a59")
    second = listing(*(a_comment(f"b{n}") for n in range(60)))
    _, calls = run(server, first, second, listing(), source=INBOX)
    asked = calls[-1].query["id"][0].split(",")
    assert (len(asked), asked[0], asked[-1]) == (100, "t1_a0", "t1_b39")


def test_our_own_words_and_private_messages_are_not_looked_at_again(server: LocalServer) -> None:
    ours = a_comment("ours", author="nivoradestek")
    letter = {"kind": "t4", "data": {"name": "t4_1", "author": "ayse", "created_utc": T}}
    pages, calls = run(server, listing(ours, letter), source=INBOX)
    assert [call.path for call in calls] == ["/message/inbox"]
    assert not pages[-1].more


def test_one_that_cannot_be_read_is_set_aside_and_loses_no_other(server: LocalServer) -> None:
    page = poll(
        server, listing(None, 5, {"kind": "t1"}, a_comment("1"), {"kind": "t1", "data": []})
    )
    events = [only(Reddit().parse(a_delivery("reddit", item.body))) for item in page.items]
    assert [isinstance(event, EventBroken) for event in events] == [True, True, True, False, True]
    assert len(set(keys(page))) == 5


def test_what_nobody_reads_is_not_carried_along(server: LocalServer) -> None:
    child = a_comment("1", replies={"kind": "Listing"}, body_html="<p>x</p>", body="a" * 40_000)
    (item,) = poll(server, listing(child)).items
    data = json.loads(item.body)["data"]
    assert set(data) == {"name", "author", "body", "edited", "created_utc"}
    assert len(data["body"]) == 15_000


def test_a_run_that_was_cut_short_goes_on_with_the_next_list(server: LocalServer) -> None:
    first = poll(server, listing(a_comment("1")), source=about("r/nivora"))
    assert first.more
    cursor = replace(START, position=first.position)
    poll(server, listing(), source=about("r/nivora"), cursor=cursor)
    assert server.calls[-1].path == "/r/nivora/comments"


@pytest.mark.parametrize(
    "position", [{"step": 9}, {"step": -1}, {"step": "x", "walks": 5}, {"watched": [], "step": 1}]
)
def test_a_place_that_makes_no_sense_is_the_start(server: LocalServer, position: Any) -> None:
    poll(server, listing(), cursor=replace(START, position=position))
    assert server.calls[-1].path == "/message/inbox"


ERRORS = [
    (as_json({"message": "Unauthorized", "error": 401}, 401), NotAuthorised, "not_authorised"),
    (as_json({"message": "Forbidden", "error": 403}, 403), NotAuthorised, "not_authorised"),
    (as_json({"reason": "private", "error": 403}, 403), Refused, "replies_closed: private"),
    (as_json({"message": "Not Found", "error": 404}, 404), Refused, "gone: Not Found"),
    (Scripted(status=302), Refused, "http_302"),
    (Scripted(status=429), RateLimited, "rate_limited"),
    (Scripted(status=500), Unavailable, "http_500"),
    (Scripted(status=503), Unavailable, "http_503"),
    (Scripted(raw=b""), Unavailable, ""),
    (Scripted(body=b"<html>"), Unavailable, "answer is no listing"),
    (as_json({"kind": "Listing", "data": 5}), Unavailable, "answer is no listing"),
    (as_json({"kind": "t1", "data": {}}), Unavailable, "answer is no listing"),
    (listing(after="a\nb"), Unavailable, "page token is garbled"),
]


@pytest.mark.parametrize(("answer", "error", "word"), ERRORS)
def test_each_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    with pytest.raises(error) as raised:
        poll(server, answer)
    assert str(raised.value).startswith(word)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "369"}, 369),
        ({"x-ratelimit-reset": "12.5"}, 12),
        ({"retry-after": "7", "x-ratelimit-reset": "369"}, 7),
        ({"x-ratelimit-reset": "soon"}, 60),
        ({}, 60),
    ],
)
def test_a_limit_ends_after_the_seconds_that_reddit_gives(
    server: LocalServer, headers: dict[str, str], seconds: int
) -> None:
    with pytest.raises(RateLimited) as limited:
        poll(server, Scripted(status=429, headers=headers))
    assert limited.value.retry_after == seconds


def test_a_token_serves_until_reddit_refuses_it(server: LocalServer) -> None:
    refusal = as_json({"message": "Unauthorized", "error": 401}, 401)
    server.answers(TOKEN, listing(), refusal, as_json({"access_token": "t2"}), listing())
    reddit = Reddit(an_api(server))
    reddit.fetch(INBOX, START)
    reddit.fetch(INBOX, START)
    paths = [call.path for call in server.calls]
    assert paths == ["/token", "/message/inbox", "/message/inbox", "/token", "/message/inbox"]
    assert server.calls[-1].headers["authorization"] == "Bearer t2"


@pytest.mark.parametrize(
    ("held", "form"),
    [
        ({}, "grant_type=refresh_token&refresh_token=r1"),
        (
            {"refresh_token": "", "password": "gizli şifre"},
            "grant_type=password&username=NivoraDestek&password=gizli+%C5%9Fifre",
        ),
        ({"refresh_token": ""}, "grant_type=client_credentials"),
    ],
)
def test_what_the_secret_holds_says_how_a_token_is_asked_for(
    server: LocalServer, held: dict[str, str], form: str
) -> None:
    server.answers(TOKEN, listing())
    Reddit(an_api(server, **held)).fetch(INBOX, START)
    assert server.calls[0].body == form


@pytest.mark.parametrize("missing", ["client_id", "client_secret"])
def test_what_the_secret_lacks_is_named(server: LocalServer, missing: str) -> None:
    with pytest.raises(NotAuthorised, match=f"no {missing} for account NivoraDestek"):
        Reddit(an_api(server, **{missing: ""})).fetch(INBOX, START)
    assert server.calls == []


@pytest.mark.parametrize(
    ("answer", "error", "word"),
    [
        (as_json({"message": "Unauthorized", "error": 401}, 401), NotAuthorised, "401"),
        (as_json({"error": "invalid_grant"}, 400), NotAuthorised, "invalid_grant"),
        (as_json({"error": "invalid_grant"}), NotAuthorised, "invalid_grant"),
        (as_json({"error": "no name"}), NotAuthorised, "^not_authorised: unknown$"),
        (as_json({}), Unavailable, "answer without a token"),
        (Scripted(status=429), RateLimited, "rate_limited"),
        (Scripted(status=502), Unavailable, "http_502"),
        (Scripted(status=302), Unavailable, "http_302"),
    ],
)
def test_a_token_that_is_not_given_is_told(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    server.answers(answer)
    with pytest.raises(error, match=word):
        Reddit(an_api(server)).fetch(INBOX, START)
    assert len(server.calls) == 1


def test_the_sources_of_the_channel_share_what_a_day_may_cost() -> None:
    quota = Reddit().quota
    assert quota is not None
    sources = [INBOX, about("r/nivora"), INBOX.model_copy(update={"budget": 400})]
    assert [allowance(each, sources, quota) for each in sources] == [4_800, 4_800, 400]
    assert quota.micro_dollars * 1_000 == 240_000
