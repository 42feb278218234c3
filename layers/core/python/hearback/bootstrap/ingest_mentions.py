from datetime import datetime
from functools import lru_cache

from ulid import ULID

from hearback.adapters.classifiers.lexicon import LexiconClassifier
from hearback.adapters.mention_queue import SqsMentionQueue, decode_delivery
from hearback.adapters.platforms import adapter_class
from hearback.adapters.policy_file import load_policy
from hearback.bootstrap import clients
from hearback.bootstrap.tables import cases_table
from hearback.domain.errors import UnknownChannel, Unprocessable
from hearback.domain.ports import Platform
from hearback.domain.watch_words import compile_finder
from hearback.settings import IngestMentionsSettings
from hearback.use_cases.ingest_mentions import Ingest, Outcome


class Ingestion:
    """Takes in queue messages; one that can never be read goes to the DLQ with its reason."""

    def __init__(self, settings: IngestMentionsSettings) -> None:
        policy = load_policy()
        self._platforms: dict[str, Platform] = {}
        self._queue = SqsMentionQueue(
            clients.sqs(), settings.mentions_queue_url, settings.mentions_dlq_url
        )
        self._ingest = Ingest(
            cases=cases_table(settings.table_name),
            classifier=LexiconClassifier(),
            finder=compile_finder(policy.brands),
            policy=policy,
            queue=self._queue,
            new_id=lambda: str(ULID()),
        )

    def take(self, message: str, now: datetime) -> tuple[Outcome, ...]:
        try:
            delivery = decode_delivery(message)
            platform = self._platform(delivery.channel)
        except (Unprocessable, UnknownChannel) as error:
            self._queue.reject_message(message, str(error))
            return (Outcome.BROKEN,)
        return self._ingest(delivery, platform, now)

    def _platform(self, channel: str) -> Platform:
        if channel not in self._platforms:
            self._platforms[channel] = adapter_class(channel)()
        return self._platforms[channel]


@lru_cache(maxsize=1)
def ingestion() -> Ingestion:
    return Ingestion(IngestMentionsSettings.from_environment())
