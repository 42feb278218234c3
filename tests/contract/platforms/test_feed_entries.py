"""Entries of a feed as items, and items as mentions."""

import json
from datetime import UTC, datetime

import pytest

from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.mention import Author, Mention
from hearback.domain.polling import Page
from tests.contract.platforms.given import FIXTURES, NOW
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.polling import CURSOR, a_feed, mentions, page_of, rss


def test_google_alerts_become_mentions_with_the_links_unwrapped(server: LocalServer) -> None:
    page = page_of(server, (FIXTURES / "feed/google_alerts.atom.xml").read_bytes())
    assert [item.key for item in page.items] == [
        "tag:google.com,2013:googlealerts/feed:12501224780620368192",
        "tag:google.com,2013:googlealerts/feed:22222222222222222222",
    ]
    assert mentions(page) == [
        Mention(
            channel="feed",
            addressed=False,
            account_id="alerts",
            external_id="tag:google.com,2013:googlealerts/feed:12501224780620368192",
            thread_id="tag:google.com,2013:googlealerts/feed:12501224780620368192",
            author=Author(),
            text="Marka müşteri hizmetleri & iade sorunu\n"
            "10 gündür Marka ürünüm gelmedi ... müşteri hizmetleri ...",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 6, 26, 15, tzinfo=UTC),
            url="https://www.sikayetvar.com/marka/iade-sorunu?a=1&b=2",
        ),
        Mention(
            channel="feed",
            addressed=False,
            account_id="alerts",
            external_id="tag:google.com,2013:googlealerts/feed:22222222222222222222",
            thread_id="tag:google.com,2013:googlealerts/feed:22222222222222222222",
            author=Author(),
            text="Ekşi Sözlük: marka\ntest",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
            url="https://eksisozluk.com/marka--123",
        ),
    ]


def test_an_alerts_feed_without_entries_is_an_empty_page(server: LocalServer) -> None:
    page = page_of(server, (FIXTURES / "feed/google_alerts_empty.atom.xml").read_bytes())
    assert page == Page()


def test_a_forum_without_ids_and_dates_is_read_too(server: LocalServer) -> None:
    first, second = mentions(page_of(server, (FIXTURES / "feed/forum.rss.xml").read_bytes()))
    assert first == Mention(
        channel="feed",
        addressed=False,
        account_id="alerts",
        external_id="alerts:forum-1",
        thread_id="alerts:forum-1",
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
    before = page_of(server, rss(entry)).items[0].key
    after = [item.key for item in page_of(server, rss(other, entry)).items]
    assert after[1] == before
    assert after[0] != before


def test_an_id_of_one_forum_is_not_that_of_another(server: LocalServer) -> None:
    server.answers(
        Scripted(
            body=rss("<item><title>A</title><guid isPermaLink='false'>1</guid></item>").encode()
        )
    )
    fetcher = FeedPages(fetcher=SafeFetch(allow_private=True))
    ids = {fetcher.fetch(a_feed(server.url, name), CURSOR).items[0].key for name in ("one", "two")}
    assert ids == {"one:1", "two:1"}


def test_an_id_too_long_for_a_key_is_kept_as_its_hash(server: LocalServer) -> None:
    guid = "https://forum.example/" + "a" * 200
    (item,) = page_of(server, rss(f"<item><title>A</title><guid>{guid}</guid></item>")).items
    assert item.key.startswith("sha256:")
    assert len(item.key) < 80


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
