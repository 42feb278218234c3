import time
from datetime import datetime
from functools import lru_cache

from hearback.adapters.edge_aws import EdgeQueues, EdgeSecrets
from hearback.adapters.mention_queue import SqsMentionQueue
from hearback.adapters.platforms import adapter_class
from hearback.adapters.secrets import JsonSecret, channel_secrets
from hearback.domain.errors import UnknownChannel, Unverified
from hearback.domain.webhooks import EdgePlatform, WebhookAnswer, WebhookRequest
from hearback.settings import ReceiveWebhookSettings
from hearback.use_cases import receive_webhook
from hearback.use_cases.tell_handshakes import TellHandshakes


class Door:
    """The stage's webhooks."""

    def __init__(self, settings: ReceiveWebhookSettings) -> None:
        self._platforms: dict[str, EdgePlatform] = {}
        self.channels = frozenset(settings.channels)
        self._secret = JsonSecret(EdgeSecrets(), settings.webhook_secret, time.monotonic)
        queues = EdgeQueues(settings.mentions_queue_url)
        self._inbox = SqsMentionQueue(queues, settings.mentions_queue_url)
        self._tell_handshake = TellHandshakes(self._inbox)

    def receive(self, channel: str, request: WebhookRequest, now: datetime) -> WebhookAnswer:
        """Raises `BadInput`."""
        if channel not in self.channels:
            raise UnknownChannel(channel)
        platform, asks = self._platform(channel), request.method == "GET"
        try:
            answer = receive_webhook.receive_webhook(
                request,
                channel=channel,
                platform=platform,
                secrets=channel_secrets(self._secret, channel),
                inbox=self._inbox,
                now=now,
            )
        except Unverified:
            if asks:
                self._tell_handshake(channel, request, None, now)
            raise
        if asks:
            self._tell_handshake(channel, request, platform, now)
        return answer

    def _platform(self, channel: str) -> EdgePlatform:
        if channel not in self._platforms:
            self._platforms[channel] = adapter_class(channel)()
        return self._platforms[channel]


@lru_cache(maxsize=1)
def door() -> Door:
    return Door(ReceiveWebhookSettings.from_environment())
