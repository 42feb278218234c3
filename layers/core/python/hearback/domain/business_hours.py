"""Business time: when a service window is open, and when a duration of open time is used up.

A moment is open when the wall clock in the calendar's zone shows a time inside one of the
day's windows (start included, end excluded). That definition also decides the odd days: an
hour that the clocks skip is never open, an hour that they repeat is open twice.

Moments come in aware and go out in UTC. The cost is that of the windows between them.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from hearback.domain.errors import PolicyInvalid
from hearback.domain.windows import Window

_ONE_DAY = timedelta(days=1)
_SECONDS_OF_A_DAY = 24 * 60 * 60
_LONGEST_CLOSED = 3 * 366
_MOST_DAYS_KEPT = 4096

Span = tuple[datetime, datetime]
"""UTC, start included, end excluded."""


class WorkingTime(Protocol):
    """What a clock needs of a calendar. Raises `PolicyInvalid` if it is closed for three years."""

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The first moment at which `duration` of open time since `start` is used up."""
        ...

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The open time from `start` to `end`; zero if `end` is not after `start`."""
        ...

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        """The open spans from `start` to `end`, in order."""
        ...

    def is_open(self, at: datetime) -> bool: ...

    def next_open(self, at: datetime) -> datetime:
        """`at` itself if open, else the start of the next window."""
        ...


class Always:
    """Day and night: the 24/7 clock."""

    def add(self, start: datetime, duration: timedelta) -> datetime:
        return start.astimezone(UTC) + duration

    def between(self, start: datetime, end: datetime) -> timedelta:
        return max(end.astimezone(UTC) - start.astimezone(UTC), timedelta())

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        if start < end:
            yield start.astimezone(UTC), end.astimezone(UTC)

    def is_open(self, at: datetime) -> bool:  # noqa: ARG002 - the protocol has it
        return True

    def next_open(self, at: datetime) -> datetime:
        return at.astimezone(UTC)


ALWAYS = Always()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHours:
    """`week[0]` is Monday; `closures` replaces a date's windows (none: closed all day).

    Windows of one day are in order and do not overlap. Days once looked at are remembered, since
    the clocks of a case cross the same ones: keep an instance rather than making another.
    """

    time_zone: str
    week: tuple[tuple[Window, ...], ...]
    closures: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    _days: dict[date, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def add(self, start: datetime, duration: timedelta) -> datetime:
        start, left = start.astimezone(UTC), duration
        if left <= timedelta():
            return start
        for opens, closes in self._since(start):
            if closes - opens >= left:
                return opens + left
            left -= closes - opens
        raise self._never_open(start)

    def between(self, start: datetime, end: datetime) -> timedelta:
        spans = self.spans(start, end)
        return sum((closes - opens for opens, closes in spans), timedelta())

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if start < end:
            for opens, closes in self._since(start):
                if opens >= end:
                    return
                yield opens, min(closes, end)

    def is_open(self, at: datetime) -> bool:
        at = at.astimezone(UTC)
        return any(opens <= at < closes for opens, closes in self._spans_of(at.date()))

    def next_open(self, at: datetime) -> datetime:
        at = at.astimezone(UTC)
        for opens, _ in self._since(at):
            return opens
        raise self._never_open(at)

    def _since(self, start: datetime) -> Iterator[Span]:
        """The open spans after `start`, in order; ends in a closure of three years."""
        day = start.date()
        closed = 0
        while closed < _LONGEST_CLOSED:
            spans = self._spans_of(day)
            for opens, closes in spans:
                if closes > start:
                    yield max(opens, start), closes
            closed = 0 if spans else closed + 1
            day += _ONE_DAY

    def _spans_of(self, day: date) -> tuple[Span, ...]:
        """Those of a UTC day: the day of the calendar's zone need not be one piece of time."""
        spans = self._days.get(day)
        if spans is None:
            if len(self._days) >= _MOST_DAYS_KEPT:
                self._days.clear()
            spans = self._days[day] = tuple(self._open_spans(day))
        return spans

    def _open_spans(self, day: date) -> Iterator[Span]:
        for begin, end, offset in _stretches(ZoneInfo(self.time_zone), day):
            for local_day in _local_days(begin + offset, end + offset):
                midnight = datetime.combine(local_day, time(), UTC) - offset
                for opens, closes in self._windows(local_day):
                    first = max(midnight + timedelta(minutes=opens), begin)
                    last = min(midnight + timedelta(minutes=closes), end)
                    if first < last:
                        yield first, last

    def _windows(self, day: date) -> tuple[Window, ...]:
        closure = self.closures.get(day)
        return self.week[day.weekday()] if closure is None else closure

    def _never_open(self, start: datetime) -> PolicyInvalid:
        return PolicyInvalid(
            f"calendar in {self.time_zone} is closed for three years after {start:%Y-%m-%d}"
        )


def _stretches(zone: ZoneInfo, day: date) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """A UTC day, cut where the zone's offset changes: (begin, end, offset).

    No zone of the IANA database changes twice within six days.
    """
    begin = datetime.combine(day, time(), UTC)
    end = begin + _ONE_DAY
    before, after = _offset(zone, begin), _offset(zone, end)
    if before == after:
        yield begin, end, before
        return
    change = begin + timedelta(
        seconds=bisect(
            range(_SECONDS_OF_A_DAY),
            False,
            key=lambda second: _offset(zone, begin + timedelta(seconds=second)) != before,
        )
    )
    yield begin, change, before
    yield change, end, after


def _local_days(begin: datetime, end: datetime) -> Iterator[date]:
    """The one or two dates that the wall clock shows between these of its times."""
    first, last = begin.date(), (end - timedelta(microseconds=1)).date()
    yield first
    if last > first:
        yield last


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
