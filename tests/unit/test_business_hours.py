"""Business time against an oracle that steps minute by minute and looks at the wall clock.

The oracle shares nothing with the product but the calendar's words: it asks the zone for the
wall clock of every minute and counts those that lie inside a window.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.domain.business_hours import ALWAYS, BusinessHours
from hearback.domain.errors import PolicyInvalid
from hearback.domain.sla import SlaMetric, resume_clock, start_clock
from hearback.domain.windows import Window

MINUTE = timedelta(minutes=1)
TICK = timedelta(microseconds=1)
CALENDARS = 60
SPANS = 30
"""So many calendars a stretch, and so many spans in each: 10,800 comparisons a property."""

STRETCH = 45 * 24 * 60
"""How many minutes the oracle knows after a stretch begins."""

STRETCHES = {
    "Istanbul, over a leap day": ("Europe/Istanbul", date(2028, 2, 12)),
    "Istanbul, over a year's end": ("Europe/Istanbul", date(2026, 12, 10)),
    "Berlin, clocks forward": ("Europe/Berlin", date(2027, 3, 12)),
    "New York, clocks back": ("America/New_York", date(2026, 10, 15)),
    "Lord Howe, half an hour back": ("Australia/Lord_Howe", date(2027, 3, 20)),
    "Santiago, forward at midnight": ("America/Santiago", date(2026, 8, 20)),
}


@lru_cache
def wall_clock(zone: str, begins: date) -> list[tuple[date, int]]:
    """The date and minute of the day that the wall shows, for each minute of a stretch."""
    midnight = datetime(begins.year, begins.month, begins.day, tzinfo=UTC)
    shown = ((midnight + minute * MINUTE).astimezone(ZoneInfo(zone)) for minute in range(STRETCH))
    return [(moment.date(), moment.hour * 60 + moment.minute) for moment in shown]


@dataclass(frozen=True)
class Oracle:
    hours: BusinessHours
    begins: date

    @cached_property
    def used(self) -> list[int]:
        """How many open minutes went by before each minute of the stretch."""
        shown = wall_clock(self.hours.time_zone, self.begins)
        days = {day: self._minutes_of(day) for day in {day for day, _ in shown}}
        return list(accumulate((days[day][minute] for day, minute in shown), initial=0))

    def _minutes_of(self, day: date) -> bytes:
        """For each minute that the wall may show on this day, whether it is open."""
        minutes = bytearray(24 * 60)
        for opens, closes in self.hours.closures.get(day, self.hours.week[day.weekday()]):
            minutes[opens:closes] = b"\1" * (closes - opens)
        return bytes(minutes)

    def is_open(self, minute: int) -> bool:
        return self.used[minute + 1] > self.used[minute]

    def add(self, start: int, minutes: int) -> int | None:
        """The minute before which so many open ones since `start` went by, if within reach."""
        wanted = self.used[start] + minutes
        return bisect_left(self.used, wanted, lo=start) if wanted <= self.used[-1] else None

    def between(self, start: int, end: int) -> int:
        return self.used[end] - self.used[start]

    def at(self, minute: int) -> datetime:
        begins = datetime(self.begins.year, self.begins.month, self.begins.day, tzinfo=UTC)
        return begins + minute * MINUTE


windows_of_a_day = st.lists(
    st.one_of(
        st.integers(0, 24 * 60),
        st.sampled_from([0, 30, 60, 90, 120, 180, 540, 780, 1080, 23 * 60, 24 * 60]),
    ),
    max_size=6,
    unique=True,
).map(lambda cuts: tuple(pairwise(sorted(cuts)))[::2])


@st.composite
def oracles(draw: st.DrawFn, zone: str, begins: date) -> Oracle:
    """A calendar with several windows a day, closed days, half days and its oracle."""
    week = tuple(draw(windows_of_a_day) for _ in range(7))
    closures: dict[date, tuple[Window, ...]] = {
        begins + timedelta(days=draw(st.integers(0, 44))): draw(windows_of_a_day)
        for _ in range(draw(st.integers(0, 4)))
    }
    return Oracle(BusinessHours(time_zone=zone, week=week, closures=closures), begins)


DAY = 24 * 60
MOMENTS = st.integers(DAY, STRETCH - 10 * DAY)
each_stretch = pytest.mark.parametrize("stretch", STRETCHES.values(), ids=list(STRETCHES))
thoroughly = settings(
    max_examples=CALENDARS, deadline=None, suppress_health_check=list(HealthCheck)
)


def spans(longest: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Moments of the stretch with so many minutes each."""
    span = st.tuples(MOMENTS, st.integers(1, longest))
    return st.lists(span, min_size=SPANS, max_size=SPANS)


@each_stretch
@thoroughly
@given(data=st.data())
def test_a_deadline_is_where_the_minutes_say(
    stretch: tuple[str, date], data: st.DataObject
) -> None:
    oracle = data.draw(oracles(*stretch))
    for start, minutes in data.draw(spans(3 * DAY)):
        due = oracle.add(start, minutes)
        if due is not None:
            assert oracle.hours.add(oracle.at(start), minutes * MINUTE) == oracle.at(due)


