"""Ask platforms what they know of our tokens: each once a day, and remember it."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from hearback.domain.channel_life import ChannelLog
from hearback.domain.errors import DeliveryFailed
from hearback.domain.known_tokens import KnownToken, Told
from hearback.domain.tokens import Entry, digest


class TokenTeller(Protocol):
    """The platforms that can be asked about a token."""

    def can_tell(self, channel: str, entry: Entry) -> bool: ...

    def tell(self, channel: str, entry: Entry) -> Told:
        """Raises `DeliveryFailed` if it cannot be said now."""
        ...


class AskOfTokens:
    """For one run. What was told is kept beside the secret, which stays as people wrote it."""

    def __init__(self, teller: TokenTeller, log: ChannelLog) -> None:
        self._teller = teller
        self._log = log
        self._kept = {(known.channel, known.account): known for known in log.known_tokens()}

    def __call__(self, channel: str, account: str, entry: Entry, now: datetime) -> Told:
        """What is known of this very token; of another one that was there before, nothing."""
        known = self._kept.get((channel, account))
        known = known if known is not None and known.is_of(entry) else None
        if known is not None and known.is_fresh(now):
            return known.told
        if not self._teller.can_tell(channel, entry):
            return replace(known.told, refused="") if known else Told()
        try:
            told = self._teller.tell(channel, entry)
        except DeliveryFailed:
            return known.told if known else Told()
        return self.keep(channel, account, entry, told, now)

    def keep(self, channel: str, account: str, entry: Entry, told: Told, now: datetime) -> Told:
        of = digest(entry.get("access_token", ""))
        self._log.keep_token(
            KnownToken(channel=channel, account=account, of=of, asked_at=now, told=told)
        )
        return told
