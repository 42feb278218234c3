"""Polling a feed from the test's own server."""

from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.mention import Mention
from hearback.domain.policy import Feed
from hearback.domain.ports import FeedCursor
from hearback.use_cases.poll_source import FeedPage
from tests.contract.platforms.given import a_delivery, only
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
