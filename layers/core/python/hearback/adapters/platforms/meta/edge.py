"""What the adapters of Meta's products have in common at the edge: handshake and signature.

Contract: developers.facebook.com/docs/graph-api/webhooks/getting-started.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hearback.adapters.platforms.shared.signatures import equal, hmac_sha256, require_signature
from hearback.domain.errors import Malformed, Unverified
from hearback.domain.offers import NOTHING
from hearback.domain.webhooks import WebhookAnswer

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.adapters.http import PlatformApi
    from hearback.adapters.platforms.meta.graph import Graph
    from hearback.domain.offers import Offers
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import ChannelSecrets, WebhookRequest


class MetaEdge:
    """The half of an adapter that stands at the edge, equal for all of Meta's products."""

    kept_headers: tuple[str, ...] = ()
    can_reply = True
    offers: Offers = NOTHING
    holds = True

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:
        given = request.query.get("hub.verify_token", "")
        if not secrets.verify_token or not equal(given, secrets.verify_token):
            raise Unverified("hub.verify_token is missing or wrong")
        challenge = request.query.get("hub.challenge", "")
        if request.query.get("hub.mode") != "subscribe" or not challenge:
            raise Malformed("not a subscription")
        return WebhookAnswer(body=challenge)

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002 - Meta signs no time
        """A replay is recognised by the id of what it tells."""
        given = request.headers.get("x-hub-signature-256", "")
        require_signature((given,), secrets, partial(_signature, request.body))

    def _graph(self, reply: Reply) -> Graph:
        return self._graph_of(reply.account_id, (reply.text,), holds=self.holds)

    def _graph_of(self, account: str, texts: tuple[str, ...] = (), *, holds: bool = True) -> Graph:
        from hearback.adapters.platforms.meta.graph import Graph  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        return Graph(self._api, account, texts, holds)


def _signature(message: bytes, key: bytes) -> str:
    return "sha256=" + hmac_sha256(key, message).hex()
