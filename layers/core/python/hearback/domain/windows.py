"""The windows of a day: as people write them, and as minutes after midnight."""

import re
from collections.abc import Iterable
from itertools import pairwise

Window = tuple[int, int]
"""Minutes after midnight, start included, end excluded: (540, 1080) is 09:00-18:00."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MIDNIGHT = 24 * 60

_WINDOW = re.compile(r"([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])")


def read_windows(texts: Iterable[str]) -> tuple[Window, ...]:
    """`["09:00-12:30", "13:30-24:00"]`, in order. Raises `ValueError` for what is no such list."""
    windows = tuple(sorted(_window(text) for text in texts))
    for (_, closes), (opens, _) in pairwise(windows):
        if opens < closes:
            raise ValueError("windows of one day overlap")
    return windows


def window_text(window: Window) -> str:
    """As `read_windows` takes it."""
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in window)


def without(windows: Iterable[Window], closed: Window) -> tuple[Window, ...]:
    """What of the windows is left when this span of the day is closed."""
    begin, end = closed
    parts = [
        part
        for opens, closes in windows
        for part in ((opens, min(closes, begin)), (max(opens, end), closes))
    ]
    return tuple((opens, closes) for opens, closes in parts if opens < closes)


def day_numbers(days: str) -> tuple[int, ...]:
    """`monday`, `monday-friday` or, over the week's end, `sunday-thursday`; 0 is Monday."""
    first, dash, last = days.partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        raise ValueError(f"{days!r} is not a day or a range of days like monday-friday")
    begin = DAYS.index(first)
    span = (DAYS.index(last) - begin) % 7 if dash else 0
    return tuple((begin + step) % 7 for step in range(span + 1))


def _window(text: str) -> Window:
    match = _WINDOW.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a window like 09:00-18:00")
    from_hour, from_minute, to_hour, to_minute = map(int, match.groups())
    opens, closes = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    if not opens < closes <= MIDNIGHT:
        raise ValueError(f"{text!r} must start before it ends, between 00:00 and 24:00")
    return opens, closes
