"""Reading JSON that somebody else wrote: any shape may come, and none may stop us."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from hearback.domain.mention import EventBroken, Incoming

LONGEST_ID = 256
"""Bytes: an id becomes a part of a key in the table."""

LARGEST_FRAGMENT = 200_000
"""Bytes: a fragment must fit into a queue's message beside its attributes."""

_LONGEST_LABEL = 200
_LONGEST_LINK = 2_048
_C1 = dict.fromkeys(range(0x80, 0xA0))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = range(2000, 2100)
_EXACT_AS_FLOAT = 2**53


Part = tuple[object, Callable[[], Incoming]]
"""A body that holds one event alone, and what reads that event."""


class Broken(Exception):
    """A part that cannot be read; the message says why and holds nothing of its content."""


def read_object(text: str) -> dict[str, Any]:
    """The JSON object that the text holds. Raises `Broken`."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Broken("body is not readable JSON") from None
    return needed_record(value, "body")


def read_parts(parts: Iterable[Part], whole: str) -> tuple[Incoming, ...]:
    """The event of each part; one that raises `Broken` is passed on and loses no other.

    A part comes with a body that holds it alone, so that it can be delivered again by itself;
    `whole` is the body of all and takes its place if it cannot be written.
    """
    return tuple(_read(alone, reader, whole) for alone, reader in parts)


def _read(alone: object, reader: Callable[[], Incoming], whole: str) -> Incoming:
    try:
        return reader()
    except Broken as error:
        try:
            return broken(str(error), json.dumps(alone))
        except RecursionError:
            return broken(str(error), whole)


def broken(reason: str, fragment: str) -> EventBroken:
    """Over 200 KB the fragment is cut: still there to be read, no more to be delivered again."""
    cut = fragment.encode("utf-8", "replace")[:LARGEST_FRAGMENT].decode("utf-8", "ignore")
    return EventBroken(reason=reason, fragment=cut)


def record(value: object) -> dict[str, Any]:
    """The object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def needed_record(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Broken(f"{name} is not an object")
    return value


def items(value: object) -> list[Any]:
    """The list, or an empty one for anything else."""
    return value if isinstance(value, list) else []


def identifier(value: object) -> str | None:
    """An id as a string, exact also above 2^53; none if it cannot be one."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_AS_FLOAT:
        value = int(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10 ** (LONGEST_ID - 1) else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    fits = text.isprintable() and 0 < len(text.encode()) <= LONGEST_ID
    return text if fits else None


def needed_id(name: str, *values: object) -> str:
    """The first of the values that is an id. Raises `Broken` if none is."""
    found = next(filter(None, map(identifier, values)), None)
    if found is None:
        raise Broken(f"no {name}")
    return found


def label(value: object) -> str:
    """A name, a handle or a type: one line, of a length that can be shown."""
    from hearback.domain.text import clean, one_line  # noqa: PLC0415 - the edge needs neither

    return one_line(clean(value).translate(_C1), _LONGEST_LABEL) if isinstance(value, str) else ""


def words(value: object) -> str:
    """What a person wrote; absent is empty. Raises `Broken` rather than lose it."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Broken("text is not text")
    return value


def link(value: object) -> str:
    """A web address, or empty: a script's address never becomes a link on our pages."""
    if not isinstance(value, str) or len(value) > _LONGEST_LINK:
        return ""
    fits = value.startswith(("https://", "http://")) and value.isprintable() and " " not in value
    return value if fits else ""


def token(value: object) -> str:
    """What opens a door of the platform's, or empty for what fits into no header."""
    fits = isinstance(value, str) and value.isascii() and value.isprintable()
    return value.strip() if fits and isinstance(value, str) else ""


def language(value: object) -> str | None:
    """The two-letter language of a tag such as `tr-TR`; none for `und`, `zxx` and the like."""
    primary = value.split("-")[0].lower() if isinstance(value, str) else ""
    return primary if len(primary) == 2 and primary.isascii() and primary.isalpha() else None


def whole(value: object) -> int | None:
    """A count, given as a number or as digits."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 19:
        value = int(value)
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
    return value if fits and isinstance(value, int) else None


def _unit(count: int) -> int:
    """Microseconds in one of what is counted: a count says by its size what it counts."""
    if count >= 10**14:
        return 1
    return 1_000 if count >= 10**11 else 1_000_000


def moment(value: object) -> datetime | None:
    """A time in UTC from ISO 8601, seconds, milliseconds or microseconds; none if absurd."""
    if isinstance(value, float) and abs(value) < _EXACT_AS_FLOAT:
        value = int(value)
    count = whole(value)
    try:
        if count is not None:
            found = _EPOCH + timedelta(microseconds=count * _unit(count))
        elif isinstance(value, str):
            found = datetime.fromisoformat(value.strip())
        else:
            return None
        found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.year in _YEARS else None
