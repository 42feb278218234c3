"""When a team is there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, field_validator, model_validator

from hearback.domain.business_hours import BusinessHours
from hearback.domain.policy.values import Strict, known_zone, no_repeats
from hearback.domain.windows import DAYS, Window, day_numbers, read_windows


class Closure(Strict):
    """A date with hours of its own: none, or those of a half day."""

    date: date
    windows: tuple[str, ...] = ()
    name: str = ""

    @model_validator(mode="after")
    def _windows_are_sound(self) -> Self:
        read_windows(self.windows)
        return self


class Calendar(Strict):
    """A service window. Keys of `windows` are days or ranges: `monday`, `monday-friday`.

    Of two that hold a day the shorter is meant: Friday's own hours beside `monday-friday`.
    """

    time_zone: Annotated[str, AfterValidator(known_zone)]
    windows: Mapping[str, tuple[str, ...]]
    closures: tuple[Closure, ...] = ()

    @field_validator("closures")
    @classmethod
    def _one_closure_a_date(cls, closures: tuple[Closure, ...]) -> tuple[Closure, ...]:
        no_repeats(tuple(closure.date.isoformat() for closure in closures))
        return closures

    @model_validator(mode="after")
    def _opens_at_all(self) -> Self:
        if not any(self.week()):
            raise ValueError("the calendar never opens")
        return self

    def is_holiday(self, at: datetime) -> bool:
        """Whether the day has hours of its own, or none, where the calendar is kept."""
        return at.astimezone(ZoneInfo(self.time_zone)).date() in self._dates

    @cached_property
    def _dates(self) -> frozenset[date]:
        return frozenset(closure.date for closure in self.closures)

    def working_time(self) -> BusinessHours:
        return self._business_hours

    @cached_property
    def _business_hours(self) -> BusinessHours:
        return BusinessHours(
            time_zone=self.time_zone,
            week=self.week(),
            closures={closure.date: read_windows(closure.windows) for closure in self.closures},
        )

    def week(self) -> tuple[tuple[Window, ...], ...]:
        """The windows of an ordinary Monday, Tuesday and so on."""
        ranges = [(day_numbers(days), read_windows(texts)) for days, texts in self.windows.items()]
        return tuple(_windows_of(day, ranges) for day in range(7))


def _windows_of(
    day: int, ranges: Iterable[tuple[tuple[int, ...], tuple[Window, ...]]]
) -> tuple[Window, ...]:
    holding = sorted((len(days), windows) for days, windows in ranges if day in days)
    if len(holding) > 1 and holding[0][0] == holding[1][0]:
        raise ValueError(f"{DAYS[day]} is in two ranges of the same length")
    return holding[0][1] if holding else ()
