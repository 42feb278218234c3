"""Keep that an account took back what it had allowed us: the operators are told at once."""

from dataclasses import dataclass
from datetime import datetime

from hearback.domain.channel_life import ChannelLog, Refusal
from hearback.domain.policy import CarePolicy

REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRevocation:
    policy: CarePolicy
    log: ChannelLog

    def __call__(self, channel: str, account_id: str, now: datetime) -> bool:
        """Whether it was ours. Without an account it may be any of the channel's: each is tried
        within the quarter of an hour, and forgotten if its token is taken."""
        ours = [own.id for own in self.policy.accounts() if own.channel == channel]
        concerned = [own for own in ours if account_id in ("", own)]
        for own in concerned:
            self.log.note_refusal(Refusal(channel=channel, account_id=own, at=now, reason=REVOKED))
        return bool(concerned)
