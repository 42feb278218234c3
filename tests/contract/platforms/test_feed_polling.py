"""Polling a feed: conditional requests, what an answer means, and what must not be parsed."""

from typing import Any

import pytest

from hearback.adapters.platforms.feed import FeedPages
from hearback.domain.errors import RateLimited, Refused, Unavailable
from hearback.domain.mention import EventBroken, MentionAdded
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import FIXTURES, a_delivery, a_reply, only
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.polling import CURSOR, a_feed, page_of, poll, rss

BOMB = (FIXTURES / "feed/billion_laughs.xml").read_text()
XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(
    "<item><title>&x;</title></item>"
)
UTF7 = '<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE r [+ADw-!ENTITY x "y"+AD4-]+AD4-<rss/>'


def test_the_validators_go_out_again_and_an_unchanged_feed_has_no_items(
    server: LocalServer,
) -> None:
    validators = {"ETag": 'W/"a1"', "Last-Modified": "Sun, 22 Nov 2026 07:16:18 GMT"}
    server.answers(Scripted(body=rss().encode(), headers=validators), Scripted(status=304))
    first = poll(server)
    kept = {"etag": validators["ETag"], "modified": validators["Last-Modified"]}
    assert first.position == kept
    second = poll(server, SourceCursor(source_id="alerts", position=kept))
    assert second == Page(position=kept)
    asked = [call.headers for call in server.calls]
    assert "if-none-match" not in asked[0]
    assert "if-modified-since" not in asked[0]
    assert asked[1]["if-none-match"] == validators["ETag"]
    assert asked[1]["if-modified-since"] == validators["Last-Modified"]


@pytest.mark.parametrize("etag", ["a\tb", "\xe9", "x" * 300])
def test_a_validator_that_fits_into_no_header_is_not_kept(server: LocalServer, etag: str) -> None:
    server.answers(Scripted(body=rss().encode(), headers={"ETag": etag}))
    assert poll(server).position == {}


def test_too_many_requests_says_how_long_to_wait(server: LocalServer) -> None:
    server.answers(Scripted(status=429, headers={"Retry-After": "900"}))
    with pytest.raises(RateLimited) as error:
        poll(server)
    assert error.value.retry_after == 900


@pytest.mark.parametrize("status", [408, 500, 503])
def test_a_passing_fault_is_unavailable(server: LocalServer, status: int) -> None:
    server.answers(Scripted(status=status))
    with pytest.raises(Unavailable):
        poll(server)


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410])
def test_a_feed_that_is_gone_or_closed_is_refused(server: LocalServer, status: int) -> None:
    server.answers(Scripted(status=status))
    with pytest.raises(Refused, match=str(status)):
        poll(server)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (BOMB.encode(), "application/atom+xml"),
        (BOMB.replace("ENTITY", "entity").encode(), "text/xml"),
        (XXE.encode(), "text/xml"),
        (BOMB.encode("utf-16"), "application/xml"),
        (BOMB.encode("utf-32"), "application/xml"),
        (BOMB.encode("utf-16-le"), "text/xml; charset=utf-16-le"),
        (BOMB.encode("cp037"), "application/xml"),
        (UTF7.encode(), "application/xml"),
        (b"<!-- <a --><!DOCTYPE r [<!ENTITY x 'y'>]><rss/>", "application/xml"),
        (b"<!DOCTYPE html><html></html>", "text/html"),
    ],
)
def test_a_page_that_declares_entities_is_refused_before_it_is_parsed(
    server: LocalServer, page: bytes, kind: str
) -> None:
    with pytest.raises(Refused, match="feed_declares_entities"):
        page_of(server, page, kind)


def test_a_definition_elsewhere_is_not_fetched(server: LocalServer) -> None:
    hidden = f'<!-- <a --><!DOCTYPE rss SYSTEM "{server.url}/dtd">' + rss(
        "<item><title>A</title></item>"
    )
    page_of(server, hidden)
    assert [call.path for call in server.calls] == ["/feed"]


@pytest.mark.parametrize(
    "page", [b"", b"hello", b"{}", b"\x00" * 50, b"<html><body>x</body></html>", b"\xff\xfe"]
)
def test_what_is_no_feed_is_refused(server: LocalServer, page: bytes) -> None:
    with pytest.raises(Refused, match="not_a_feed"):
        page_of(server, page)


def test_a_private_address_is_refused_unless_the_stage_allows_it(server: LocalServer) -> None:
    with pytest.raises(Refused, match="address_not_public"):
        FeedPages().fetch(a_feed(server.url), CURSOR)
    assert server.calls == []


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"id": ""}', '{"id": "1", "text": {}}'])
def test_an_item_that_cannot_be_read_is_broken_and_kept(body: str) -> None:
    lost = only(FeedPages().parse(a_delivery("feed", body)))
    assert isinstance(lost, EventBroken)
    assert lost.fragment == body


@pytest.mark.parametrize("extra", [{}, {"url": 5, "author": [], "published": "dün", "x": 1}])
def test_an_item_needs_nothing_but_an_id(extra: dict[str, Any]) -> None:
    event = only(FeedPages().parse(a_delivery("feed", {"id": "a:1", **extra})))
    assert isinstance(event, MentionAdded)
    assert event.mention.external_id == "a:1"


def test_nothing_can_be_answered() -> None:
    platform = FeedPages()
    assert not platform.can_reply
    assert platform.find(a_reply("feed")) is None
    with pytest.raises(Refused):
        platform.send(a_reply("feed"))
