"""Polling a feed from the test's own server."""

from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.mention import Mention
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import a_delivery, only
from tests.contract.platforms.local_server import LocalServer, Scripted

CURSOR = SourceCursor(source_id="alerts")


def a_feed(url: str, name: str = "alerts") -> Source:
    return Source(id=name, brand="marka", channel="feed", url=f"{url}/feed")


def page_of(server: LocalServer, content: bytes | str, kind: str = "application/xml") -> Page:
    body = content.encode() if isinstance(content, str) else content
    server.answers(Scripted(body=body, headers={"Content-Type": kind}))
    return poll(server)


def poll(server: LocalServer, cursor: SourceCursor = CURSOR) -> Page:
    return FeedPages(fetcher=SafeFetch(allow_private=True)).fetch(a_feed(server.url), cursor)


def mentions(page: Page) -> list[Mention]:
    headers = {"hearback-source": "alerts"}
    events = [
        only(FeedPages().parse(a_delivery("feed", item.body, headers))) for item in page.items
    ]
    return [event.mention for event in events]


def rss(*entries: str) -> str:
    return f'<rss version="2.0"><channel><title>F</title>{"".join(entries)}</channel></rss>'
