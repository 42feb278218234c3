"""RSS and Atom feeds: Google Alerts, blogs, forums. Polled, never pushed, and nothing to answer.

Contract: RFC 4287, rssboard.org/rss-specification; Google Alerts wraps links in its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.adapters.platforms.shared.one_way import OneWay
from hearback.domain.mention import Author, Incoming, Mention, MentionAdded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.adapters.http import PlatformApi
    from hearback.adapters.safe_fetch import SafeFetch
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.webhooks import Delivery


class FeedPages(NoWebhook, OneWay):
    """The adapter of channel `feed`; `fetcher` decides which networks may be reached."""

    quota: Quota | None = None

    def __init__(self, api: PlatformApi | None = None, fetcher: SafeFetch | None = None) -> None:
        self._api = api
        self._fetcher = fetcher

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """The feed as it is now. Raises `Refused`, `RateLimited` or `Unavailable`."""
        from hearback.adapters.platforms.feed.entries import items_of  # noqa: PLC0415
        from hearback.adapters.platforms.shared.conditional import news, validators  # noqa: PLC0415
        from hearback.adapters.safe_fetch import SafeFetch  # noqa: PLC0415
        from hearback.domain.polling import Page  # noqa: PLC0415 - brings time zones

        self._fetcher = self._fetcher or SafeFetch()
        answer = news(self._fetcher, source.url, cursor)
        if answer is None:
            return Page(position=cursor.position)
        return Page(
            items=tuple(items_of(answer, source.id, source.url)), position=validators(answer)
        )

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        return one_event(delivery, _event)


def _event(delivery: Delivery) -> Incoming:
    item = fields.read_object(delivery.body)
    external_id = fields.needed_id("id", item.get("id"))
    mention = Mention(
        channel=delivery.channel,
        account_id=delivery.headers.get("hearback-source", ""),
        external_id=external_id,
        thread_id=external_id,
        author=Author(name=fields.label(item.get("author"))),
        text=fields.words(item.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(item.get("published")),
        url=fields.link(item.get("url")),
        addressed=False,
    )
    return MentionAdded(mention=mention)
