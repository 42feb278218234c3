"""A channel's own rhythm, by the hour of the week, and whether its silence fits into it.

Kept are the hours of each week in which anything came at all: bursts count no more than a single
event, and a night that is always quiet says nothing. All hours are UTC's: a daylight saving time
shifts the rhythm by an hour for some weeks, which the limit below forgives.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

WEEKS_KEPT = 8
_HOUR = timedelta(hours=1)
_DAY = 24
YOUNGEST = timedelta(days=7)
"""A channel that is younger has no rhythm yet."""

LIMIT = math.log(100_000)
"""A silence is unusual if one as long comes once in a hundred thousand times. Of channels that live
by chance alone, less than one in fifty is then told of wrongly in a month (tests/unit)."""

_SUREST = 0.9
"""Of no hour it is surer than this that something comes."""

_WEIGHT_OF_DAYS = 4
"""As many weeks count what the other days say of an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The hours of one week in which something came: 0 is Monday's first, 167 Sunday's last."""

    week: str
    hours: frozenset[int]
    first_at: datetime
    last_at: datetime


def week_of(at: datetime) -> str:
    """ISO 8601: `2026-W47`."""
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02d}"


def hour_of_week(at: datetime) -> int:
    return at.weekday() * _DAY + at.hour


def quiet_since(
    weeks: Iterable[Week], now: datetime, is_holiday: Callable[[datetime], bool] = lambda _: False
) -> datetime | None:
    """Since when nothing has come, if that is unusual; else None.

    A holiday is expected to be as the channel's quietest day of the week is.
    """
    known = sorted(weeks, key=lambda each: each.week)
    if not known:
        return None
    first = min(each.first_at for each in known)
    last = max(each.last_at for each in known)
    if last - first < YOUNGEST:
        return None
    chances = _Chances(known, first, last)
    surprise = -sum(
        math.log1p(-chances.of(hour_of_week(hour), is_holiday=is_holiday(hour)))
        for hour in _whole_hours(last, now)
    )
    return last if surprise >= LIMIT else None


class _Chances:
    """How likely something comes in an hour of the week, by what came between two times."""

    def __init__(self, weeks: Iterable[Week], first: datetime, last: datetime) -> None:
        self._seen = Counter(hour_of_week(hour) for hour in _hours(first, last))
        self._active = Counter(hour for each in weeks for hour in each.hours)

    def of(self, hour: int, *, is_holiday: bool = False) -> float:
        if is_holiday:
            return min(map(self._of, range(hour % _DAY, 7 * _DAY, _DAY)))
        return self._of(hour)

    def _of(self, hour: int) -> float:
        """From the same hour of other weeks, and while these are few, from that of other days,
        as far as this day of the week is like them."""
        prior = self._share(range(hour % _DAY, 7 * _DAY, _DAY)) * self._likeness(hour // _DAY)
        active, seen = self._active[hour], self._seen[hour]
        return min(
            (min(active, seen) + _WEIGHT_OF_DAYS * prior) / (seen + _WEIGHT_OF_DAYS), _SUREST
        )

    def _likeness(self, day: int) -> float:
        every = self._share(range(7 * _DAY))
        of_day = self._share(range(day * _DAY, (day + 1) * _DAY))
        return min(of_day / every, 1.0) if every else 0.0

    def _share(self, hours: range) -> float:
        seen = sum(self._seen[hour] for hour in hours)
        return min(sum(self._active[hour] for hour in hours) / seen, 1.0) if seen else 0.0


def _hours(first: datetime, last: datetime) -> Iterator[datetime]:
    """Each hour from that of the first to that of the last."""
    hour = first.replace(minute=0, second=0, microsecond=0)
    while hour <= last:
        yield hour
        hour += _HOUR


def _whole_hours(last: datetime, now: datetime) -> Iterator[datetime]:
    """Those that lie between the hour of the last event and this one, eight weeks at most."""
    hour = last.replace(minute=0, second=0, microsecond=0) + _HOUR
    hour = max(hour, now.replace(minute=0, second=0, microsecond=0) - timedelta(weeks=WEEKS_KEPT))
    while hour + _HOUR <= now:
        yield hour
        hour += _HOUR
