"""Look at a feed for what is new, and put it into the same queue as a webhook's body."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from hearback.domain.policy import Feed
from hearback.domain.ports import Cases, FeedCursor
from hearback.domain.webhooks import Delivery, MentionInbox

_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry of a feed; `body` is what the same adapter's `parse` reads."""

    external_id: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """A feed's answer, with the validators for the next conditional request."""

    items: tuple[FeedItem, ...] = ()
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class FeedSource(Protocol):
    channel: str

    def fetch(self, feed: Feed, cursor: FeedCursor) -> FeedPage:
        """Raises `Unavailable` or `Refused`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSource:
    cases: Cases
    source: FeedSource
    inbox: MentionInbox

    def __call__(self, feed: Feed, now: datetime) -> int:
        """Queue the new items, then move the cursor; a crash between repeats, never loses."""
        cursor = self.cases.feed_cursor(feed.id)
        page = self.source.fetch(feed, cursor)
        if page.unchanged:
            return 0
        known = set(cursor.seen_ids)
        new = [item for item in page.items if item.external_id not in known]
        for item in new:
            self.inbox.put(
                Delivery(
                    channel=self.source.channel,
                    body=item.body,
                    received_at=now,
                    headers={"hearback-feed": feed.id},
                )
            )
        self.cases.keep_feed_cursor(
            replace(
                cursor,
                etag=page.etag,
                modified=page.modified,
                seen_ids=(*(item.external_id for item in new), *cursor.seen_ids)[:_REMEMBERED],
            )
        )
        return len(new)
