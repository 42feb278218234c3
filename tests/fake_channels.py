"""`ChannelLog` in dictionaries: the contract suite runs over it and over the real table."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from hearback.domain.channel_life import Handshakes
from hearback.domain.leases import Lease


@dataclass
class FakeChannels:
    asked: dict[str, Handshakes] = field(default_factory=dict)
    leases: dict[str, Lease] = field(default_factory=dict)

    def handshakes(self, channel: str) -> Handshakes:
        return self.asked.get(channel, Handshakes(channel=channel))

    def note_handshake(self, channel: str, *, answered: bool, at: datetime) -> None:
        known = self.handshakes(channel)
        last = known.answered_at if answered else known.refused_at
        if last is not None and last >= at:
            return
        self.asked[channel] = (
            replace(known, answered_at=at, refused=0)
            if answered
            else replace(known, refused_at=at, refused=known.refused + 1)
        )

    def lease(self, topic: str) -> Lease | None:
        return self.leases.get(topic)

    def note_lease(self, lease: Lease) -> None:
        known = self.leases.get(lease.topic, Lease(topic=lease.topic))
        if lease.granted_at and _is_news(known.granted_at, lease.granted_at):
            known = replace(known, granted_at=lease.granted_at, until=lease.until)
        if lease.denied_at and _is_news(known.denied_at, lease.denied_at):
            known = replace(known, denied_at=lease.denied_at, reason=lease.reason)
        self.leases[lease.topic] = known


def _is_news(known: datetime | None, at: datetime) -> bool:
    return known is None or known < at
