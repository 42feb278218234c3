"""RSS and Atom feeds: Google Alerts, blogs, forums. Polled, never pushed, and nothing to answer.

Contract: RFC 4287, rssboard.org/rss-specification; Google Alerts wraps links in its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.adapters.platforms import fields
from hearback.adapters.platforms.one_way import OneWay
from hearback.domain.errors import Refused, Unavailable, Unverified
from hearback.domain.mention import Author, Incoming, Mention, MentionAdded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.safe_fetch import SafeFetch
    from hearback.domain.policy import Feed
    from hearback.domain.ports import FeedCursor
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookAnswer, WebhookRequest
    from hearback.use_cases.poll_source import FeedPage

_LONGEST_VALIDATOR = 256


class FeedPages(OneWay):
    """The adapter of channel `feed`; `fetcher` decides which networks may be reached."""

    channel = "feed"
    kept_headers: tuple[str, ...] = ()

    def __init__(self, api: PlatformApi | None = None, fetcher: SafeFetch | None = None) -> None:
        self._api = api
        self._fetcher = fetcher

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:  # noqa: ARG002
        raise Unverified("feeds are polled")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002
        raise Unverified("feeds are polled")

    def fetch(self, feed: Feed, cursor: FeedCursor) -> FeedPage:
        """The feed as it is now. Raises `Refused` or `Unavailable`."""
        from hearback.adapters.platforms.feed_entries import items_of  # noqa: PLC0415
        from hearback.adapters.safe_fetch import SafeFetch  # noqa: PLC0415
        from hearback.use_cases.poll_source import FeedPage  # noqa: PLC0415 - brings pydantic

        self._fetcher = self._fetcher or SafeFetch()
        conditions = {"if-none-match": cursor.etag, "if-modified-since": cursor.modified}
        answer = self._fetcher.get(feed.url, {name: it for name, it in conditions.items() if it})
        if answer.status == 304:
            return FeedPage(etag=cursor.etag, modified=cursor.modified, unchanged=True)
        if answer.status == 429 or answer.status >= 500:
            raise Unavailable(f"http_{answer.status}")
        if answer.status != 200:
            raise Refused(f"http_{answer.status}")
        return FeedPage(
            items=tuple(items_of(answer, feed.id, feed.url)),
            etag=_validator(answer, "etag"),
            modified=_validator(answer, "last-modified"),
        )

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        try:
            return (MentionAdded(mention=_mention(delivery)),)
        except fields.Broken as error:
            return (fields.broken(str(error), delivery.body),)


def _mention(delivery: Delivery) -> Mention:
    item = fields.read_object(delivery.body)
    return Mention(
        channel=delivery.channel,
        account_id=delivery.headers.get("hearback-feed", ""),
        external_id=fields.needed_id("id", item.get("id")),
        author=Author(name=fields.label(item.get("author"))),
        text=fields.words(item.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(item.get("published")),
        url=fields.link(item.get("url")),
        addressed=False,
    )


def _validator(answer: HttpAnswer, name: str) -> str:
    """It goes back into a header, so that only what fits into one is kept."""
    value = answer.headers.get(name, "")
    fits = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value if fits else ""
