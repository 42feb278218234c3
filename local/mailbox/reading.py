"""Template filters: a plain-text mail as mail programs show it, safely."""

import itertools
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

_ISTANBUL = ZoneInfo("Europe/Istanbul")
_LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]")
_MARKS = {">": "quote", "|": "draft"}


def linked(text: str) -> Markup:
    """Escaped text whose links can be clicked."""
    marked, end = Markup(), 0
    for found in _LINK.finditer(text):
        marked += text[end : found.start()]
        marked += Markup('<a href="{0}" title="{0}" rel="noopener noreferrer">{0}</a>').format(
            found[0]
        )
        end = found.end()
    return marked + text[end:]


def blocks(body: str) -> list[tuple[str, str]]:
    """Pieces of the body: quoted lines (`> `), lines of a draft (`| `), and the rest."""
    kinds = itertools.groupby(body.splitlines(), key=lambda line: _MARKS.get(line[:1], "text"))
    return [
        (kind, "\n".join(line if kind == "text" else line[1:].removeprefix(" ") for line in lines))
        for kind, lines in kinds
    ]


def clock_time(at: datetime) -> str:
    return f"{at.astimezone(_ISTANBUL):%H:%M:%S}"


def day(at: datetime) -> str:
    return f"{at.astimezone(_ISTANBUL):%d.%m.%Y %H:%M:%S}"


FILTERS = {"linked": linked, "blocks": blocks, "clock": clock_time, "day": day}
