"""Access tokens that are traded for something that lasts, kept for as long as they last.

Contract: RFC 6749, 5.1 (`access_token`, `expires_in` in seconds).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.answers import require_success
from hearback.domain.errors import NotAuthorised, Unavailable

_MARGIN = 300
"""Seconds before its end at which a token is no longer used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    value: str
    ends_at: float


class KeptTokens:
    """By account, for the life of the process.

    `trade(account)` asks the platform; its answer is a success. `clock`: seconds since 1970.
    """

    def __init__(
        self, trade: Callable[[str], HttpAnswer], clock: Callable[[], float] = time.time
    ) -> None:
        self._trade = trade
        self._clock = clock
        self._kept: dict[str, _Token] = {}

    def token(self, account_id: str) -> str:
        """Raises what `trade` raises, and `Unavailable` for an answer without a token."""
        kept = self._kept.get(account_id)
        if kept is None or kept.ends_at - _MARGIN <= self._clock():
            kept = self._kept[account_id] = self._traded(account_id)
        return kept.value

    def forget(self, account_id: str) -> None:
        """After a call was refused with it: the next one asks for a new token."""
        self._kept.pop(account_id, None)

    def _traded(self, account_id: str) -> _Token:
        told = self._trade(account_id).json()
        value, seconds = (
            fields.token(told.get("access_token")),
            fields.whole(told.get("expires_in")),
        )
        if not value:
            raise Unavailable("answer without a token")
        return _Token(value=value, ends_at=self._clock() + (seconds or 0))


def require_token(answer: HttpAnswer) -> None:
    """400 or 401 with a word such as `invalid_grant` (RFC 6749, 5.2): people must act."""
    if answer.status in (400, 401, 403):
        word = fields.label(answer.json().get("error")) or f"http_{answer.status}"
        raise NotAuthorised(f"not_authorised: {word}")
    require_success(answer)
    if answer.status != 200:
        raise Unavailable(f"http_{answer.status}")
