"""A country's public holidays, as the `holidays` library knows them."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import holidays

from hearback.domain.windows import Window, without
from infra.calendars.closing import ALL_DAY, Closing


@lru_cache(maxsize=1)
def countries() -> dict[str, list[str]]:
    """Subdivisions by ISO 3166 code of the country."""
    return holidays.list_supported_countries(include_aliases=False)


def knows_half_days(country: str) -> bool:
    return holidays.HALF_DAY in holidays.country_holidays(country).supported_categories


def full_days(country: str, subdivision: str | None, years: Iterable[int]) -> Iterator[Closing]:
    for day, name in _named(country, subdivision, years, holidays.PUBLIC):
        yield Closing(day, ALL_DAY, name)


def half_days(
    country: str, subdivision: str | None, years: Iterable[int], window: Window
) -> Iterator[Closing]:
    """Days such as the eve of a feast: closed outside the window."""
    for day, name in _named(country, subdivision, years, holidays.HALF_DAY):
        for span in without([ALL_DAY], window):
            yield Closing(day, span, name)


def _named(
    country: str, subdivision: str | None, years: Iterable[int], category: str
) -> Iterator[tuple[date, str]]:
    """In the country's own language, whatever that of the machine is."""
    language = holidays.country_holidays(country).default_language
    found = holidays.country_holidays(
        country, subdivision, years=years, categories=category, language=language
    )
    yield from sorted(found.items())
