"""A platform's answer that is no success, by kind: wait, try again, renew the token, give up."""

import re
import time
from collections.abc import Iterable

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared.fields import label, whole
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable

DEFAULT_WAIT = 60
"""Seconds to wait where a platform says `too many` but not until when."""

_LONGEST_WAIT = 24 * 3600
_NEVER_SENT = ("ConnectTimeoutError", "NameResolutionError", "NewConnectionError")
_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
_PASSING = (408, 425)
_PEOPLE_MUST_ACT = (401, 402)
"""402: the account's credits are used up; like a token, people must renew them."""


def require_success(answer: HttpAnswer) -> None:
    """Raises for what means the same on every platform; returns for 2xx and other 4xx."""
    if answer.status == 429:
        raise RateLimited("rate_limited", wait_of(answer))
    if answer.status >= 500 or answer.status in _PASSING:
        raise Unavailable(f"http_{answer.status}", _told_wait(answer) or 0)
    if answer.status in _PEOPLE_MUST_ACT:
        raise NotAuthorised(f"not_authorised: http_{answer.status}")


def never_sent(error: Unavailable) -> RateLimited | None:
    """To be tried again without asking what became of it, where no connection was there at all."""
    why = str(error)
    return RateLimited(f"never_sent: {why}", DEFAULT_WAIT) if why in _NEVER_SENT else None


def refused(word: str, detail: object, secret_texts: Iterable[str]) -> Refused:
    """A `Refused` with a stable word and the platform's explanation.

    `secret_texts` are what no log may show: the explanation is dropped if it repeats one. A word
    is the platform's own on some of them: one that reads like a sentence is not taken over.
    """
    word = error_name(word) or "refused"
    told = label(detail)
    if not told or any(_repeats(text, str(detail), told) for text in secret_texts):
        return Refused(word)
    return Refused(f"{word}: {told}")


def _repeats(text: str, detail: str, told: str) -> bool:
    """As it is, or on one line as `told` is."""
    line = label(text)
    return bool(line) and (text in detail or line in told)


def error_name(value: object) -> str:
    """A platform's own name of an error, empty for anything else that stands in its place."""
    return value if isinstance(value, str) and _NAME.fullmatch(value) else ""


def wait_of(answer: HttpAnswer) -> int:
    """Seconds until calls are taken again, by `retry-after` or X's `x-rate-limit-reset`: a day at
    most."""
    seconds = _told_wait(answer)
    if seconds is None:
        resets = [
            reset
            for name, value in answer.headers.items()
            if name.endswith("-reset") and _used_up(answer, name)
            if (reset := whole(value)) is not None
        ]
        seconds = max(resets) - int(time.time()) if resets else DEFAULT_WAIT
    return sane_wait(seconds)


def _told_wait(answer: HttpAnswer) -> int | None:
    """By `retry-after`, in seconds or as a date: RFC 9110, 10.2.3."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - most answers need none

    told = answer.headers.get("retry-after", "").strip()
    seconds = whole(told)
    if seconds is None:
        try:
            seconds = int(parsedate_to_datetime(told).timestamp() - time.time()) + 1
        except (ValueError, TypeError, OverflowError, OSError):
            return None
    return sane_wait(seconds)


def sane_wait(seconds: int) -> int:
    return min(max(seconds, 1), _LONGEST_WAIT)


def _used_up(answer: HttpAnswer, reset: str) -> bool:
    """X counts calls in several windows at once; only one that is used up says until when."""
    return answer.headers.get(f"{reset.removesuffix('-reset')}-remaining", "0") == "0"
