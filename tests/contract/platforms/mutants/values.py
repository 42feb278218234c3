"""JSON that is nearly what a platform sends: its examples with a few things changed.

All chance comes from the generator that is handed in, so that one number is always one mutant.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

_MORE_CHANGES = (1, 1, 1, 1, 2, 2, 3, 5)
_DEEPER = 0.88
_MOST_SCRAPS = 2_000
_DEEP = "@deep@"
_DEPTHS = (60, 300, 450, 700, 850, 900, 930, 950, 960, 970, 980, 1_500, 60_000)
"""Around a thousand Python's own readers give up, each at a depth of its own."""

_STRANGE_LETTERS = (
    *("\0", "\t", "\n", "\r\n", "\x7f", "\x85", "\xa0", "\xad", "\u0301", "\u0130", "\u0131"),
    *("\u061c", "\u0663", "\u200b", "\u200d", "\u202e", "\u2028", "\ufeff", "\ufffe", "\uffff"),
    *("\ud800", "\udfff", "\U0001f468\u200d\U0001f469", "\U0010ffff", '"', "\\", "<", "&", ":"),
)
_TRAPS: tuple[object, ...] = (
    *(None, True, False, [], {}, [None], [[]], [{}], {"": None}, {"id": None}, [1, "1", {}]),
    *(0, -1, 1, 2**31, 2**53 + 1, 2**63, -(2**63), 10**18, 10**19, 10**40, 10**255, 10**4_200),
    *(0.0, -0.5, 1.5, 1e16, 1e300, float("nan"), float("inf"), float("-inf")),
    *("", " ", "0", "-1", "1e9", "null", "true", "NaN", "٣", "9" * 18, "9" * 25, "9" * 5_000),
    *("x" * 255, "x" * 256, "x" * 257, "ş" * 200, "İ" * 5_000, "\u0301" * 300, "<" * 300),
    *("2026-11-22T08:00:00Z", "2026-11-22T08:00:00+99:99", "99999-01-01", "0001-01-01T00:00:00+14"),
    *("2026-11-22", "20261122T080000Z", "Sun, 22 Nov 2026 11:00:00 +0300", "24:00", "1763796000"),
    *(1793601683, 1793601683000, 1793601683000000, 1793601683.25, "1793601683000", -62135596800),
    *(
        "javascript:alert(1)",
        "http://",
        "https://a.example/ b",
        "//a",
        "https://[",
        "http://\ud800",
    ),
    *("tr-TR", "und", "ZZZ", "@", "#", ":", "::", "a:b", "../..", "urn:li:comment:(", "$.a", "%00"),
    *(_STRANGE_LETTERS, "e30=", "{}", "[]", "<p>", "&amp;", "&#0;", "&#xd800;", _DEEP),
)


class Values:
    """Mutants of the examples; names and parts of all of them come up in each other's place."""

    def __init__(self, examples: Sequence[object]) -> None:
        self.examples = tuple(examples)
        self._scraps = [inner for each in self.examples for inner in _within(each)][:_MOST_SCRAPS]
        names = (name for each in self._scraps if isinstance(each, dict) for name in each)
        self._names = list(dict.fromkeys(names)) or ["id"]

    def changed(self, rng: Random) -> Any:
        value = rng.choice(self.examples)
        for _ in range(rng.choice(_MORE_CHANGES)):
            value = self._within(value, rng)
        return value

    def text(self, rng: Random) -> str:
        """A mutant as text: raw or escaped, sometimes cut, doubled or nested out of reach."""
        written = json.dumps(self.changed(rng), ensure_ascii=rng.random() < 0.5)
        return (
            rng.choice(_SPOILS)(_deepened(written, rng), rng)
            if rng.random() < 0.06
            else (_deepened(written, rng))
        )

    def bytes(self, rng: Random) -> bytes:
        text = self.text(rng)
        if rng.random() < 0.02:
            encoding = rng.choice(("utf-16", "utf-8-sig", "iso-8859-9", "utf-32-le"))
            return text.encode(encoding, "replace")
        return text.encode("utf-8", "surrogatepass")

    def _within(self, value: Any, rng: Random) -> Any:
        """Copies only what lies on the way to the change."""
        if isinstance(value, dict | list) and value and rng.random() < _DEEPER:
            at = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
            copy = value.copy()
            copy[at] = self._within(value[at], rng)
            return copy
        if isinstance(value, dict | list) and value and rng.random() < 0.7:
            return self._rearranged(value, rng)
        return rng.choice(_CHANGES)(self, value, rng)

    def _rearranged(self, value: Any, rng: Random) -> Any:
        if isinstance(value, dict):
            return rng.choice(_OF_OBJECTS)(self, dict(value), rng)
        return rng.choice(_OF_LISTS)(list(value), rng)

    def _trap(self, _: Any, rng: Random) -> Any:
        trap = rng.choice(_TRAPS)
        return rng.choice(trap) if isinstance(trap, tuple) else trap

    def _scrap(self, _: Any, rng: Random) -> Any:
        return rng.choice(self._scraps)

    def _wrapped(self, value: Any, rng: Random) -> Any:
        return rng.choice(([value], {rng.choice(self._names): value}, [value, value], [[value]]))

    def _as_text(self, value: Any, _: Random) -> Any:
        """A number as its digits, digits as a number, an object as JSON within JSON."""
        if isinstance(value, str):
            return (
                int(value) if value.isascii() and value.isdigit() and len(value) < 50 else [value]
            )
        return json.dumps(value)

    def _twisted(self, value: Any, rng: Random) -> Any:
        if isinstance(value, str):
            return rng.choice(_OF_TEXTS)(value, rng)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return rng.choice(
            (value * 1000, -value, value + 1, float(value) if abs(value) < 2**60 else 0)
        )

    def _united(self, value: Any, rng: Random) -> Any:
        other = rng.choice(self.examples)
        if isinstance(value, dict) and isinstance(other, dict):
            return {**value, **other} if rng.random() < 0.5 else {**other, **value}
        return [value, other]

    def _dropped(self, value: dict[str, Any], rng: Random) -> Any:
        del value[rng.choice(list(value))]
        return value

    def _renamed(self, value: dict[str, Any], rng: Random) -> Any:
        name = rng.choice(list(value))
        others = (rng.choice(self._names), name.upper(), name.title(), f"{name}s", f" {name}", "")
        value[rng.choice(others)] = value.pop(name)
        return value

    def _added(self, value: dict[str, Any], rng: Random) -> Any:
        value[rng.choice((rng.choice(self._names), "a_new_field", "__class__", "\ud800"))] = (
            self._trap(None, rng) if rng.random() < 0.5 else self._scrap(None, rng)
        )
        return value

    def _swapped(self, value: dict[str, Any], rng: Random) -> Any:
        one, other = rng.choice(list(value)), rng.choice(list(value))
        value[one], value[other] = value[other], value[one]
        return value


