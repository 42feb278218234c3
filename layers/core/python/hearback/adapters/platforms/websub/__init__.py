"""WebSub: hubs push new videos of YouTube channels and new entries of blogs. Nothing to answer.

Contract: w3.org/TR/websub (verification 5.3, distribution 7, signatures 7.1),
developers.google.com/youtube/v3/guides/push_notifications, RFC 6721 (deletions).

Each subscription has an address of its own, `…/webhooks/websub?proof=<proof>&topic=<URL>`. The
proof is the hex HMAC-SHA256 of the topic's URL by our verify token: a hub's question is answered
for those topics only that we made a proof for. What the hub gets as `hub.secret` is made of our
signing secret and the topic, so that nobody can push in another topic's name, whatever the body
says of itself. An address without a topic is signed for with the signing secret itself.
"""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

from hearback.adapters.platforms.shared.one_way import OneWay
from hearback.adapters.platforms.shared.signatures import equal, hmac_sha256, signing_keys
from hearback.domain.errors import Malformed, Unverified
from hearback.domain.webhooks import WebhookAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.adapters.http import PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookRequest

_METHODS = ("sha1", "sha256", "sha384", "sha512")
_DECLARED = re.compile(rb"<\?xml[^>]{0,80}?encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']")
_LONGEST_CHALLENGE = 1_024


class Discarded(Unverified):
    """A push that the hub did not sign with our secret. The contract wants it thrown away and
    answered like any other, so that whoever guesses learns nothing."""

    status = 202


class NotWanted(Unverified):
    """What a hub asks of us is nothing that we asked of it: 404 by the contract (5.3.1)."""

    status = 404


class WebSub(OneWay):
    """The adapter of channel `websub`."""

    kept_headers: tuple[str, ...] = ()
    kept_query = ("topic",)
    kept_handshake = ("hub.mode", "hub.topic", "hub.lease_seconds", "hub.reason")

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:
        """Says yes to subscriptions only: we let leases run out and never ask for an end."""
        topic = request.query.get("hub.topic", "")
        if not secrets.verify_token or not equal(
            request.query.get("proof", ""), proof(topic, secrets.verify_token)
        ):
            raise NotWanted("not a topic of ours")
        if request.query.get("hub.mode") == "denied":
            return WebhookAnswer()
        if request.query.get("hub.mode") != "subscribe":
            raise NotWanted("not a subscription")
        challenge = request.query.get("hub.challenge", "")
        if not challenge:
            raise Malformed("no challenge")
        if len(challenge) > _LONGEST_CHALLENGE:
            raise Malformed("challenge over 1 KB")
        return WebhookAnswer(body=challenge)

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002 - hubs sign no time
        """A replay is recognised by the entry's id and words. Raises `Discarded`."""
        topic, keys = request.query.get("topic", ""), signing_keys(secrets)
        if topic:
            keys = [secret_of(topic, key) for key in keys]
        method, _, given = request.headers.get("x-hub-signature", "").partition("=")
        if method not in _METHODS or not any(
            equal(given, hmac.digest(key.encode(), request.body, method).hex()) for key in keys
        ):
            raise Discarded("signature is missing or wrong")

    def readable(self, body: bytes) -> str:
        """The XML as text: UTF-8, or what it says of itself. Raises `Malformed`."""
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            declared = _DECLARED.match(body)
        try:
            return body.decode(declared[1].decode() if declared else "utf-8")
        except (UnicodeError, LookupError):
            raise Malformed("body is in no encoding that it names") from None

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.websub.events import events  # noqa: PLC0415

        return events(delivery)


def proof(topic: str, verify_token: str) -> str:
    """What an address must carry for the hub's question about a topic to be answered."""
    return hmac_sha256(verify_token.encode(), topic.encode("utf-8", "replace")).hex()


def secret_of(topic: str, signing_secret: str) -> str:
    """What a hub signs a topic's pushes with; 64 characters."""
    message = b"hub.secret " + topic.encode("utf-8", "replace")
    return hmac_sha256(signing_secret.encode(), message).hex()
