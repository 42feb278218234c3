"""What went wrong at Reddit: by status, or with status 200 in `json.errors`.

Contract: www.reddit.com/dev/api (`api_type=json`), github.com/reddit-archive/reddit/wiki/API
(rules, `x-ratelimit-*`) and r2/lib/errors.py there. An error is `[code, words, field]`.
"""

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import answers, fields
from hearback.domain.errors import NotAuthorised, RateLimited

_TOO_OFTEN = ("RATELIMIT", "SUBREDDIT_RATELIMIT", "QUOTA_FILLED")
_PEOPLE_MUST_ACT = ("USER_REQUIRED", "VERIFIED_USER_REQUIRED", "EXPIRED", "USER_SUSPENDED")
_REFUSED = {
    "DELETED_COMMENT": "gone",
    "DELETED_LINK": "gone",
    "DELETED_THING": "gone",
    "NO_THING_ID": "gone",
    "THREAD_LOCKED": "replies_closed",
    "TOO_OLD": "replies_closed",
    "SUBREDDIT_NOTALLOWED": "replies_closed",
    "USER_BLOCKED": "blocked",
    "USER_BLOCKED_MESSAGE": "blocked",
    "NOT_WHITELISTED_BY_USER_MESSAGE": "blocked",
    "USER_DOESNT_EXIST": "author_unknown",
    "TOO_LONG": "too_long",
}
"""Codes that Reddit adds are told by their own name."""

_SPAN = re.compile(r"(\d{1,6}) (second|minute|hour)")
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600}


def require_success(answer: HttpAnswer, secret_texts: Iterable[str] = ()) -> None:
    """Raises one of the four kinds of `DeliveryFailed`."""
    if answer.status == 429:
        raise RateLimited("rate_limited", _wait(answer))
    answers.require_success(answer)
    for code, words in _errors(answer):
        _fail(answer, code, words, secret_texts)
    if answer.status == 403:
        raise _forbidden(answer, secret_texts)
    if answer.status >= 300:
        word = "gone" if answer.status == 404 else f"http_{answer.status}"
        raise answers.refused(word, answer.json().get("message"), secret_texts)


def _fail(answer: HttpAnswer, code: str, words: str, secret_texts: Iterable[str]) -> None:
    if code in _TOO_OFTEN:
        raise RateLimited("rate_limited", _pause(answer, words))
    if code in _PEOPLE_MUST_ACT:
        raise NotAuthorised(f"not_authorised: {code}")
    raise answers.refused(_REFUSED.get(code, code.lower()), words, secret_texts)


def _forbidden(answer: HttpAnswer, secret_texts: Iterable[str]) -> Exception:
    """With a reason, such as `private`, it is the community that is closed to us."""
    reason = fields.label(answer.json().get("reason"))
    if reason:
        return answers.refused("replies_closed", reason, secret_texts)
    return NotAuthorised("not_authorised: http_403")


def _errors(answer: HttpAnswer) -> Iterator[tuple[str, str]]:
    """Code and words of each; a status of its own comes with `reason` and `explanation`."""
    for error in map(fields.items, fields.items(_told(answer).get("errors"))):
        code, words = (*error[:2], "", "")[:2]
        yield answers.error_name(code) or "unknown", str(words)
    reason = answers.error_name(answer.json().get("reason")) if answer.status >= 400 else ""
    if reason.isupper():
        yield reason, str(answer.json().get("explanation") or "")


def _told(answer: HttpAnswer) -> dict[str, Any]:
    return fields.record(answer.json().get("json"))


def _wait(answer: HttpAnswer) -> int:
    """Seconds: Reddit's `x-ratelimit-reset` is a span, not a time."""
    for name in ("retry-after", "x-ratelimit-reset"):
        seconds = fields.whole(answer.headers.get(name, "").partition(".")[0])
        if seconds is not None:
            return answers.sane_wait(seconds)
    return answers.DEFAULT_WAIT


def _pause(answer: HttpAnswer, words: str) -> int:
    """Seconds that the account may not write, by `json.ratelimit` or as the words say."""
    told = _told(answer).get("ratelimit")
    if isinstance(told, float) and math.isfinite(told):
        told = math.ceil(told)
    if (seconds := fields.whole(told)) is not None:
        return answers.sane_wait(seconds)
    span = _SPAN.search(words)
    return answers.sane_wait(int(span[1]) * _SECONDS[span[2]]) if span else answers.DEFAULT_WAIT
