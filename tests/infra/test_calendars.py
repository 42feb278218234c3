"""What a policy file says about calendars, and the plain closures that the functions get of it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import Calendar
from infra.calendars.closures import compile_calendar, years_to_compile
from infra.calendars.source import CalendarSource

TODAY = date(2026, 11, 22)
WEEKDAYS = {"monday-friday": ["09:00-12:30", "13:30-18:00"], "saturday": ["10:00-14:00"]}
TURKEY = {"country": "TR", "half_days": {"window": "00:00-13:00"}}


def compiled(folder: Path = Path(), **fields: Any) -> Calendar:
    plain = {"time_zone": "Europe/Istanbul", "windows": WEEKDAYS, **fields}
    source = CalendarSource.model_validate(plain)
    return compile_calendar(source, folder, years_to_compile(TODAY))


def hours_of(calendar: Calendar, day: date) -> tuple[str, ...]:
    """The windows of a date as people write them."""
    closures = {closure.date: closure.windows for closure in calendar.closures}
    week = calendar.week()[day.weekday()]
    usual = tuple(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in week)
    return closures.get(day, usual)


def ical(folder: Path, *events: str) -> Path:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@test", "DTSTAMP:20260101T000000Z"]
        lines += [*event.split("|"), "END:VEVENT"]
    file = folder / "closed.ics"
    file.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 10, 27), ("09:00-12:30", "13:30-18:00")),
        (date(2026, 10, 28), ("09:00-12:30",)),
        (date(2026, 10, 29), ()),
        (date(2027, 3, 8), ("09:00-12:30",)),
        (date(2027, 3, 9), ()),
        (date(2028, 5, 6), ()),
        (date(2029, 4, 23), ()),
    ],
)
def test_turkish_holidays_are_closed_and_their_eves_half_days(
    day: date, hours: tuple[str, ...]
) -> None:
    assert hours_of(compiled(holidays=TURKEY), day) == hours


@pytest.mark.parametrize(
    ("zone", "country", "subdivision", "day"),
    [
        ("Europe/Berlin", "DE", "BY", date(2027, 1, 6)),
        ("America/New_York", "US", None, date(2026, 11, 26)),
        ("Europe/London", "GB", "SCT", date(2026, 11, 30)),
    ],
)
def test_other_countries_keep_their_own_holidays(
    zone: str, country: str, subdivision: str | None, day: date
) -> None:
    calendar = compiled(time_zone=zone, holidays={"country": country, "subdivision": subdivision})
    assert hours_of(calendar, day) == ()


def test_a_deadline_before_a_holiday_goes_on_after_it() -> None:
    zone = ZoneInfo("Europe/Istanbul")
    asked = datetime(2026, 10, 28, 12, 15, tzinfo=zone)
    due = compiled(holidays=TURKEY).working_time().add(asked, timedelta(hours=1))
    assert due == datetime(2026, 10, 30, 9, 45, tzinfo=zone)


def test_the_policys_own_word_wins_over_the_holidays() -> None:
    calendar = compiled(
        holidays=TURKEY,
        closures=[{"date": "2026-10-29", "windows": ["10:00-11:00"]}, {"date": "2026-12-31"}],
        open_on=["2027-05-19"],
    )
    assert hours_of(calendar, date(2026, 10, 29)) == ("10:00-11:00",)
    assert hours_of(calendar, date(2026, 12, 31)) == ()
    assert hours_of(calendar, date(2027, 5, 19)) == ("09:00-12:30", "13:30-18:00")


def test_events_of_an_ical_file_close_the_doors(tmp_path: Path) -> None:
    ical(
        tmp_path,
        "SUMMARY:Stocktaking|DTSTART;VALUE=DATE:20261214|DTEND;VALUE=DATE:20261216",
        "SUMMARY:Moving|DTSTART:20261217T070000Z|DTEND:20261217T083000Z",
        "SUMMARY:Meeting|DTSTART:20270104T090000|DTEND:20270104T100000|RRULE:FREQ=WEEKLY;COUNT=2",
        "SUMMARY:Party|STATUS:CANCELLED|DTSTART;VALUE=DATE:20261218",
    )
    calendar = compiled(tmp_path, ical="closed.ics")
    assert hours_of(calendar, date(2026, 12, 14)) == hours_of(calendar, date(2026, 12, 15)) == ()
    assert hours_of(calendar, date(2026, 12, 16)) == ("09:00-12:30", "13:30-18:00")
    assert hours_of(calendar, date(2026, 12, 17)) == ("09:00-10:00", "11:30-12:30", "13:30-18:00")
    assert hours_of(calendar, date(2026, 12, 18)) == ("09:00-12:30", "13:30-18:00")
    for monday in (date(2027, 1, 4), date(2027, 1, 11)):
        assert hours_of(calendar, monday) == ("10:00-12:30", "13:30-18:00")
    assert {closure.name for closure in calendar.closures} == {"Stocktaking", "Moving", "Meeting"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "holds no event"),
        (b"hello", "no iCal file"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n", "DTSTART"),
        (None, "No such file"),
    ],
)  # fmt: skip
def test_an_ical_file_that_is_none_is_named(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / "closed.ics").write_bytes(content)
    with pytest.raises(PolicyInvalid, match="ical: ") as caught:
        compiled(tmp_path, ical="closed.ics")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("SUMMARY:x|DTSTART:20261217T070000Z|DTEND:20261216T083000Z", "ends before it starts"),
        ("SUMMARY:x|DTSTART;TZID=Mars/Olympus:20261217T070000", "unknown time zone"),
        ("SUMMARY:x|DTSTART:20261217T070000Z|RRULE:FREQ=SECONDLY", "repeats within the day"),
    ],
)
def test_an_event_that_cannot_be_meant_is_named(tmp_path: Path, event: str, reason: str) -> None:
    ical(tmp_path, event)
    with pytest.raises(PolicyInvalid) as caught:
        compiled(tmp_path, ical="closed.ics")
    assert reason in str(caught.value)
    assert "'x'" in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"holidays": {"country": "Turkey"}}, "no country of the holidays library"),
        ({"holidays": {"country": False}}, 'Norway is "NO" in quotes'),
        ({"holidays": {"country": "DE", "subdivision": "XX"}}, "DE has no 'XX'"),
        ({"holidays": {"country": "US", "half_days": {"window": "13-14"}}}, "not a window"),
        ({"closures": [{"date": "2026-12-31"}, {"date": "2026-12-31"}]}, "given twice"),
        (
            {"closures": [{"date": "2026-12-31"}], "open_on": ["2026-12-31"]},
            "both in closures and open_on",
        ),
    ],
)
def test_a_mistake_about_holidays_is_named(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        compiled(**fields)
    assert reason in str(caught.value)


def test_opening_on_a_day_that_is_open_anyway_is_a_mistake() -> None:
    with pytest.raises(PolicyInvalid, match="2026-12-01 is an ordinary day already"):
        compiled(holidays=TURKEY, open_on=["2026-12-01"])


def test_a_year_without_an_open_hour_is_a_mistake(tmp_path: Path) -> None:
    ical(tmp_path, "SUMMARY:x|DTSTART;VALUE=DATE:20270101|DTEND;VALUE=DATE:20280102")
    with pytest.raises(PolicyInvalid, match="no open hour is left in 2027"):
        compiled(tmp_path, ical="closed.ics")
