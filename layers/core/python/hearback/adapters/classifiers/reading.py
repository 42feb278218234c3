"""A text as the heads see it: its words in folded letters, and signs of how it was written."""

import re
from typing import NamedTuple

from hearback.domain.text import clean, squeeze

FROM_START, FROM_END = 1_000, 500
"""Of a longer text only so many letters are looked at: the matter stands first, threats last."""

_LONGEST_WORD = 40
_FOLDS = {"I": "i", "İ": "i", "\u0307": "", "\ufe0f": "", **dict.fromkeys("123456789", "0")}
_FOLDING = str.maketrans(
    _FOLDS | dict(zip("ıçğöşüâîûÇĞÖŞÜÂÎÛ’‘´`ʼ", "icgosuaiucgosuaiu'''''", strict=True))
)
_LINK = re.compile(r"https?://\S+|\bwww\.\S+|\burl\b")
_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*(?:\*+[^\W_]+)*\**"  # a word, its letters perhaps hidden behind asterisks
    r"|@[\w.]*|0[0.,:]*|[!?]+|\.\.+|…|:-?[()dp03]|[\"“”«»#]|[^\w\s.,;:()\-'/&+%*]"
)
_LOUD = re.compile(r"\b[A-ZÇĞİÖŞÜ]{3,}\b")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LENGTHS = (2, 5, 10, 20, 40, 80)
_LATIN = 0x250


class Reading(NamedTuple):
    """`words` in the text's order, marks such as `?`, `@` and emoji among them; `signs` of the
    whole text: links, elongation, capitals, length, letters beyond ASCII. `written` is the part
    that was looked at and `folded` the same, letter for letter, in folded letters."""

    words: list[str]
    signs: list[str]
    written: str
    folded: str

    def as_written(self, word: str) -> str:
        """A word as the text has it; the folded word where it was elongated."""
        at = self.folded.find(word)
        while at > 0 and self.folded[at - 1].isalnum():
            at = self.folded.find(word, at + 1)
        return self.written[at : at + len(word)] if at >= 0 else word


def read(text: str) -> Reading:
    """Read any text, of a long one its beginning and end; never raises."""
    written = clean(shortened(text))
    signs = _manner(written)
    folded = written.translate(_FOLDING).lower()
    plain, links = _LINK.subn(" ", folded)
    if links:
        signs.append("link")
    short = squeeze(plain)
    if short != plain:
        signs.append("elongated")
    words: list[str] = []
    for token in _TOKEN.findall(short):
        _take(token, words, signs)
    signs.append(f"length {sum(len(words) > limit for limit in _LENGTHS)}")
    return Reading(words, signs, written if len(written) == len(folded) else folded, folded)


def shortened(text: str) -> str:
    """The part of a text that is looked at."""
    if len(text) <= FROM_START + FROM_END:
        return text
    return f"{text[:FROM_START]} {text[-FROM_END:]}"


def _take(token: str, words: list[str], signs: list[str]) -> None:
    first = token[0]
    if first.isalpha():
        words.append(token[:_LONGEST_WORD])
    elif first == "@":
        words.append("@")
    elif first == "0":
        words.append("0" * min(token.count("0"), 5))
    elif first in "!?":
        mark = "?" if "?" in token else "!"
        words.append(mark)
        if len(token) > 1:
            signs.append("?!" if mark == "?" and "!" in token else mark * 2)
    elif first in ".…":
        words.append("…")
    elif first in '"“”«»':
        signs.append("quoted")
    elif first == "#":
        signs.append("tag")
    else:
        words.append(token.replace("-", ""))


def _manner(text: str) -> list[str]:
    """How it is written: capitals, a small first letter, letters and scripts beyond ASCII."""
    signs = []
    if _LOUD.search(text):
        letters = sum(map(str.isalpha, text))
        loud = sum(map(str.isupper, text)) > 0.6 * letters and letters > 5
        signs.append("shouted" if loud else "capitals")
    if text[:1].islower():
        signs.append("small start")
    if not text.isascii():
        for letter in sorted(set(_BEYOND_ASCII.findall(text.lower()))):
            if letter.isalpha():
                signs.append(letter if ord(letter) < _LATIN else f"script {ord(letter) >> 7}")
    return signs
