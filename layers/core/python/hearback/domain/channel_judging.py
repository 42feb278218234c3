"""What is wrong with a channel, by what is kept of it. Nothing here looks anything up."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearback.domain.api_versions import WARN_DAYS, ends_on
from hearback.domain.channel_life import Handshakes, Refusal
from hearback.domain.leases import Lease, trouble_of
from hearback.domain.policy import Source
from hearback.domain.polling import QUOTA_USED_UP, Quota, SourceCursor
from hearback.domain.rhythm import Week, quiet_since
from hearback.domain.troubles import Cause, Trouble

ASKS_AGAIN = {
    "x": timedelta(hours=26),
    "linkedin": timedelta(hours=7),
}
"""After so long without a handshake it is lost. X asks when the last answer is 24 hours old, every
half hour, and gives up after 28 (docs.x.com/x-api/webhooks/introduction); LinkedIn every two hours
(learn.microsoft.com/linkedin/shared/api-guide/webhook-validation)."""

_REFUSALS = 2
_RECENT = timedelta(days=1)
_BEARABLE = 2
"""Passing faults of a source in a row, as in polling."""

_LASTING = (
    "not_authorised",
    "address_not_public",
    "url_not_allowed",
    "redirect_leaves_https",
    "feed_too_intricate",
)
_NEARLY = 0.8


def quiet(
    channel: str, weeks: Iterable[Week], now: datetime, is_holiday: Callable[[datetime], bool]
) -> Iterator[Trouble]:
    since = quiet_since(weeks, now, is_holiday)
    if since is not None:
        yield Trouble(channel=channel, cause=Cause.QUIET, at=since)


def handshakes(known: Handshakes, now: datetime) -> Iterator[Trouble]:
    """Hubs may ask about anybody's topics: what they were refused says nothing of ours."""
    asked, patience = known.answered_at, ASKS_AGAIN.get(known.channel)
    if asked is not None and patience is not None and now - asked > patience:
        yield Trouble(channel=known.channel, cause=Cause.HANDSHAKE_MISSING, at=asked)
    refused = known.refused_at
    if (
        known.channel != "websub"
        and known.refused >= _REFUSALS
        and refused is not None
        and now - refused < _RECENT
    ):
        yield Trouble(channel=known.channel, cause=Cause.HANDSHAKE_REFUSED, at=refused)


def refused(refusals: Iterable[Refusal]) -> Iterator[Trouble]:
    for each in refusals:
        yield Trouble(
            channel=each.channel,
            cause=Cause.ACCESS_REFUSED,
            subject=each.account_id,
            detail=each.reason,
            at=each.at,
        )


def lease(source: Source, known: Lease | None, since: datetime, now: datetime) -> Iterator[Trouble]:
    trouble = trouble_of(known, since, now)
    if trouble is not None:
        yield Trouble(
            channel=source.channel,
            cause=Cause(trouble.value),
            subject=source.id,
            detail=known.reason if known and known.is_denied else "",
            at=known.until if known else None,
        )


def source(source: Source, cursor: SourceCursor) -> Iterator[Trouble]:
    """A refusal for good is told at once, a fault that may pass when it has come a few times."""
    is_lasting = cursor.failure.startswith(_LASTING)
    if cursor.failure == QUOTA_USED_UP or not (is_lasting or cursor.failures > _BEARABLE):
        return
    yield Trouble(
        channel=source.channel,
        cause=Cause.SOURCE_FAILING,
        subject=source.id,
        detail=cursor.failure,
    )


def quota(
    source: Source, cursor: SourceCursor, quota: Quota, allowance: int, now: datetime
) -> Iterator[Trouble]:
    """Four fifths are spent, and at this pace the rest does not last until the platform's
    midnight."""
    if cursor.day != quota.day(now):
        return
    until = quota.resets_at(now)
    is_used_up = cursor.spent >= allowance or (
        cursor.failure == QUOTA_USED_UP
        and cursor.not_before is not None
        and now < cursor.not_before
    )
    passed = 1 - (until - now) / _length_of_day(quota, now)
    if is_used_up:
        cause = Cause.QUOTA_USED_UP
    elif cursor.spent >= _NEARLY * allowance and cursor.spent > passed * allowance:
        cause = Cause.QUOTA_NEARLY_USED
    else:
        return
    spent = f"{cursor.spent}/{allowance}"
    yield Trouble(channel=source.channel, cause=cause, subject=source.id, detail=spent, at=until)


def version(channel: str, spoken: str, now: datetime) -> Iterator[Trouble]:
    ends = ends_on(channel, spoken)
    if ends is not None and ends - now.date() <= timedelta(days=WARN_DAYS):
        at = datetime.combine(ends, time(), UTC)
        yield Trouble(channel=channel, cause=Cause.VERSION_SUNSET, detail=spoken, at=at)


def _length_of_day(quota: Quota, now: datetime) -> timedelta:
    zone = ZoneInfo(quota.time_zone)
    today: date = now.astimezone(zone).date()
    starts, ends = (
        datetime.combine(day, time(), zone).astimezone(UTC)
        for day in (today, today + timedelta(days=1))
    )
    return ends - starts
