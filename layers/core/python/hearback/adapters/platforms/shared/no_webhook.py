"""The edge's half of an adapter for channels that are polled: nobody may post to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.domain.errors import Unverified

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.domain.webhooks import ChannelSecrets, WebhookAnswer, WebhookRequest


class NoWebhook:
    """Whatever comes to the channel's address was not sent by the platform."""

    kept_headers: tuple[str, ...] = ()

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:  # noqa: ARG002
        raise Unverified("this channel is polled")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002
        raise Unverified("this channel is polled")
