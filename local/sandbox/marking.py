"""Template filters: text as the platforms show it, safely."""

import hashlib
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from hearback.domain.mention import Author
from hearback.domain.text import clean

_ISTANBUL = ZoneInfo("Europe/Istanbul")
_COLOURS = 10
_SPECIAL = re.compile(r"(https?://[^\s<>\"']+)|((?<!\w)[@#]\w+)")


def rich(text: str) -> Markup:
    """Escaped text, its links clickable, its handles and hashtags in colour."""
    marked, end = Markup(), 0
    tidy = clean(text)
    for found in _SPECIAL.finditer(tidy):
        marked += tidy[end : found.start()]
        if found[1]:
            marked += Markup('<a href="{0}" rel="noopener nofollow">{0}</a>').format(found[1])
        else:
            marked += Markup('<span class="tag">{}</span>').format(found[2])
        end = found.end()
    return marked + tidy[end:]


def initials(author: Author) -> str:
    words = re.findall(r"[^\W\d_]+", author.name or author.handle)
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def colour(author: Author) -> int:
    """Which of the palette's colours this person has, always the same."""
    return hashlib.sha256((author.id or author.name).encode()).digest()[0] % _COLOURS


def clock_time(at: datetime) -> str:
    return f"{at.astimezone(_ISTANBUL):%H:%M:%S}"


def short(span: timedelta | None, language: str) -> str:
    """`4.2 s`, `3 min`, `2 h`; in Turkish `4,2 sn`, `3 dk`, `2 sa`."""
    if span is None:
        return "–"
    seconds = span.total_seconds()
    s, m, h = ("sn", "dk", "sa") if language == "tr" else ("s", "min", "h")
    if seconds < 10:
        return f"{seconds:.1f} {s}".replace(".", "," if language == "tr" else ".")
    if seconds < 90:
        return f"{seconds:.0f} {s}"
    return f"{seconds / 60:.0f} {m}" if seconds < 5400 else f"{seconds / 3600:.0f} {h}"


def thousands(number: int | None, language: str) -> str:
    return f"{number or 0:,}".replace(",", "." if language == "tr" else ",")


def percent(number: int, language: str) -> str:
    return f"%{number}" if language == "tr" else f"{number}%"


FILTERS = {
    "rich": rich,
    "initials": initials,
    "colour": colour,
    "clock": clock_time,
    "short": short,
    "thousands": thousands,
    "percent": percent,
}