def _with_letter(text: str, rng: Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + rng.choice(_STRANGE_LETTERS) + text[at:]


_CHANGES: tuple[Callable[[Values, Any, Random], Any], ...] = (
    *(Values._trap,) * 4,
    *(Values._scrap,) * 2,
    *(Values._wrapped, Values._as_text, Values._twisted, Values._twisted, Values._united),
)
_OF_OBJECTS: tuple[Callable[[Values, dict[str, Any], Random], Any], ...] = (
    *(Values._dropped, Values._dropped, Values._renamed, Values._added, Values._swapped),
    lambda _, value, rng: rng.choice(list(value.values())),
    lambda _, value, rng: list(value.values()),
)
_OF_LISTS: tuple[Callable[[list[Any], Random], Any], ...] = (
    lambda value, rng: value[: rng.randrange(len(value))],
    lambda value, rng: [*value, rng.choice(value)],
    lambda value, rng: [*value, None, rng.choice(value)],
    lambda value, rng: rng.choice(value),
    lambda value, rng: value[::-1],
    lambda value, rng: {str(at): each for at, each in enumerate(value)},
    lambda value, rng: value * rng.choice((2, 3, 150 // len(value) + 1)),
)
_OF_TEXTS: tuple[Callable[[str, Random], str], ...] = (
    lambda value, rng: value.upper(),
    lambda value, rng: value.swapcase(),
    lambda value, rng: value[: rng.randrange(len(value) + 1)],
    lambda value, rng: value * 2,
    lambda value, rng: f" {value}\n",
    _with_letter,
    lambda value, rng: _with_letter(_with_letter(value, rng), rng),
)
_SPOILS: tuple[Callable[[str, Random], str], ...] = (
    lambda text, rng: text[: rng.randrange(len(text) + 1)],
    _with_letter,
    lambda text, rng: "\ufeff" + text,
    lambda text, rng: text + text,
    lambda text, rng: text.replace("null", "NaN").replace("false", "-Infinity"),
    lambda text, rng: text.replace('"', "'", rng.randrange(1, 9)),
    lambda text, rng: text.replace("{", '{"id": 1, "id": "2", ', rng.randrange(1, 9)),
    lambda text, rng: "".join(f"\\u{ord(c):04x}" if c.islower() else c for c in text),
    lambda text, rng: rng.choice(("", " ", "null", "0", '""', "[]", "{}", "[[]]", "\0", "]", "-")),
)


def _within(value: object) -> Iterator[object]:
    yield value
    inner = value.values() if isinstance(value, dict) else value
    if isinstance(inner, str) or not hasattr(inner, "__iter__"):
        return
    for each in inner:
        yield from _within(each)


def _deepened(text: str, rng: Random) -> str:
    if f'"{_DEEP}"' not in text:
        return text
    depth = rng.choice(_DEPTHS)
    lists, objects = "[" * depth + "]" * depth, '{"id":' * depth + "0" + "}" * depth
    return text.replace(f'"{_DEEP}"', rng.choice((lists, objects)), 1)
