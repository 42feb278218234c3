"""From what a policy file says about a calendar to the plain closures that the functions read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import Calendar, Closure
from hearback.domain.windows import Window, window_text, without
from infra.calendars.closing import Closing
from infra.calendars.ical import closing_events
from infra.calendars.public_holidays import full_days, half_days
from infra.calendars.source import CalendarSource


def years_to_compile(today: date) -> range:
    """The last, the current and the next three: a clock of December is computed anew in January."""
    return range(today.year - 1, today.year + 4)


def compile_calendar(source: CalendarSource, folder: Path, years: range) -> Calendar:
    """The calendar with a closure for each date whose hours are not its weekday's.

    Holidays and events take away from a weekday's windows; the policy's own closures replace
    them. `folder`: where a relative path starts. Raises `PolicyInvalid`: path within the
    calendar, reason.
    """
    found = _found(source, folder, years)
    for day in source.open_on:
        if day.year in years and day not in found:
            raise PolicyInvalid(f"open_on: {day} is an ordinary day already")
        found.pop(day, None)
    found |= {closure.date: closure for closure in source.closures}
    calendar = Calendar(
        time_zone=source.time_zone,
        windows=source.windows,
        closures=tuple(found[day] for day in sorted(found)),
    )
    for year in years:
        if not _opens_in(year, calendar):
            raise PolicyInvalid(
                f"closures: with holidays and events, no open hour is left in {year}"
            )
    return calendar


def _found(source: CalendarSource, folder: Path, years: range) -> dict[date, Closure]:
    """By date: what holidays and events leave of a weekday's windows, if they take any."""
    by_day: dict[date, list[Closing]] = defaultdict(list)
    for closing in _closings(source, folder, years):
        by_day[closing.day].append(closing)
    week = source.week()
    found = {day: _closure(week[day.weekday()], closings) for day, closings in by_day.items()}
    return {day: closure for day, closure in found.items() if closure}


def _closings(source: CalendarSource, folder: Path, years: range) -> Iterator[Closing]:
    if rule := source.holidays:
        yield from full_days(rule.country, rule.subdivision, years)
        if rule.half_days:
            window = rule.half_days.minutes()
            yield from half_days(rule.country, rule.subdivision, years, window)
    if source.ical:
        try:
            yield from closing_events(folder / source.ical, ZoneInfo(source.time_zone), years)
        except ValueError as error:
            raise PolicyInvalid(f"ical: {error}") from None


def _closure(windows: Sequence[Window], closings: Sequence[Closing]) -> Closure | None:
    left = tuple(windows)
    for closing in closings:
        left = without(left, closing.span)
    if left == windows:
        return None
    names = dict.fromkeys(closing.name for closing in closings if closing.name)
    return Closure(
        date=closings[0].day, windows=tuple(map(window_text, left)), name="; ".join(names)
    )


def _opens_in(year: int, calendar: Calendar) -> bool:
    """Less a day at both ends, which may be another year's in the calendar's zone."""
    begin, end = datetime(year, 1, 2, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC)
    return bool(calendar.working_time().between(begin, end))
