"""Business time: when a service window is open, and when a duration of open time is used up.

A moment is open when the wall clock in the calendar's zone shows a time inside one of the
day's windows (start included, end excluded). That definition also decides the odd days: an
hour that the clocks skip is never open, an hour that they repeat is open twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

from hearback.domain.errors import PolicyInvalid

_ONE_DAY = timedelta(days=1)
_FURTHEST_LOOK_AHEAD = 3 * 366

Window = tuple[int, int]
"""Minutes after midnight, start included, end excluded: (540, 1080) is 09:00-18:00."""

Span = tuple[datetime, datetime]
"""UTC, start included, end excluded."""


class WorkingTime(Protocol):
    """What a clock needs of a calendar."""

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The moment at which `duration` of open time since `start` is used up."""
        ...

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The open time from `start` to `end`; zero if `end` is not after `start`."""
        ...

    def is_open(self, at: datetime) -> bool: ...

    def next_open(self, at: datetime) -> datetime:
        """`at` itself if open, else the start of the next window."""
        ...


class Always:
    """Day and night: the 24/7 clock."""

    def add(self, start: datetime, duration: timedelta) -> datetime:
        return start + duration

    def between(self, start: datetime, end: datetime) -> timedelta:
        return max(end - start, timedelta())

    def is_open(self, at: datetime) -> bool:  # noqa: ARG002 - the protocol has it
        return True

    def next_open(self, at: datetime) -> datetime:
        return at


ALWAYS = Always()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHours:
    """`week[0]` is Monday; `closures` replaces a date's windows (none: closed all day)."""

    time_zone: str
    week: tuple[tuple[Window, ...], ...]
    closures: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    def add(self, start: datetime, duration: timedelta) -> datetime:
        if duration <= timedelta():
            return start
        left = duration
        for opens, closes in self._spans(start):
            begin = max(opens, start)
            if closes - begin >= left:
                return begin + left
            left -= closes - begin
        raise AssertionError("_spans ends only by raising")

    def between(self, start: datetime, end: datetime) -> timedelta:
        total = timedelta()
        if end <= start:
            return total
        for opens, closes in self._spans(start):
            if opens >= end:
                return total
            total += min(closes, end) - max(opens, start)
        raise AssertionError("_spans ends only by raising")

    def is_open(self, at: datetime) -> bool:
        return self.next_open(at) == at

    def next_open(self, at: datetime) -> datetime:
        opens, _ = next(self._spans(at))
        return max(opens, at)

    def _spans(self, start: datetime) -> Iterator[Span]:
        """Open spans in order, beginning with the first that ends after `start`."""
        zone = ZoneInfo(self.time_zone)
        day = start.astimezone(zone).date()
        for _ in range(_FURTHEST_LOOK_AHEAD):
            for opens, closes in _spans_of_day(zone, day, self._windows(day)):
                if closes > start:
                    yield opens, closes
            day += _ONE_DAY
        raise PolicyInvalid(f"calendar in {self.time_zone} has no open window within three years")

    def _windows(self, day: date) -> tuple[Window, ...]:
        closure = self.closures.get(day)
        return self.week[day.weekday()] if closure is None else closure


@lru_cache(maxsize=4096)
def _spans_of_day(zone: ZoneInfo, day: date, windows: tuple[Window, ...]) -> tuple[Span, ...]:
    """The day's windows as UTC spans; a change of the clocks can cut or repeat them."""
    spans: list[Span] = []
    for begin, end, offset in _stretches(zone, day):
        midnight = datetime.combine(day, time(), UTC) - offset
        for opens, closes in windows:
            first = max(midnight + timedelta(minutes=opens), begin)
            last = min(midnight + timedelta(minutes=closes), end)
            if first < last:
                spans.append((first, last))
    return tuple(sorted(spans))


def _stretches(zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The day in UTC, cut where the zone's offset changes: (begin, end, offset)."""
    begin = datetime.combine(day, time(), zone).astimezone(UTC)
    end = datetime.combine(day + _ONE_DAY, time(), zone).astimezone(UTC)
    while begin < end:
        offset = _offset(zone, begin)
        change = _first_change(zone, begin, end, offset)
        yield begin, change, offset
        begin = change


def _first_change(zone: ZoneInfo, begin: datetime, end: datetime, offset: timedelta) -> datetime:
    if _offset(zone, end - timedelta(seconds=1)) == offset:
        return end
    same, changed = begin, end
    while changed - same > timedelta(seconds=1):
        middle = same + (changed - same) // 2
        same, changed = (middle, changed) if _offset(zone, middle) == offset else (same, middle)
    return changed.replace(microsecond=0)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
