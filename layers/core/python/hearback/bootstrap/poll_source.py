from datetime import datetime
from functools import lru_cache

from hearback.adapters.mention_queue import SqsMentionQueue
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.policy_file import load_policy
from hearback.adapters.safe_fetch import SafeFetch
from hearback.bootstrap import clients
from hearback.bootstrap.tables import cases_table
from hearback.domain.errors import NotFound
from hearback.settings import PollSourceSettings
from hearback.use_cases.poll_source import PollSource


class Poller:
    def __init__(self, settings: PollSourceSettings) -> None:
        self._poll = PollSource(
            cases=cases_table(settings.table_name),
            source=FeedPages(fetcher=SafeFetch(allow_private=settings.allow_private_feeds)),
            inbox=SqsMentionQueue(clients.sqs(), settings.mentions_queue_url),
        )

    def poll(self, feed_id: str, now: datetime) -> int:
        """Raises `NotFound` for a feed that the policy does not have."""
        feeds = {feed.id: feed for feed in load_policy().feeds}
        if feed_id not in feeds:
            raise NotFound(f"the care policy has no feed {feed_id}")
        return self._poll(feeds[feed_id], now)


@lru_cache(maxsize=1)
def poller() -> Poller:
    return Poller(PollSourceSettings.from_environment())
