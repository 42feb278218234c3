"""What is kept of a channel's own life, beside the mentions that it brings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hearback.domain.known_tokens import KnownToken
from hearback.domain.leases import Lease
from hearback.domain.rhythm import Week
from hearback.domain.troubles import KnownTrouble

HANDSHAKE = "hearback-handshake"
"""The header of a delivery that tells of a handshake at our door, and not of mentions."""

ANSWERED, REFUSED = "answered", "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshakes:
    """When a platform last asked who we are. `refused`: how often in a row we could not say."""

    channel: str
    answered_at: datetime | None = None
    refused_at: datetime | None = None
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A platform takes our account's token no more. `at`: when it last said so, in words of its
    own (`reason`)."""

    channel: str
    account_id: str
    at: datetime
    reason: str


class ChannelLog(Protocol):
    """The table's part that is about channels."""

    def weeks(self, channel: str) -> tuple[Week, ...]: ...

    def note_event(self, channel: str, at: datetime) -> None:
        """That something came. What came within the same minute may be passed over."""
        ...

    def handshakes(self, channel: str) -> Handshakes: ...

    def note_handshake(self, channel: str, *, answered: bool, at: datetime) -> None: ...

    def lease(self, topic: str) -> Lease | None: ...

    def note_lease(self, lease: Lease) -> None:
        """A grant and a denial are kept beside each other, of each the latest."""
        ...

    def take_token_turn(self, now: datetime, until: datetime) -> bool:
        """Whether it is ours: nobody else's then before `until`."""
        ...

    def refusals(self) -> tuple[Refusal, ...]: ...

    def note_refusal(self, refusal: Refusal) -> None:
        """Of an account the latest is kept."""
        ...

    def forget_refusal(self, channel: str, account_id: str) -> None: ...

    def known_tokens(self) -> tuple[KnownToken, ...]: ...

    def keep_token(self, known: KnownToken) -> None:
        """In the place of what was known of this account's token."""
        ...

    def known_troubles(self) -> tuple[KnownTrouble, ...]: ...

    def keep_trouble(self, trouble: KnownTrouble) -> None: ...
