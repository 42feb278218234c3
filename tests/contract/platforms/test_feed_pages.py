"""Feeds as they are polled: conditional requests, entries as items, items as mentions."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.mention import Author, EventBroken, Mention, MentionAdded
from hearback.domain.policy import Feed
from hearback.domain.ports import FeedCursor
from hearback.use_cases.poll_source import FeedPage
from tests.contract.platforms.given import FIXTURES, NOW, a_delivery, a_reply, only
from tests.contract.platforms.local_server import LocalServer, Scripted

CURSOR = FeedCursor(feed_id="alerts")


def a_feed(url: str) -> Feed:
    return Feed(id="alerts", brand="marka", url=f"{url}/feed")


def page_of(server: LocalServer, content: bytes | str, kind: str = "application/xml") -> FeedPage:
    body = content.encode() if isinstance(content, str) else content
    server.answers(Scripted(body=body, headers={"Content-Type": kind}))
    return poll(server)


def poll(server: LocalServer, cursor: FeedCursor = CURSOR) -> FeedPage:
    return FeedPages(fetcher=SafeFetch(allow_private=True)).fetch(a_feed(server.url), cursor)


def mentions(page: FeedPage) -> list[Mention]:
    headers = {"hearback-feed": "alerts"}
    events = [
        only(FeedPages().parse(a_delivery("feed", item.body, headers))) for item in page.items
    ]
    return [event.mention for event in events]


def rss(*entries: str) -> str:
    return f'<rss version="2.0"><channel><title>F</title>{"".join(entries)}</channel></rss>'


def test_google_alerts_become_mentions_with_the_links_unwrapped(server: LocalServer) -> None:
    page = page_of(server, (FIXTURES / "feed/google_alerts.atom.xml").read_bytes())
    assert [item.external_id for item in page.items] == [
        "tag:google.com,2013:googlealerts/feed:12501224780620368192",
        "tag:google.com,2013:googlealerts/feed:22222222222222222222",
    ]
    assert mentions(page) == [
        Mention(
            channel="feed",
            account_id="alerts",
            external_id="tag:google.com,2013:googlealerts/feed:12501224780620368192",
            author=Author(),
            text="Marka müşteri hizmetleri & iade sorunu\n"
            "10 gündür Marka ürünüm gelmedi ... müşteri hizmetleri ...",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 6, 26, 15, tzinfo=UTC),
            url="https://www.sikayetvar.com/marka/iade-sorunu?a=1&b=2",
        ),
        Mention(
            channel="feed",
            account_id="alerts",
            external_id="tag:google.com,2013:googlealerts/feed:22222222222222222222",
            author=Author(),
            text="Ekşi Sözlük: marka\ntest",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
            url="https://eksisozluk.com/marka--123",
        ),
    ]


def test_an_alerts_feed_without_entries_is_an_empty_page(server: LocalServer) -> None:
    page = page_of(server, (FIXTURES / "feed/google_alerts_empty.atom.xml").read_bytes())
    assert page == FeedPage()


def test_a_forum_without_ids_and_dates_is_read_too(server: LocalServer) -> None:
    first, second = mentions(page_of(server, (FIXTURES / "feed/forum.rss.xml").read_bytes()))
    assert first == Mention(
        channel="feed",
        account_id="alerts",
        external_id="alerts:forum-1",
        author=Author(name="kullanici1"),
        text="Marka hakkında\nÜrün bozuk çıktı",
        received_at=NOW,
        posted_at=datetime(2026, 11, 22, 6, 30, tzinfo=UTC),
        url="https://forum.example/t/1",
    )
    assert second.text == "Tarihsiz"
    assert second.posted_at is None
    assert second.external_id.startswith("alerts:")


def test_an_entry_without_an_id_keeps_the_one_made_of_link_and_title(server: LocalServer) -> None:
    entry = "<item><title>A</title><link>https://a.example/1</link></item>"
    other = "<item><title>B</title><link>https://a.example/1</link></item>"
    before = page_of(server, rss(entry)).items[0].external_id
    after = [item.external_id for item in page_of(server, rss(other, entry)).items]
    assert after[1] == before
    assert after[0] != before


def test_an_id_of_one_forum_is_not_that_of_another(server: LocalServer) -> None:
    server.answers(
        Scripted(
            body=rss("<item><title>A</title><guid isPermaLink='false'>1</guid></item>").encode()
        )
    )
    fetcher = FeedPages(fetcher=SafeFetch(allow_private=True))
    ids = {
        fetcher.fetch(Feed(id=name, brand="b", url=server.url), CURSOR).items[0].external_id
        for name in ("one", "two")
    }
    assert ids == {"one:1", "two:1"}


def test_an_id_too_long_for_a_key_is_kept_as_its_hash(server: LocalServer) -> None:
    guid = "https://forum.example/" + "a" * 200
    (item,) = page_of(server, rss(f"<item><title>A</title><guid>{guid}</guid></item>")).items
    assert item.external_id.startswith("sha256:")
    assert len(item.external_id) < 80


def test_an_entry_that_says_nothing_is_left_out(server: LocalServer) -> None:
    assert page_of(server, rss("<item><link>https://a.example/</link></item>")).items == ()


def test_html_is_brought_to_plain_text_and_scripts_are_dropped(server: LocalServer) -> None:
    html = (
        "<style>p{}</style><p>Bir &amp;amp; iki</p><script>alert(1)</script>"
        "<p>üç<br>dört</p><!-- yok --><iframe src=x>yok</iframe>"
    )
    body = f"<item><title>T</title><description><![CDATA[{html}]]></description></item>"
    (mention,) = mentions(page_of(server, rss(body)))
    assert mention.text == "T\nBir &amp; iki\nüç\ndört"


def test_a_text_as_long_as_a_book_is_cut(server: LocalServer) -> None:
    body = f"<item><title>T</title><description>{'ş ' * 50_000}</description></item>"
    (item,) = page_of(server, rss(body)).items
    assert len(json.loads(item.body)["text"]) <= 10_000
    assert len(item.body) < 200_000


@pytest.mark.parametrize(
    ("wrapped", "url"),
    [
        ("https://www.google.com.tr/url?q=https://a.example/&amp;sa=D", "https://a.example/"),
        ("https://www.google.com/url?url=javascript:alert(1)", None),
        ("https://google.evil.example/url?url=https://a.example/", None),
        ("https://www.google.com/search?url=https://a.example/", None),
        ("https://[bad/url?url=x", ""),
    ],
)
def test_only_googles_own_links_to_the_web_are_unwrapped(
    server: LocalServer, wrapped: str, url: str | None
) -> None:
    entry = f"<item><title>A</title><link>{wrapped}</link></item>"
    (mention,) = mentions(page_of(server, rss(entry)))
    assert mention.url == (wrapped if url is None else url)


def test_a_link_that_is_no_web_address_is_dropped(server: LocalServer) -> None:
    entry = "<item><title>A</title><link>javascript:alert(1)</link></item>"
    assert mentions(page_of(server, rss(entry)))[0].url == ""


def test_a_page_in_turkish_windows_letters_is_read(server: LocalServer) -> None:
    text = '<?xml version="1.0" encoding="windows-1254"?>' + rss(
        "<item><title>Şikâyet ığ</title></item>"
    )
    page = page_of(server, text.encode("windows-1254"), "text/xml")
    assert mentions(page)[0].text == "Şikâyet ığ"


def test_a_page_that_is_not_well_formed_is_read_as_far_as_it_goes(server: LocalServer) -> None:
    page = page_of(server, "<rss><channel><item><title>A & B</title></item><item><title>C")
    assert mentions(page)[0].text == "A & B"


def test_the_validators_go_out_again_and_an_unchanged_feed_has_no_items(
    server: LocalServer,
) -> None:
    validators = {"ETag": 'W/"a1"', "Last-Modified": "Sun, 22 Nov 2026 07:16:18 GMT"}
    server.answers(Scripted(body=rss().encode(), headers=validators), Scripted(status=304))
    first = poll(server)
    assert (first.etag, first.modified) == (validators["ETag"], validators["Last-Modified"])
    cursor = FeedCursor(feed_id="alerts", etag=first.etag, modified=first.modified)
    second = poll(server, cursor)
    assert second == FeedPage(etag=first.etag, modified=first.modified, unchanged=True)
    asked = [call.headers for call in server.calls]
    assert "if-none-match" not in asked[0]
    assert "if-modified-since" not in asked[0]
    assert asked[1]["if-none-match"] == validators["ETag"]
    assert asked[1]["if-modified-since"] == validators["Last-Modified"]


@pytest.mark.parametrize("etag", ["a\tb", "\xe9", "x" * 300])
def test_a_validator_that_fits_into_no_header_is_not_kept(server: LocalServer, etag: str) -> None:
    server.answers(Scripted(body=rss().encode(), headers={"ETag": etag}))
    assert poll(server).etag == ""


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_fault_is_unavailable(server: LocalServer, status: int) -> None:
    server.answers(Scripted(status=status))
    with pytest.raises(Unavailable):
        poll(server)


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410])
def test_a_feed_that_is_gone_or_closed_is_refused(server: LocalServer, status: int) -> None:
    server.answers(Scripted(status=status))
    with pytest.raises(Refused, match=str(status)):
        poll(server)


BOMB = (FIXTURES / "feed/billion_laughs.xml").read_text()
XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(
    "<item><title>&x;</title></item>"
)
UTF7 = '<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE r [+ADw-!ENTITY x "y"+AD4-]+AD4-<rss/>'


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


def test_an_answer_is_what_the_fetcher_says_it_is() -> None:
    class Recorded(SafeFetch):
        def get(self, url: str, headers: object) -> HttpAnswer:
            return HttpAnswer(status=200, body=rss("<item><title>A</title></item>").encode())

    page = FeedPages(fetcher=Recorded()).fetch(a_feed("https://a.example"), CURSOR)
    assert len(page.items) == 1
