"""What a lost webhook did not bring is found below our newest posts, under the webhook's ids."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.instagram import Instagram
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import MentionAdded
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import a_delivery, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

PAGE = "206070979425408"
ACCOUNT = "17841400000000001"
SINCE = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
START = SourceCursor(source_id="missed", since=SINCE)
HOUR = timedelta(hours=1)
OLD, NEW = "2026-11-20T10:00:00+0000", "2026-11-22T07:19:56+0000"
AYSE = {"id": "24266381753005180", "name": "Ayşe Örnek"}


def poll(server: LocalServer, channel: str = "facebook", cursor: SourceCursor = START) -> Page:
    account = PAGE if channel == "facebook" else ACCOUNT
    api = PlatformApi(
        http=Urllib3Http(),
        base_url=f"{server.url}/v26.0",
        credentials=lambda: {account: {"access_token": "t0ken"}},
    )
    adapter = Facebook(api) if channel == "facebook" else Instagram(api)
    source = Source(id="missed", brand="marka", channel=channel, account=account)
    return adapter.fetch(source, cursor)


def walk(server: LocalServer, *answers: Scripted, channel: str = "facebook") -> list[Page]:
    """All looks of one walk."""
    server.answers(*answers)
    pages = [poll(server, channel)]
    while pages[-1].more:
        kept = json.loads(json.dumps(pages[-1].position))
        pages.append(poll(server, channel, replace(START, position=kept)))
    return pages


def a_page(*items: dict[str, Any], after: str = "") -> dict[str, Any]:
    paging = {"cursors": {"after": after}, **({"next": "https://x"} if after else {})}
    return {"data": list(items), "paging": paging if after else {}}


def a_post(own_id: str = f"{PAGE}_1", **changes: Any) -> dict[str, Any]:
    ours = {"id": own_id, "from": {"id": PAGE}, "message": "Yeni!", "created_time": OLD}
    return {**ours, **changes}


def a_comment(own_id: str = "1_1", at: str = NEW, /, **changes: Any) -> dict[str, Any]:
    said = {"id": own_id, "from": AYSE, "message": "Kargom hâlâ gelmedi ❤️‍🔥", "created_time": at}
    return {**said, **changes}


def keys(pages: list[Page]) -> list[str]:
    return [item.key for page in pages for item in page.items]


def test_a_missed_comment_is_what_the_webhook_would_have_brought(server: LocalServer) -> None:
    told = fixture("facebook/current_feed_comment_add.json")
    post_id, own_id = "206070979425408_712750021053074", "712750021053074_1063824911537852"
    (page,) = walk(server, as_json(a_page(a_post(post_id, comments=a_page(a_comment(own_id))))))
    (item,) = page.items
    missed = only(Facebook().parse(a_delivery("facebook", item.body))).mention
    webhook = only(Facebook().parse(a_delivery("facebook", told))).mention
    same = ("channel", "account_id", "external_id", "author", "text", "thread_id", "in_reply_to")
    assert [getattr(missed, name) for name in same] == [getattr(webhook, name) for name in same]
    assert missed.posted_at == datetime(2026, 11, 22, 7, 19, 56, tzinfo=UTC)


def test_a_comment_that_instagram_did_not_tell_of_is_the_same_too(server: LocalServer) -> None:
    told = fixture("instagram/wh-comments-current.json")["entry"][0]["changes"][0]["value"]
    reply = {
        "id": told["id"],
        "text": told["text"],
        "from": told["from"],
        "username": told["from"]["username"],
        "timestamp": NEW,
    }
    above = {"id": told["parent_id"], "text": "x", "timestamp": OLD, "replies": a_page(reply)}
    media = {"id": told["media"]["id"], "timestamp": OLD, "comments": a_page(above)}
    (page,) = walk(server, as_json(a_page(media)), channel="instagram")
    (item,) = page.items
    missed = only(Instagram().parse(a_delivery("instagram", item.body))).mention
    body = fixture("instagram/wh-comments-current.json")
    webhook = only(Instagram().parse(a_delivery("instagram", body))).mention
    assert replace(missed, posted_at=None) == replace(webhook, posted_at=None)


def test_a_visitors_post_is_found_and_our_own_words_are_not(server: LocalServer) -> None:
    ours = {**a_comment("1_9"), "from": {"id": PAGE}}
    theirs = a_post(f"{PAGE}_2", **{"from": AYSE, "created_time": NEW, "message": "Rezalet"})
    pages = walk(server, as_json(a_page(a_post(comments=a_page(ours)), theirs)))
    (item,) = pages[0].items
    event = only(Facebook().parse(a_delivery("facebook", item.body)))
    assert isinstance(event, MentionAdded)
    assert (event.mention.external_id, event.mention.text) == (f"{PAGE}_2", "Rezalet")
    own = {"id": "5", "text": "x", "timestamp": NEW, "user": {"id": ACCOUNT}, "username": "biz"}
    media = {"id": "9", "timestamp": OLD, "comments": a_page(own)}
    assert keys(walk(server, as_json(a_page(media)), channel="instagram")) == []


def test_authors_whom_facebook_withholds_are_nobody(server: LocalServer) -> None:
    comment = a_comment()
    del comment["from"]
    (page,) = walk(server, as_json(a_page(a_post(comments=a_page(comment)))))
    event = only(Facebook().parse(a_delivery("facebook", page.items[0].body)))
    assert event.mention.author.id is None


def test_only_what_is_newer_than_the_mark_is_news(server: LocalServer) -> None:
    old, new = a_comment("1_1", OLD), a_comment("1_2")
    pages = walk(server, as_json(a_page(a_post(comments=a_page(new, old)))))
    assert keys(pages) == ["1_2"]
    mark = datetime.fromisoformat(pages[-1].position["mark"])
    assert (datetime.now(UTC) - mark) < HOUR
    again = replace(START, position={"mark": (datetime.fromisoformat(NEW) + HOUR).isoformat()})
    assert poll(server, cursor=again).items == ()


def test_the_walk_asks_for_the_newest_posts_with_the_newest_comments(server: LocalServer) -> None:
    walk(server, as_json(a_page(a_post())))
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", f"/v26.0/{PAGE}/feed")
    (asked,) = call.query["fields"]
    assert "comments.filter(stream).order(reverse_chronological).limit(50){id,from," in asked
    assert call.headers["authorization"] == "Bearer t0ken"


def test_four_pages_of_posts_are_read_and_no_more(server: LocalServer) -> None:
    pages = walk(server, as_json(a_page(a_post(), after="next-page")))
    assert len(pages) == 4
    assert [call.query.get("after") for call in server.calls] == [None, *[["next-page"]] * 3]


def test_where_all_comments_are_news_the_rest_of_the_post_is_read_too(server: LocalServer) -> None:
    busy = a_post(f"{PAGE}_1", comments=a_page(a_comment("1_3"), after="c1"))
    calm = a_post(f"{PAGE}_2", comments=a_page(a_comment("2_1"), a_comment("2_0", OLD), after="c9"))
    pages = walk(
        server,
        as_json(a_page(busy, calm)),
        as_json(a_page(a_comment("1_2"), after="c2")),
        as_json(a_page(a_comment("1_1"), a_comment("1_0", OLD), after="c3")),
    )
    assert keys(pages) == ["1_3", "2_1", "1_2", "1_1"]
    assert [call.path for call in server.calls[1:]] == [f"/v26.0/{PAGE}_1/comments"] * 2
    assert [call.query["after"] for call in server.calls[1:]] == [["c1"], ["c2"]]
    assert server.calls[1].query["order"] == ["reverse_chronological"]


def test_a_walk_that_stops_half_way_goes_on_at_its_place(server: LocalServer) -> None:
    busy = a_post(comments=a_page(a_comment("1_3"), after="c1"))
    server.answers(as_json(a_page(busy, after="p2")))
    first = poll(server)
    server.answers(Scripted(status=503))
    kept = replace(START, position=first.position)
    with pytest.raises(Unavailable):
        poll(server, cursor=kept)
    server.answers(as_json(a_page(a_comment("1_2"))))
    second = poll(server, cursor=kept)
    assert keys([second]) == ["1_2"]
    assert second.position["posts"] == "p2"
    assert second.position["began"] == first.position["began"]


def test_a_post_that_is_gone_meanwhile_stops_nothing(server: LocalServer) -> None:
    busy = a_post(comments=a_page(a_comment("1_3"), after="c1"))
    gone = as_json(an_error(100, error_subcode=33), 400)
    assert keys(walk(server, as_json(a_page(busy)), gone)) == ["1_3"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json(an_error(190), 400), NotAuthorised),
        (as_json(an_error(200), 403), NotAuthorised),
        (as_json(an_error(4), 400), RateLimited),
        (as_json(an_error(1), 500), Unavailable),
        (as_json(an_error(100), 400), Refused),
    ],
)
def test_what_the_graph_answers_otherwise(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    server.answers(answer)
    with pytest.raises(error):
        poll(server)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": None},
        {"data": [None, 7, {"id": 1, "comments": []}]},
        {"data": [{"id": {}, "comments": {"data": [None, {"created_time": NEW}]}}]},
        {"data": [a_post(comments={"data": [{"id": "1_1", "replies": 3, "parent": 4}]})]},
    ],
)
@pytest.mark.parametrize("channel", ["facebook", "instagram"])
def test_answers_of_any_shape_are_read(server: LocalServer, body: Any, channel: str) -> None:
    (page,) = walk(server, as_json(body), channel=channel)
    for item in page.items:
        adapter = Facebook() if channel == "facebook" else Instagram()
        only(adapter.parse(a_delivery(channel, item.body)))
