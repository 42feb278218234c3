import time
from datetime import datetime
from functools import lru_cache

from hearback.adapters.edge_aws import EdgeQueues, EdgeSecrets
from hearback.adapters.mention_queue import SqsMentionQueue
from hearback.adapters.platforms import adapter_class
from hearback.adapters.secrets import JsonSecret, channel_secrets
from hearback.domain.errors import UnknownChannel
from hearback.domain.webhooks import EdgePlatform, WebhookAnswer, WebhookRequest
from hearback.settings import ReceiveWebhookSettings
from hearback.use_cases import receive_webhook


class Door:
    """The stage's webhooks."""

    def __init__(self, settings: ReceiveWebhookSettings) -> None:
        self._platforms: dict[str, EdgePlatform] = {}
        self.channels = frozenset(settings.channels)
        self._secret = JsonSecret(EdgeSecrets(), settings.webhook_secret, time.monotonic)
        queues = EdgeQueues(settings.mentions_queue_url)
        self._inbox = SqsMentionQueue(queues, settings.mentions_queue_url)

    def receive(self, channel: str, request: WebhookRequest, now: datetime) -> WebhookAnswer:
        """Raises `BadInput`."""
        if channel not in self.channels:
            raise UnknownChannel(channel)
        return receive_webhook.receive_webhook(
            request,
            channel=channel,
            platform=self._platform(channel),
            secrets=channel_secrets(self._secret, channel),
            inbox=self._inbox,
            now=now,
        )

    def _platform(self, channel: str) -> EdgePlatform:
        if channel not in self._platforms:
            self._platforms[channel] = adapter_class(channel)()
        return self._platforms[channel]


@lru_cache(maxsize=1)
def door() -> Door:
    return Door(ReceiveWebhookSettings.from_environment())
