"""Why a clock is due when it is: which hours were counted, and which were passed over and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hearback.domain.business_hours import Span
from hearback.domain.policy import Calendar, CarePolicy, Closure
from hearback.domain.sla import SlaClock
from hearback.domain.windows import MIDNIGHT, Window, read_windows, without

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Time that did not count. `closures`: the dates that would have counted in an ordinary week;
    none: it was outside the ordinary hours."""

    begin: datetime
    end: datetime
    closures: tuple[Closure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """`calendar` is None for a clock that counts day and night. `counted` are the open spans from
    the start to the due time, `gaps` what lies between them, all in UTC and in order."""

    clock: SlaClock
    calendar: Calendar | None
    counted: tuple[Span, ...]
    gaps: tuple[Gap, ...]

    @property
    def adds_up(self) -> bool:
        """False for a clock that was started under an earlier policy's calendar."""
        counted = sum((end - begin for begin, end in self.counted), timedelta())
        return counted == timedelta(seconds=self.clock.target_seconds) + self.clock.paused_time


def explain_clock(clock: SlaClock, policy: CarePolicy) -> Explanation:
    working_time = policy.working_time(clock.calendar)
    counted = tuple(working_time.spans(clock.started_at, clock.due_at))
    calendar = policy.calendars.get(clock.calendar)
    gaps = tuple(_gaps(clock.started_at, counted, calendar)) if calendar else ()
    return Explanation(clock=clock, calendar=calendar, counted=counted, gaps=gaps)


def _gaps(start: datetime, counted: tuple[Span, ...], calendar: Calendar) -> Iterator[Gap]:
    closures = {closure.date: closure for closure in calendar.closures}
    for (_, begin), (end, _) in pairwise([(start, start), *counted]):
        if begin < end:
            lost = tuple(_lost(begin, end, calendar, closures))
            yield Gap(begin=begin, end=end, closures=lost)


def _lost(
    begin: datetime, end: datetime, calendar: Calendar, closures: Mapping[date, Closure]
) -> Iterator[Closure]:
    """The closures but for which something of the gap would have been open."""
    zone, week = ZoneInfo(calendar.time_zone), calendar.week()
    local_begin = begin.astimezone(zone).replace(tzinfo=None)
    local_end = end.astimezone(zone).replace(tzinfo=None)
    day = local_begin.date()
    while day <= local_end.date():
        closure = closures.get(day)
        if closure and _overlaps(
            _closed_by(closure, week[day.weekday()]), day, local_begin, local_end
        ):
            yield closure
        day += _ONE_DAY


def _closed_by(closure: Closure, usual: tuple[Window, ...]) -> tuple[Window, ...]:
    for window in read_windows(closure.windows):
        usual = without(usual, window)
    return usual


def _overlaps(windows: tuple[Window, ...], day: date, begin: datetime, end: datetime) -> bool:
    midnight = datetime.combine(day, time())
    first = max((begin - midnight) / timedelta(minutes=1), 0)
    last = min((end - midnight) / timedelta(minutes=1), MIDNIGHT)
    return any(opens < last and closes > first for opens, closes in windows)
