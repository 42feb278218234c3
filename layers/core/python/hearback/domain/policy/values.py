"""What the fields of a care policy may hold, as it is written and as it is read."""

import re
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

_DURATION = re.compile(
    r"(?:(?P<days>\d+)d)?(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?(?:(?P<seconds>\d+)s)?"
)


def _duration(value: object) -> object:
    if isinstance(value, str) and (match := _DURATION.fullmatch(value)) and value:
        return timedelta(**{unit: int(number) for unit, number in match.groupdict("0").items()})
    return value


def as_list(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def no_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [value for value, count in Counter(values).items() if count > 1]:
        raise ValueError(f"given twice: {', '.join(map(str, twice))}")
    return values


def known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone of the IANA database")
    ZoneInfo(name)
    return name


def _not_negative(value: timedelta) -> timedelta:
    if value < timedelta():
        raise ValueError("must not be negative")
    return value


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta():
        raise ValueError("must be longer than nothing")
    return value


def _not_a_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError('money is written in quotes: "0.25"')
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_positive)]
"""`90s`, `15m`, `1h30m`, `2d` or ISO 8601."""

Delay = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_not_negative)]
Money = Annotated[Decimal, BeforeValidator(_not_a_float), Field(ge=0, le=100_000, decimal_places=6)]
Share = Annotated[float, Field(gt=0, lt=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Head = Literal["language", "kind", "sentiment", "offensive", "severity", "leverage", "topic"]
"""What a classification says of a mention, each with a confidence of its own."""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
