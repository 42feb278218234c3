"""Asking X for posts over HTTP: since the last one, page by page, each read counted."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.adapters.platforms.x import X
from hearback.adapters.platforms.x.backfill import Look
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import Author, MentionAdded, MentionEdited
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import TOKEN, a_delivery, an_api, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

SOURCE = Source(id="posts", brand="marka", channel="x", account="1500")
SEARCH = SOURCE.model_copy(update={"query": '"marka" -is:retweet -from:marka lang:tr'})
SINCE = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=5)
START = SourceCursor(source_id="posts", since=SINCE)
BIG = 2085000000000000101


def poll(
    server: LocalServer, answer: Scripted, cursor: SourceCursor = START, source: Source = SOURCE
) -> Page:
    server.answers(answer)
    return X(an_api(server.url)).fetch(source, cursor)


def a_post(own_id: object, **changes: Any) -> dict[str, Any]:
    return {"id": own_id, "text": "@marka kargo yok", "author_id": "7", "lang": "tr", **changes}


def a_page(*posts: Any, following: str | None = None) -> Scripted:
    user = {"id": "7", "name": "Ayşe", "username": "ayse", "public_metrics": {"followers_count": 9}}
    meta = {"result_count": len(posts), **({"next_token": following} if following else {})}
    return as_json({"data": list(posts), "includes": {"users": [user]}, "meta": meta})


def ids(page: Page) -> list[str]:
    return [item.key for item in page.items]


def at(position: Any) -> SourceCursor:
    return replace(START, position=position)


def test_the_first_look_goes_back_as_far_as_the_source_says(server: LocalServer) -> None:
    page = poll(server, a_page(a_post("12"), a_post("11")))
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", "/2/users/1500/mentions")
    assert call.query["start_time"] == [SINCE.strftime("%Y-%m-%dT%H:%M:%SZ")]
    assert call.query["max_results"] == ["100"]
    assert "since_id" not in call.query
    assert call.headers["authorization"] == f"Bearer {TOKEN}"
    assert (ids(page), page.cost, page.more) == (["11", "12"], 2, False)
    assert page.position == {"since_id": "12"}


def test_later_looks_ask_for_what_is_newer(server: LocalServer) -> None:
    page = poll(server, a_page(), at({"since_id": "12"}))
    assert server.calls[0].query["since_id"] == ["12"]
    assert "start_time" not in server.calls[0].query
    assert (page.position, page.cost, page.more) == ({"since_id": "12"}, 0, False)


def test_a_walk_over_several_pages_moves_its_mark_at_its_end(server: LocalServer) -> None:
    first = poll(server, a_page(a_post("9"), a_post("100"), following="p2"), at({"since_id": "5"}))
    assert first.more
    assert first.position == {"since_id": "5", "newest_id": "100", "page": "p2"}
    second = poll(server, a_page(a_post("8")), at(first.position))
    assert server.calls[1].query["pagination_token"] == ["p2"]
    assert server.calls[1].query["since_id"] == ["5"]
    assert (second.position, second.more) == ({"since_id": "100"}, False)


def test_a_first_walk_keeps_its_start_from_page_to_page(server: LocalServer) -> None:
    first = poll(server, a_page(a_post("9"), following="p2"))
    poll(server, a_page(a_post("8")), at(first.position))
    assert server.calls[0].query["start_time"] == server.calls[1].query["start_time"]


def test_a_first_look_that_finds_nothing_starts_there_again(server: LocalServer) -> None:
    page = poll(server, a_page())
    poll(server, a_page(), at(page.position))
    assert server.calls[0].query["start_time"] == server.calls[1].query["start_time"]


def test_a_source_with_a_query_searches(server: LocalServer) -> None:
    poll(server, a_page(a_post("1")), source=SEARCH)
    (call,) = server.calls
    assert (call.path, call.query["query"]) == ("/2/tweets/search/recent", [SEARCH.query])


def test_no_look_goes_back_further_than_x_does() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    old = replace(START, since=now - timedelta(days=30))
    assert Look(SEARCH, old, lambda: now).query["start_time"] == "2026-11-16T00:00:00Z"


def test_a_mark_that_x_no_longer_knows_is_given_up(server: LocalServer) -> None:
    wrong = {"errors": [{"parameters": {"since_id": ["12"]}, "message": "too old"}]}
    page = poll(server, as_json(wrong, 400), at({"since_id": "12", "page": "p2"}))
    assert page == Page(position={}, more=True)
    other = {"errors": [{"parameters": {"query": ["x"]}}], "detail": "Invalid."}
    with pytest.raises(Refused, match="http_400: Invalid"):
        poll(server, as_json(other, 400), at({"since_id": "12"}))


def test_reposts_are_paid_for_and_left(server: LocalServer) -> None:
    repost = a_post("2", referenced_tweets=[{"type": "retweeted", "id": "1"}])
    page = poll(server, a_page(a_post("3"), repost))
    assert (ids(page), page.cost, page.position) == (["3"], 2, {"since_id": "3"})


def test_a_post_is_read_as_if_it_had_been_pushed(server: LocalServer) -> None:
    page = poll(server, a_page(a_post(BIG, text="Şikâyet &amp; 😀")))
    assert page.position == {"since_id": str(BIG)}
    added = only(X().parse(a_delivery("x", page.items[0].body)))
    assert isinstance(added, MentionAdded)
    assert added.mention.external_id == str(BIG)
    assert added.mention.account_id == "1500"
    assert added.mention.author == Author(id="7", name="Ayşe", handle="ayse", followers=9)
    assert added.mention.text == "Şikâyet & 😀"


def test_an_edit_has_an_id_of_its_own_and_stays_the_mention_that_it_was(
    server: LocalServer,
) -> None:
    page = poll(server, a_page(a_post("30", edit_history_tweet_ids=["10", "30"])))
    edited = only(X().parse(a_delivery("x", page.items[0].body)))
    assert isinstance(edited, MentionEdited)
    assert (page.items[0].key, edited.mention.external_id) == ("30", "10")


@pytest.mark.parametrize(
    "body", [{}, {"data": None}, {"data": [None, 5, {}], "meta": [], "includes": {"users": [1]}}]
)
def test_a_page_of_any_shape_is_survived(server: LocalServer, body: object) -> None:
    page = poll(server, as_json(body))
    assert not page.more
    for item in page.items:
        assert json.loads(item.body)["data"]["event_type"] == "post.mention.create"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Scripted(status=401), NotAuthorised),
        (Scripted(status=402), NotAuthorised),
        (as_json({"type": "https://api.x.com/2/problems/client-forbidden"}, 403), NotAuthorised),
        (as_json({"detail": "no"}, 403), Refused),
        (Scripted(status=404), Refused),
        (Scripted(status=503), Unavailable),
        (Scripted(raw=b""), Unavailable),
    ],
)
def test_each_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        poll(server, answer)


def test_a_limit_ends_when_x_says(server: LocalServer) -> None:
    headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": "4102444800"}
    with pytest.raises(RateLimited) as error:
        poll(server, Scripted(status=429, headers=headers))
    assert error.value.retry_after == 86_400


def test_a_post_costs_half_a_cent_and_a_day_five_dollars() -> None:
    quota = X().quota
    assert quota is not None
    assert quota.a_day * quota.micro_dollars == 5_000_000
