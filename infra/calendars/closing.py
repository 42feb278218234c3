"""A span of a date in which the doors are closed, whoever says so."""

from dataclasses import dataclass
from datetime import date

from hearback.domain.windows import MIDNIGHT, Window

ALL_DAY: Window = (0, MIDNIGHT)


@dataclass(frozen=True, slots=True)
class Closing:
    """`span` in minutes after midnight, by the wall clock of the calendar."""

    day: date
    span: Window
    name: str
