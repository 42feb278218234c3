"""Subscriptions that a hub grants for a time: until when, when to ask again, what is wrong.

Contract: w3.org/TR/websub (5.2 denial, 5.3 verification: `hub.lease_seconds` says for how long).
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(days=365)
_UNSAID = timedelta(days=1)
"""A hub must say how long; one that does not is asked again every day."""

PATIENCE = timedelta(hours=1)
"""How long a hub that took our request may think about it before it counts as silent."""

_LONGEST_REASON = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What a hub last said of a topic: granted `until`, or denied with its reason."""

    topic: str
    granted_at: datetime | None = None
    until: datetime | None = None
    denied_at: datetime | None = None
    reason: str = ""

    def runs(self, now: datetime) -> bool:
        return self.until is not None and now < self.until

    @property
    def is_denied(self) -> bool:
        """The denial came after the last grant."""
        if self.denied_at is None:
            return False
        return self.granted_at is None or self.granted_at < self.denied_at

    def renew_at(self, every: timedelta) -> datetime | None:
        """A third before its end, two looks at least, half of it at most. None without a lease."""
        if self.until is None or self.granted_at is None:
            return None
        whole = self.until - self.granted_at
        return self.until - min(max(whole / 3, 2 * every), whole / 2)


class LeaseTrouble(StrEnum):
    DENIED = "lease_denied"
    LOST = "lease_lost"
    NEVER_GRANTED = "lease_never_granted"


def trouble_of(lease: Lease | None, asked_since: datetime, now: datetime) -> LeaseTrouble | None:
    """What people must see to. `asked_since`: since when the topic is one of ours."""
    if lease is not None and lease.runs(now):
        return None
    if lease is not None and lease.is_denied:
        return LeaseTrouble.DENIED
    if lease is not None and lease.until is not None:
        return LeaseTrouble.LOST
    return LeaseTrouble.NEVER_GRANTED if now - asked_since > PATIENCE else None


def lease_from(told: str, at: datetime) -> Lease | None:
    """What a hub's question or denial says, as JSON of its parameters; None for anything else."""
    try:
        said = json.loads(told)
        topic, mode = said["hub.topic"], said["hub.mode"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if mode == "denied":
        reason = str(said.get("hub.reason", ""))
        readable = " ".join("".join(c for c in reason if c.isprintable()).split())
        return Lease(topic=str(topic), denied_at=at, reason=readable[:_LONGEST_REASON])
    if mode != "subscribe":
        return None
    return Lease(topic=str(topic), granted_at=at, until=at + _length(said.get("hub.lease_seconds")))


def _length(seconds: object) -> timedelta:
    text = str(seconds)
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        return _UNSAID
    return min(max(timedelta(seconds=int(text)), SHORTEST), LONGEST)
