"""What a policy file may say about calendars beyond what the functions read."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    field_validator,
    model_validator,
)

from hearback.domain.policy import Calendar, CarePolicy, Id
from hearback.domain.windows import Window, read_windows
from infra.calendars.public_holidays import countries, knows_half_days


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _not_a_truth_value(value: object) -> object:
    if value is False:
        raise ValueError('Norway is "NO" in quotes: YAML reads it without them as a no')
    return value


def _known_country(code: str) -> str:
    if code not in countries():
        raise ValueError(f"{code!r} is no country of the holidays library: TR, DE and so on")
    return code


def _one_window(text: str) -> str:
    read_windows([text])
    return text


class HalfDays(_Strict):
    """`window`: the hours that are left of an ordinary day's."""

    window: Annotated[str, AfterValidator(_one_window)]

    def minutes(self) -> Window:
        return read_windows([self.window])[0]


class PublicHolidays(_Strict):
    """By ISO 3166. Without `half_days`, the eves of feasts are ordinary days."""

    country: Annotated[str, BeforeValidator(_not_a_truth_value), AfterValidator(_known_country)]
    subdivision: str | None = None
    half_days: HalfDays | None = None

    @field_validator("subdivision")
    @classmethod
    def _is_of_the_country(cls, code: str | None, info: ValidationInfo) -> str | None:
        country = info.data.get("country")
        if code and country and code not in (known := countries()[country]):
            raise ValueError(f"{country} has no {code!r}; it has {', '.join(known) or 'none'}")
        return code

    @field_validator("half_days")
    @classmethod
    def _are_known(cls, rule: HalfDays | None, info: ValidationInfo) -> HalfDays | None:
        country = info.data.get("country")
        if rule and country and not knows_half_days(country):
            raise ValueError(f"the holidays library knows no half days of {country}")
        return rule


class CalendarSource(Calendar):
    """`closures` and `open_on` are the policy's own word: they win over the other two.

    `ical`: a file; its path starts at the policy file. `open_on`: ordinary days, whatever the
    holidays and the file say.
    """

    holidays: PublicHolidays | None = None
    ical: Path | None = None
    open_on: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _one_word_a_date(self) -> Self:
        both = sorted({closure.date for closure in self.closures} & set(self.open_on))
        if both:
            raise ValueError(f"both in closures and open_on: {', '.join(map(str, both))}")
        return self


class CarePolicySource(CarePolicy):
    """The policy as its file has it."""

    calendars: Mapping[Id, CalendarSource]
