"""Asking a hub for a topic, and again before its lease ends.

Contract: w3.org/TR/websub (5.1: the hub answers 202 and asks back at the callback later).

It is called like a poller, by the timetable, and brings nothing: what the hub answers at the door
is noted by ingestion. The cursor's position is `{"asked_at"}` while an answer is awaited.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.answers import require_success
from hearback.adapters.platforms.websub import proof, secret_of
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import NotAuthorised, Refused, Unverified
from hearback.domain.leases import PATIENCE, Lease
from hearback.domain.policy import Source
from hearback.domain.polling import Page, Quota, SourceCursor
from hearback.domain.webhooks import ChannelSecrets

LEASE_SECONDS = 10 * 24 * 3600
"""What we ask for; the hub decides."""

_SHORTEST_SECRET = 16
"""Bytes."""


class Subscribing:
    """`callback`: our webhook's address, without a query."""

    quota: Quota | None = None

    def __init__(
        self,
        fetcher: SafeFetch,
        secrets: Callable[[], ChannelSecrets],
        callback: str,
        leases: Callable[[str], Lease | None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetcher = fetcher
        self._secrets = secrets
        self._callback = callback
        self._leases = leases
        self._clock = clock

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """Asks the hub if the lease is missing or near its end. Raises `DeliveryFailed`."""
        now, lease = self._clock(), self._leases(source.url)
        renew_at = lease.renew_at(source.every) if lease else None
        if lease and renew_at and now < renew_at:
            return Page()
        asked_at = fields.moment(cursor.position.get("asked_at"))
        if asked_at is not None and now - asked_at < PATIENCE:
            return Page(position=cursor.position)
        self._ask(source)
        return Page(position={"asked_at": now.isoformat()})

    def _ask(self, source: Source) -> None:
        """A hub may send us on to another one with 307 or 308, and nowhere with what else."""
        secret, word = self._proofs()
        query = urlencode({"proof": proof(source.url, word), "topic": source.url})
        answer = self._fetcher.post(
            source.hub,
            {
                "hub.mode": "subscribe",
                "hub.topic": source.url,
                "hub.callback": f"{self._callback}?{query}",
                "hub.secret": secret_of(source.url, secret),
                "hub.lease_seconds": str(LEASE_SECONDS),
            },
        )
        if answer.status in (301, 302, 303):
            raise Refused("hub_moved")
        require_success(answer)
        if answer.status >= 300:
            raise Refused(f"hub_http_{answer.status}")

    def _proofs(self) -> tuple[str, str]:
        """What the hub's secret and what our proofs are made with. Raises `NotAuthorised`."""
        try:
            secrets = self._secrets()
        except Unverified as error:
            raise NotAuthorised(f"not_authorised: {error}") from None
        secret = secrets.signing[0]
        if len(secret.encode()) < _SHORTEST_SECRET:
            raise NotAuthorised("not_authorised: the signing secret is shorter than 16 bytes")
        if not secrets.verify_token:
            raise NotAuthorised("not_authorised: no verify_token is set for websub")
        return secret, secrets.verify_token
