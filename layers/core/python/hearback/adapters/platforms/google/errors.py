"""What an error answer of Google's APIs means: YouTube, Google Play.

Contract: developers.google.com/youtube/v3/docs/errors, cloud.google.com/apis/design/errors.
"""

from datetime import UTC, datetime
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import answers, fields
from hearback.domain.errors import NotAuthorised, RateLimited, Unavailable
from hearback.domain.polling import QUOTA_USED_UP, Quota

PACIFIC = "America/Los_Angeles"
"""Where the day of Google's quotas ends."""

_DAY_USED_UP = ("quotaExceeded", "dailyLimitExceeded")
_TOO_FAST = ("rateLimitExceeded", "userRateLimitExceeded", "RESOURCE_EXHAUSTED")
_PEOPLE_MUST_ACT = (
    "accountDelegationForbidden",
    "accessNotConfigured",
    "authError",
    "authenticatedUserAccountClosed",
    "authenticatedUserAccountSuspended",
    "authenticatedUserNotChannel",
    "ineligibleAccount",
    "insufficientPermissions",
    "youtubeSignupRequired",
    "PERMISSION_DENIED",
    "SERVICE_DISABLED",
)
_TRY_AGAIN = ("backendError", "internalError", "processingFailure", "serviceUnavailable")


def reason(answer: HttpAnswer) -> str:
    """Google's word for the error, of its older kind or of its newer one; empty without any."""
    error = error_of(answer)
    first = next(map(fields.record, fields.items(error.get("errors"))), {})
    return fields.label(first.get("reason")) or fields.label(error.get("status"))


def error_of(answer: HttpAnswer) -> dict[str, Any]:
    return fields.record(answer.json().get("error"))


def require_success(answer: HttpAnswer) -> None:
    """Raises for what means the same in each of the APIs; returns for 2xx and other 4xx."""
    word = reason(answer) if answer.status >= 400 else ""
    if word in _DAY_USED_UP:
        raise RateLimited(QUOTA_USED_UP, _seconds_to_midnight(datetime.now(UTC)))
    if word in _TOO_FAST:
        raise RateLimited("rate_limited", answers.wait_of(answer))
    if word in _PEOPLE_MUST_ACT:
        raise NotAuthorised(f"not_authorised: {word}")
    if word in _TRY_AGAIN:
        raise Unavailable(word)
    answers.require_success(answer)


def _seconds_to_midnight(now: datetime) -> int:
    resets_at = Quota(a_day=0, time_zone=PACIFIC).resets_at(now)
    return answers.sane_wait(int((resets_at - now).total_seconds()) + 1)