@each_stretch
@thoroughly
@given(data=st.data())
def test_open_time_is_what_the_minutes_add_up_to(
    stretch: tuple[str, date], data: st.DataObject
) -> None:
    oracle = data.draw(oracles(*stretch))
    for start, minutes in data.draw(spans(9 * DAY)):
        between = oracle.hours.between(oracle.at(start), oracle.at(start + minutes))
        assert between == oracle.between(start, start + minutes) * MINUTE
        assert oracle.hours.is_open(oracle.at(start)) == oracle.is_open(start)


@each_stretch
@thoroughly
@given(data=st.data())
def test_a_pause_moves_a_deadline_by_its_open_minutes(
    stretch: tuple[str, date], data: st.DataObject
) -> None:
    oracle = data.draw(oracles(*stretch))
    shares = st.floats(0, 1, exclude_max=True)
    for start, minutes in data.draw(spans(DAY)):
        in_time = oracle.add(start, minutes)
        if in_time is None:
            continue
        paused = start + int((in_time - start) * data.draw(shares))
        resumed = paused + int(2 * DAY * data.draw(shares))
        left = minutes - oracle.between(start, paused)
        due = oracle.add(resumed, left) if resumed < STRETCH else None
        if due is not None:
            clock = replace(
                start_clock(
                    metric=SlaMetric.RESOLUTION,
                    episode=1,
                    started_at=oracle.at(start),
                    target=minutes * MINUTE,
                    working_time=oracle.hours,
                    pausable=True,
                ),
                paused_at=oracle.at(paused),
            )
            assert resume_clock(clock, oracle.at(resumed), oracle.hours).due_at == oracle.at(due)


@each_stretch
@thoroughly
@given(data=st.data(), skew=st.timedeltas(-5 * MINUTE, 5 * MINUTE))
def test_machines_that_disagree_by_five_minutes_move_a_deadline_by_no_more_open_time(
    stretch: tuple[str, date], data: st.DataObject, skew: timedelta
) -> None:
    hours = data.draw(oracles(*stretch).filter(opens_each_week)).hours
    for start, minutes in moments(stretch, data.draw(spans(DAY))):
        due, skewed = hours.add(start, minutes), hours.add(start + skew, minutes)
        assert hours.between(min(due, skewed), max(due, skewed)) <= abs(skew)
        assert skewed >= due if skew >= timedelta() else skewed <= due


@each_stretch
@thoroughly
@given(data=st.data(), offset=st.timedeltas(timedelta(), MINUTE))
def test_a_deadline_is_the_first_moment_at_which_the_time_is_used_up(
    stretch: tuple[str, date], data: st.DataObject, offset: timedelta
) -> None:
    hours = data.draw(oracles(*stretch).filter(opens_each_week)).hours
    for start, minutes in moments(stretch, data.draw(spans(DAY))):
        due = hours.add(start + offset, minutes + offset)
        assert hours.between(start + offset, due) == minutes + offset
        assert hours.between(start + offset, due - TICK) == minutes + offset - TICK


def opens_each_week(oracle: Oracle) -> bool:
    return any(oracle.hours.week)


def moments(
    stretch: tuple[str, date], spans: list[tuple[int, int]]
) -> list[tuple[datetime, timedelta]]:
    begins = datetime.combine(stretch[1], time(), UTC)
    return [(begins + start * MINUTE, minutes * MINUTE) for start, minutes in spans]


WORKDAYS = BusinessHours(time_zone="Europe/Istanbul", week=(((540, 1080),),) * 5 + ((), ()))


def istanbul(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo("Europe/Istanbul"))  # type: ignore[misc,arg-type]


def test_friday_evening_goes_on_on_monday_morning() -> None:
    due = WORKDAYS.add(istanbul(2026, 11, 20, 17, 30), timedelta(hours=1))
    assert due == istanbul(2026, 11, 23, 9, 30)


def test_a_deadline_may_fall_on_the_last_moment_of_a_window() -> None:
    due = WORKDAYS.add(istanbul(2026, 11, 20, 17), timedelta(hours=1))
    assert due == istanbul(2026, 11, 20, 18)
    assert not WORKDAYS.is_open(due)


def test_an_hour_that_the_clocks_repeat_is_open_twice() -> None:
    berlin = BusinessHours(time_zone="Europe/Berlin", week=(((120, 180),),) * 7)
    night = datetime(2026, 10, 25, tzinfo=UTC)
    assert berlin.between(night, night + timedelta(hours=12)) == timedelta(hours=2)


def test_an_hour_that_the_clocks_skip_is_never_open() -> None:
    berlin = BusinessHours(time_zone="Europe/Berlin", week=(((120, 180),),) * 7)
    night = datetime(2026, 3, 29, tzinfo=UTC)
    assert berlin.between(night, night + timedelta(hours=12)) == timedelta()


def test_a_calendar_that_never_opens_again_says_so() -> None:
    shut = BusinessHours(time_zone="Europe/Istanbul", week=((),) * 7)
    with pytest.raises(PolicyInvalid, match="closed for three years after 2026-11-20"):
        shut.add(istanbul(2026, 11, 20, 17), MINUTE)


def test_day_and_night_has_no_windows() -> None:
    assert ALWAYS.add(istanbul(2026, 11, 22, 3), MINUTE) == istanbul(2026, 11, 22, 3, 1)
    assert ALWAYS.is_open(istanbul(2026, 11, 22, 3))
