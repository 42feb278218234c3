"""A platform's answer that is no success, by kind: wait, try again, renew the token, give up."""

import re
import time
from collections.abc import Iterable

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.fields import label, whole
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable

DEFAULT_WAIT = 60
"""Seconds to wait where a platform says `too many` but not until when."""

_LONGEST_WAIT = 24 * 3600
_WORD = re.compile(r"[\w.-]{1,100}", re.ASCII)
_PASSING = (408, 425)
_PEOPLE_MUST_ACT = (401, 402)
"""402: the account's credits are used up; like a token, people must renew them."""


def require_success(answer: HttpAnswer) -> None:
    """Raises for what means the same on every platform; returns for 2xx and other 4xx."""
    if answer.status == 429:
        raise RateLimited("rate_limited", wait_of(answer))
    if answer.status >= 500 or answer.status in _PASSING:
        raise Unavailable(f"http_{answer.status}")
    if answer.status in _PEOPLE_MUST_ACT:
        raise NotAuthorised(f"not_authorised: http_{answer.status}")


def refused(word: str, detail: object, secret_texts: Iterable[str]) -> Refused:
    """A `Refused` with a stable word and the platform's explanation.

    `secret_texts` are what no log may show: the explanation is dropped if it repeats one. A word
    is the platform's own on some of them: one that reads like a sentence is not taken over.
    """
    word = word if _WORD.fullmatch(word) else "refused"
    told = label(detail)
    texts = [text for text in secret_texts if text]
    if not told or any(text in str(detail) or label(text) in told for text in texts):
        return Refused(word)
    return Refused(f"{word}: {told}")


def wait_of(answer: HttpAnswer) -> int:
    """Seconds until calls are taken again, by `retry-after` or X's `x-rate-limit-reset`."""
    seconds = whole(answer.headers.get("retry-after"))
    if seconds is None:
        resets = [
            reset
            for name, value in answer.headers.items()
            if name.endswith("-reset") and _used_up(answer, name)
            if (reset := whole(value)) is not None
        ]
        seconds = max(resets) - int(time.time()) if resets else DEFAULT_WAIT
    return sane_wait(seconds)


def sane_wait(seconds: int) -> int:
    return min(max(seconds, 1), _LONGEST_WAIT)


def _used_up(answer: HttpAnswer, reset: str) -> bool:
    """X counts calls in several windows at once; only one that is used up says until when."""
    return answer.headers.get(f"{reset.removesuffix('-reset')}-remaining", "0") == "0"
