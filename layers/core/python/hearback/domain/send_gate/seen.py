"""A text as its readers take it: one kind of digits, nothing invisible, disguises undone."""

import re
import unicodedata

_INVISIBLE = (
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ufe00-\ufe0f\u20e3]"
)
"""Format characters, variation selectors, and the frame of keycap emoji."""

_OTHER_DIGIT = r"(?![0-9])\d"
_BRACKETED_AT = r"(?<=\w) ?[\[({<] ?(?:at|et|@) ?[\])}>] ?(?=\w)"
_BRACKETED_DOT = r"(?<=\w) ?[\[({<] ?(?:dot|nokta|\.) ?[\])}>] ?(?=\w)"
_SPELLED_AT = r"(?<=\w) (?:at|et) (?P<host>[\w-]{1,63}(?: (?:dot|nokta) [\w-]{2,63}){1,3})(?![\w-])"
_LOOSE_AT = r"(?<=\w) ?@ (?=\w)|(?<=\w) @(?=(?:gmail|hotmail|outlook|yahoo|icloud|yandex|mynet)\.)"

_ONES = (
    "sifir bir iki uc dort bes alti yedi sekiz dokuz",
    "zero one two three four five six seven eight nine",
)
_TENS = (
    "on yirmi otuz kirk elli altmis yetmis seksen doksan",
    "ten twenty thirty forty fifty sixty seventy eighty ninety",
)
_ONE = {word: value for line in _ONES for value, word in enumerate(line.split())} | {"oh": 0}
_TEN = {word: 10 * value for line in _TENS for value, word in enumerate(line.split(), 1)}
_HUNDREDS = ("yuz", "hundred")
_NUMBER_WORDS = "|".join(sorted((*_ONE, *_TEN, *_HUNDREDS), key=len, reverse=True))
_SPELLED = rf"\b(?:{_NUMBER_WORDS})(?:[ ,-]{{1,2}}(?:{_NUMBER_WORDS})){{1,40}}\b"


def seen(text: str) -> str:
    """Compatible forms made one (`０` → `0`, `＠` → `@`), other alphabets' digits ours.

    `a [at] b (dot) c` and `a at b dot c` are read as addresses.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", re.sub(_INVISIBLE, "", text))
        text = re.sub(_OTHER_DIGIT, lambda found: str(unicodedata.decimal(found[0])), text)
    text = re.sub(_BRACKETED_AT, "@", text, flags=re.IGNORECASE)
    text = re.sub(_BRACKETED_DOT, ".", text, flags=re.IGNORECASE)
    text = re.sub(_SPELLED_AT, _address, text, flags=re.IGNORECASE)
    return re.sub(_LOOSE_AT, "@", text)


def in_figures(folded: str) -> str:
    """Runs of number words as figures: `sifir bes yuz otuz iki` → `0532`, `five three` → `53`."""
    return re.sub(_SPELLED, lambda found: _figures(found[0]), folded)


def _address(found: re.Match[str]) -> str:
    return "@" + re.sub(r" (?:dot|nokta) ", ".", found["host"], flags=re.IGNORECASE)


def _figures(run: str) -> str:
    """Within one number words go from hundreds down to ones; what goes up begins another."""
    numbers, size = [0], 0
    for word in re.split(r"[ ,-]+", run):
        if word in _HUNDREDS:
            one = numbers.pop() if size == 0 and 0 < numbers[-1] < 10 else 1
            numbers.append(100 * one)
            size = 2
        elif word in _TEN:
            numbers += [_TEN[word] + (numbers.pop() if size == 2 else 0)]
            size = 1
        else:
            numbers += [_ONE[word] + (numbers.pop() if size and _ONE[word] else 0)]
            size = 0
    return "".join(map(str, numbers[1:]))
