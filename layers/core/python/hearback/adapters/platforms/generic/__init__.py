"""The generic webhook: complaints from anywhere, signed after standardwebhooks.com.

A body is `{"type", "timestamp", "data"}`. `type` ends in `.created`, `.updated` or `.deleted`:
`complaint.created`, `mention.updated`; other types are ignored. `data` holds

    id         the sender's id; without one, `webhook-id` stands in (created only)
    source     where it was said, `web-form`; ids and threads are the source's own
    author     {"id"?, "name"?, "email"?, "handle"?, "tier"?}; `tier` as rules match on
    text       what was said
    url?, language?, thread_id?, account_id?
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from hearback.adapters.platforms.shared.one_way import OneWay
from hearback.adapters.platforms.shared.signatures import equal, hmac_sha256, signing_keys
from hearback.domain.errors import Malformed, Unverified

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.adapters.http import PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookAnswer, WebhookRequest

_TOLERANCE_SECONDS = 5 * 60
_MOST_DIGITS = 12


class SignedWebhook(OneWay):
    """The adapter of channel `generic`."""

    kept_headers: tuple[str, ...] = ("webhook-id",)

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:  # noqa: ARG002
        raise Malformed("this webhook has no handshake")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:
        event_id = request.headers.get("webhook-id", "")
        sent_at = request.headers.get("webhook-timestamp", "")
        if not event_id or not _is_recent(sent_at, now):
            raise Unverified("webhook-id or a recent webhook-timestamp is missing")
        message = f"{event_id}.{sent_at}.".encode("utf-8", "replace") + request.body
        keys = [key for key in map(_key, signing_keys(secrets)) if key]
        expected = [f"v1,{_base64(hmac_sha256(key, message))}" for key in keys]
        given = request.headers.get("webhook-signature", "").split(" ")
        if not any(equal(one, other) for one in given for other in expected):
            raise Unverified("signature is missing or wrong")

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.generic.events import events  # noqa: PLC0415

        return events(delivery)


def _is_recent(sent_at: str, now: datetime) -> bool:
    if not (sent_at.isascii() and sent_at.isdecimal() and len(sent_at) <= _MOST_DIGITS):
        return False
    return abs(now.timestamp() - int(sent_at)) <= _TOLERANCE_SECONDS


def _key(secret: str) -> bytes:
    """The bytes behind `whsec_`; none for what is not base64, so that it signs nothing."""
    try:
        return base64.b64decode(secret.strip().removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()
