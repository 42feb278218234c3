"""Keep what a delivery says of its channel's own life: that it lives, a handshake, a lease."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hearback.domain.channel_life import ANSWERED, HANDSHAKE, ChannelLog
from hearback.domain.leases import lease_from
from hearback.domain.webhooks import Delivery

_SELDOM = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChannelLife:
    """A channel that brings thousands an hour is noted once a minute by each worker, and the log
    keeps one of those that several bring."""

    channels: ChannelLog
    _noted: dict[str, datetime] = field(default_factory=dict, init=False)

    def __call__(self, delivery: Delivery) -> bool:
        """Whether that is all there is in the delivery. Noting it twice changes nothing."""
        outcome = delivery.headers.get(HANDSHAKE)
        if outcome is None:
            self._note_event(delivery)
            return False
        self.channels.note_handshake(
            delivery.channel, answered=outcome == ANSWERED, at=delivery.received_at
        )
        if lease := lease_from(delivery.body, delivery.received_at):
            self.channels.note_lease(lease)
        return True

    def _note_event(self, delivery: Delivery) -> None:
        last = self._noted.get(delivery.channel)
        if last is None or delivery.received_at - last >= _SELDOM:
            self.channels.note_event(delivery.channel, delivery.received_at)
            self._noted[delivery.channel] = delivery.received_at
