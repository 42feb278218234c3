import time
from datetime import datetime
from functools import lru_cache
from typing import cast

from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.mention_queue import SqsMentionQueue
from hearback.adapters.platforms import adapter_class
from hearback.adapters.platforms.websub.subscribing import Subscribing
from hearback.adapters.policy_file import load_policy
from hearback.adapters.safe_fetch import SafeFetch
from hearback.adapters.secrets import JsonSecret, channel_secrets
from hearback.bootstrap import clients
from hearback.bootstrap.tables import cases_table
from hearback.domain.polling import Pollable
from hearback.settings import PollSourceSettings
from hearback.use_cases.poll_source import Polled, PollSource

_READ_URLS = ("app_store", "feed")
"""Channels whose sources may name a page of their own."""


class Poller:
    """The stage's sources; an adapter is kept, and with it the token that it holds."""

    def __init__(self, settings: PollSourceSettings) -> None:
        self._settings = settings
        self._secret = JsonSecret(
            clients.secrets_manager(), settings.platform_secret, time.monotonic
        )
        self._platforms: dict[str, Pollable] = {}
        self._poll = PollSource(
            policy=load_policy(),
            cases=cases_table(settings.table_name),
            platform=self._platform,
            inbox=SqsMentionQueue(clients.sqs(), settings.mentions_queue_url),
        )

    def poll(self, source_id: str, now: datetime) -> Polled:
        return self._poll(source_id, now)

    def _platform(self, channel: str) -> Pollable:
        if channel not in self._platforms:
            self._platforms[channel] = self._made(channel)
        return self._platforms[channel]

    def _made(self, channel: str) -> Pollable:
        if channel == "websub":
            return self._subscribing()
        api = PlatformApi(
            http=Urllib3Http(),
            base_url=self._settings.api_urls.get(channel, ""),
            credentials=lambda: self._secret.value().get(channel, {}),
        )
        adapter = adapter_class(channel)
        if channel not in _READ_URLS:
            return cast(Pollable, adapter(api))
        fetcher = SafeFetch(allow_private=self._settings.allow_private_feeds)
        return cast(Pollable, adapter(api, fetcher))

    def _subscribing(self) -> Subscribing:
        settings = self._settings
        secret = JsonSecret(clients.secrets_manager(), settings.webhook_secret, time.monotonic)
        return Subscribing(
            SafeFetch(allow_private=settings.allow_private_feeds),
            lambda: channel_secrets(secret, "websub"),
            f"{settings.webhooks_url}/webhooks/websub",
            ChannelsTable(clients.dynamodb(), settings.table_name).lease,
        )


@lru_cache(maxsize=1)
def poller() -> Poller:
    return Poller(PollSourceSettings.from_environment())
