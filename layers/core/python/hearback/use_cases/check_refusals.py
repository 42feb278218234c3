"""Try the tokens that were refused, so that a refusal is forgotten when the account lets us in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hearback.domain.channel_life import ChannelLog, Refusal
from hearback.domain.errors import DeliveryFailed
from hearback.domain.tokens import Accounts, Entry

_LASTS = timedelta(hours=1)
"""Where a token cannot be tried: replies that are held repeat the refusal every few minutes."""


class Door(Protocol):
    """The platforms, where tokens are tried."""

    def can_check(self, channel: str, entry: Entry) -> bool: ...

    def check(self, channel: str, entry: Entry) -> None:
        """A harmless call with the token. Raises `DeliveryFailed`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRefusals:
    accounts: Callable[[], Accounts]
    door: Door
    log: ChannelLog

    def __call__(self, now: datetime) -> None:
        refusals = self.log.refusals()
        accounts = self.accounts() if refusals else {}
        for each in refusals:
            if self._is_over(each, accounts.get(each.channel, {}).get(each.account_id, {}), now):
                self.log.forget_refusal(each.channel, each.account_id)

    def _is_over(self, refusal: Refusal, entry: Entry, now: datetime) -> bool:
        if not self.door.can_check(refusal.channel, entry):
            return now - refusal.at > _LASTS
        try:
            self.door.check(refusal.channel, entry)
        except DeliveryFailed:
            return False
        return True
