import time
from datetime import datetime
from functools import lru_cache

from ulid import ULID

from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.classifiers.bundled import bundled_classifier
from hearback.adapters.http import Credentials, Urllib3Http
from hearback.adapters.mention_queue import SqsMentionQueue, decode_delivery
from hearback.adapters.policy_file import load_policy
from hearback.adapters.secrets import JsonSecret
from hearback.bootstrap import clients
from hearback.bootstrap.asking_bedrock import with_bedrock
from hearback.bootstrap.speaking import speaking_platform
from hearback.bootstrap.tables import cases_table
from hearback.domain.errors import UnknownChannel, Unprocessable
from hearback.domain.ports import Platform
from hearback.domain.watch_words import compile_finder
from hearback.settings import IngestMentionsSettings
from hearback.use_cases.ingest_mentions import Ingest, Outcome
from hearback.use_cases.note_channel_life import NoteChannelLife


class Ingestion:
    """Takes in queue messages; one that can never be read goes to the DLQ with its reason."""

    def __init__(self, settings: IngestMentionsSettings) -> None:
        policy = load_policy()
        self._platforms: dict[str, Platform] = {}
        self._http = Urllib3Http()
        self._api_urls = settings.api_urls
        self._secret = JsonSecret(
            clients.secrets_manager(), settings.platform_secret, time.monotonic
        )
        self._queue = SqsMentionQueue(
            clients.sqs(), settings.mentions_queue_url, settings.mentions_dlq_url
        )
        log = ChannelsTable(clients.dynamodb(), settings.table_name)
        self._note_life = NoteChannelLife(channels=log)
        self._ingest = Ingest(
            cases=cases_table(settings.table_name),
            classifier=with_bedrock(bundled_classifier(), policy.classifying, settings),
            finder=compile_finder(policy.brands),
            policy=policy,
            queue=self._queue,
            log=log,
            new_id=lambda: str(ULID()),
        )

    def take(self, message: str, now: datetime) -> tuple[Outcome, ...]:
        try:
            delivery = decode_delivery(message)
            platform = self._platform(delivery.channel)
        except (Unprocessable, UnknownChannel) as error:
            self._queue.reject_message(message, str(error))
            return (Outcome.BROKEN,)
        if self._note_life(delivery):
            return (Outcome.HANDSHAKE,)
        return self._ingest(delivery, platform, now)

    def _platform(self, channel: str) -> Platform:
        if channel not in self._platforms:
            self._platforms[channel] = speaking_platform(
                channel, self._api_urls.get(channel, ""), self._credentials, self._http
            )
        return self._platforms[channel]

    def _credentials(self, channel: str) -> Credentials:
        """For events that bring an id only, whose words must be fetched."""
        credentials: Credentials = self._secret.value().get(channel, {})
        return credentials


@lru_cache(maxsize=1)
def ingestion() -> Ingestion:
    return Ingestion(IngestMentionsSettings.from_environment())
