"""An iCal file (RFC 5545): when its events close the doors."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from hearback.domain.windows import MIDNIGHT
from infra.calendars.closing import Closing

_ONE_DAY = timedelta(days=1)
_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


def closing_events(file: Path, zone: ZoneInfo, years: range) -> Iterator[Closing]:
    """Each day on which an event closes something, in the wall clock of `zone`.

    A date closes all day, a time its span only. A time without a zone is meant in `zone`. That an
    event is marked as free says nothing: published holiday calendars mark theirs so. Cancelled
    events close nothing. Raises `ValueError` with the reason if the file cannot be understood.
    """
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    for event in _occurrences(_read(file, zone), first, last):
        if event.get("STATUS", "").upper() == "CANCELLED":
            continue
        begin, end = (_wall_clock(event[name].dt, zone) for name in ("DTSTART", "DTEND"))
        for closing in _day_by_day(begin, end, " ".join(event.get("SUMMARY", "").split())):
            if first <= closing.day <= last:
                yield closing


def _read(file: Path, zone: ZoneInfo) -> list[icalendar.Calendar]:
    try:
        calendars: list[icalendar.Calendar] = icalendar.Calendar.from_ical(
            file.read_bytes(), multiple=True
        )
    except OSError as error:
        raise ValueError(f"{file.name}: {error.strerror}") from None
    except ValueError as error:
        raise ValueError(f"{file.name} is no iCal file: {_one_line(error)}") from None
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not events:
        raise ValueError(f"{file.name} holds no event, or is cut off")
    for event in events:
        if reason := _why_not(event, zone):
            raise ValueError(f"{file.name}: event {str(event.get('SUMMARY', '?'))!r}: {reason}")
    return calendars


def _why_not(event: icalendar.Event, zone: ZoneInfo) -> str:
    """What is wrong with an event and would be passed over, misread or repeated without end."""
    for name, reason in event.errors:
        return f"{name}: {reason}"
    if "DTSTART" not in event:
        return "DTSTART is missing"
    for name in {"DTSTART", "DTEND"} & event.keys():
        value = event[name]
        if "TZID" in value.params and getattr(value.dt, "tzinfo", None) is None:
            return f"{name}: unknown time zone {value.params['TZID']!r}"
    if "DTEND" in event and _wall_clock(event["DTEND"].dt, zone) < _wall_clock(
        event["DTSTART"].dt, zone
    ):
        return "ends before it starts"
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if _TOO_OFTEN & set(rule.get("FREQ", [])) or 0 in rule.get("INTERVAL", []):
            return "RRULE: repeats within the day or without an interval"
    return ""


def _occurrences(
    calendars: Iterable[icalendar.Calendar], first: date, last: date
) -> Iterator[icalendar.Event]:
    """With a day to spare at both ends, since the events' zones differ from the calendar's."""
    for calendar in calendars:
        try:
            yield from recurring_ical_events.of(calendar).between(
                first - _ONE_DAY, last + 2 * _ONE_DAY
            )
        except (ValueError, LookupError, TypeError, OverflowError) as error:
            raise ValueError(f"repetition not understood: {_one_line(error)}") from None


def _wall_clock(moment: date | datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows, without a zone; a date begins at midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def _day_by_day(begin: datetime, end: datetime, name: str) -> Iterator[Closing]:
    day = begin.date()
    while (midnight := datetime.combine(day, time())) < end:
        opens = max(int((begin - midnight).total_seconds() // 60), 0)
        closes = min(-int((midnight - end).total_seconds() // 60), MIDNIGHT)
        if opens < closes:
            yield Closing(day, (opens, closes), name)
        day += _ONE_DAY


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
