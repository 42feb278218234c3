"""Keep what a delivery says of its channel's own life: a handshake, a lease."""

from dataclasses import dataclass

from hearback.domain.channel_life import ANSWERED, HANDSHAKE, ChannelLog
from hearback.domain.leases import lease_from
from hearback.domain.webhooks import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChannelLife:
    channels: ChannelLog

    def __call__(self, delivery: Delivery) -> bool:
        """Whether that is all there is in the delivery. Noting it twice changes nothing."""
        outcome = delivery.headers.get(HANDSHAKE)
        if outcome is None:
            return False
        self.channels.note_handshake(
            delivery.channel, answered=outcome == ANSWERED, at=delivery.received_at
        )
        if lease := lease_from(delivery.body, delivery.received_at):
            self.channels.note_lease(lease)
        return True
