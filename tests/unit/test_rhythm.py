"""A channel's rhythm: what silence is like it, and what is not."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from hearback.domain.rhythm import Week, hour_of_week, quiet_since, week_of
from tests.fake_channels import FakeChannels

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MONDAY = datetime(2026, 9, 28, tzinfo=UTC)
Comes = Callable[[datetime], bool]


def office_hours(at: datetime) -> bool:
    return at.weekday() < 5 and 6 <= at.hour < 15


def by_day(at: datetime) -> bool:
    return 5 <= at.hour < 20


def always(at: datetime) -> bool:
    return True


def often(share: float, seed: int = 1) -> Comes:
    dice = random.Random(seed)  # noqa: S311 - a test's
    return lambda at: dice.random() < share


def lived(comes: Comes, start: datetime, end: datetime) -> tuple[Week, ...]:
    """The weeks of a channel to which something comes in the middle of such hours."""
    log = FakeChannels()
    for hour in hours(start, end):
        if comes(hour):
            log.note_event("x", hour + HOUR / 2)
    return log.weeks("x")


def hours(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += HOUR


def alarm_after(comes: Comes, weeks: float, patience: timedelta = 14 * DAY) -> timedelta | None:
    """How long after it fell silent a channel is told of that had lived so many weeks."""
    end = MONDAY + weeks * 7 * DAY + 10 * HOUR
    known = lived(comes, MONDAY, end)
    for now in hours(end, end + patience):
        if quiet_since(known, now):
            return now - max(week.last_at for week in known)
    return None


@pytest.mark.parametrize("comes", [always, by_day, office_hours])
def test_a_channel_that_keeps_its_hours_is_never_told_of(comes: Comes) -> None:
    log = FakeChannels()
    for hour in hours(MONDAY, MONDAY + 30 * DAY):
        assert quiet_since(log.weeks("x"), hour) is None
        if comes(hour):
            log.note_event("x", hour + HOUR / 2)


def test_a_night_is_quiet_for_a_channel_that_always_sleeps() -> None:
    evening = MONDAY + 22 * DAY + 20 * HOUR
    known = lived(by_day, MONDAY, evening)
    morning = evening + 9 * HOUR
    assert all(quiet_since(known, now) is None for now in hours(evening, morning + 2 * HOUR))
    assert quiet_since(known, morning + 5 * HOUR) == evening - HOUR / 2


def test_a_weekend_is_quiet_for_a_channel_of_working_days_also_in_its_second_week() -> None:
    for weeks in (1, 2, 6):
        friday = MONDAY + weeks * 7 * DAY + 4 * DAY + 15 * HOUR
        known = lived(office_hours, MONDAY, friday)
        monday = friday + 2 * DAY + 15 * HOUR
        assert all(quiet_since(known, now) is None for now in hours(friday, monday)), weeks
        assert quiet_since(known, monday + 10 * HOUR) is not None


def test_a_holiday_is_expected_to_be_like_the_quietest_day() -> None:
    monday = MONDAY + 6 * 7 * DAY
    known = lived(office_hours, MONDAY, monday)
    tuesday = monday + DAY
    closed = {monday.date(), tuesday.date()}

    def is_holiday(at: datetime) -> bool:
        return at.date() in closed

    assert quiet_since(known, tuesday) is not None
    assert all(
        quiet_since(known, now, is_holiday) is None for now in hours(monday, tuesday + 30 * HOUR)
    )
    assert quiet_since(known, tuesday + 40 * HOUR, is_holiday) is not None


def test_a_shop_that_never_rests_is_told_of_on_a_holiday_too() -> None:
    known = lived(always, MONDAY, MONDAY + 42 * DAY)
    assert quiet_since(known, MONDAY + 42 * DAY + 8 * HOUR, lambda _: True) is not None


def test_the_busier_the_channel_the_sooner_its_silence_is_told() -> None:
    found = [alarm_after(often(share), 8) for share in (1.0, 0.5, 0.2, 0.1)]
    waits = [wait for wait in found if wait is not None]
    assert len(waits) == 4
    assert waits == sorted(waits)
    assert waits[0] <= 6 * HOUR
    assert 9 * HOUR < waits[1] < 24 * HOUR
    assert 2 * DAY < waits[3] < 7 * DAY


def test_a_new_channel_has_no_rhythm() -> None:
    known = lived(always, MONDAY, MONDAY + 6 * DAY)
    assert all(quiet_since(known, now) is None for now in hours(MONDAY, MONDAY + 60 * DAY))
    assert quiet_since((), MONDAY) is None


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
def test_chance_alone_hardly_ever_tells(share: float) -> None:
    """Two weeks of life, then a month of the same, five times: one silence of it at most."""
    told = set()
    for seed in range(5):
        log, comes, start = FakeChannels(), often(share, seed), MONDAY + 14 * DAY
        for hour in hours(MONDAY, start + 30 * DAY):
            if hour > start and hour.hour % 4 == 0:
                told.add((seed, quiet_since(log.weeks("x"), hour)))
            if comes(hour):
                log.note_event("x", hour + HOUR / 2)
    assert len([since for _, since in told if since is not None]) <= 1


def test_a_channel_that_was_silent_for_ever_costs_no_more_than_eight_weeks() -> None:
    known = lived(always, MONDAY, MONDAY + 10 * DAY)
    assert quiet_since(known, MONDAY + 20_000 * DAY) is not None


def test_weeks_are_those_of_iso_and_hours_count_from_monday() -> None:
    sunday_night = datetime(2027, 1, 3, 23, 59, tzinfo=UTC)
    assert (week_of(sunday_night), hour_of_week(sunday_night)) == ("2026-W53", 167)
    monday = datetime(2027, 1, 4, tzinfo=UTC)
    assert (week_of(monday), hour_of_week(monday)) == ("2027-W01", 0)
