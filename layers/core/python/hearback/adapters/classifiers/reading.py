"""A text as the heads see it: its words in folded letters, and signs of how it was written."""

import re
from typing import NamedTuple

from hearback.domain.text import clean

FROM_START, FROM_END = 1_000, 500
"""Of a longer text only so many letters are looked at: the matter stands first, threats last."""

_LONGEST_WORD = 40
# Faster than a translation table, which asks a dictionary for each letter.
_FOLDS = tuple(
    zip(
        ("ı", "ç", "ğ", "ö", "ş", "ü", "â", "î", "û", "’", "‘", "´", "`", "\u0307", "\ufe0f"),
        ("i", "c", "g", "o", "s", "u", "a", "i", "u", "'", "'", "'", "'", "", ""),
        strict=True,
    )
)
_DIGITS = str.maketrans("123456789", "000000000")
_ADDRESSED = re.compile(r"\s*(?:@[\w.]+[:,]?\s+)+(?=\S)")
"""Whom a post is to stands in front of it, and says little of what it says."""
_MOST_ADDRESSED = 3
_MAY_LINK = re.compile("http|www|url")
_LINK = re.compile(r"https?://\S+|\bwww\.\S+|\burl\b")
_SPELLED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
"""A letter of a word that is spelled with dots, as those are that must not be said."""
_TOKEN = re.compile(
    r"[^\W\d_][^\W_]*(?:\*+[^\W_]+)*\**"  # a word, its letters perhaps hidden behind asterisks
    r"|@[\w.]*|[0-9][0-9.,:]*|[!?]+|\.\.+|…|:-?[()dp03]|[\"“”«»#]|[^\w\s.,;:()\-'/&+%*]"
)
_LOUD = re.compile(r"\b[A-ZÇĞİÖŞÜ]{3,}\b")
_LENGTHS = (2, 5, 10, 20, 40, 80)
_LATIN = 0x250


class Reading(NamedTuple):
    """`words` in the text's order, marks such as `?`, `@` and emoji among them; `signs` of the
    whole text: links, capitals, length, letters beyond ASCII. `written` is the part
    that was looked at and `folded` the same, letter for letter, in folded letters."""

    words: list[str]
    signs: list[str]
    written: str
    folded: str

    def as_written(self, word: str) -> str:
        """A word as the text has it."""
        at = self.folded.find(word)
        while at > 0 and self.folded[at - 1].isalnum():
            at = self.folded.find(word, at + 1)
        return self.written[at : at + len(word)] if at >= 0 else word


def read(text: str) -> Reading:
    """Read any text, of a long one its beginning and end; never raises."""
    written = clean(shortened(text))
    addressed = _ADDRESSED.match(written)
    if addressed:
        written = written[addressed.end() :]
    signs = _manner(written)
    if addressed:
        signs.append(f"to {min(addressed[0].count('@'), _MOST_ADDRESSED)}")
    folded = _folded(written)
    plain, links = _LINK.subn(" ", folded) if _MAY_LINK.search(folded) else (folded, 0)
    if links:
        signs.append("link")
    if "." in plain:
        plain = _SPELLED.sub(r"\1", plain)
    words: list[str] = []
    for token in _TOKEN.findall(plain):
        if token.isalpha() and len(token) <= _LONGEST_WORD:
            words.append(token)
        else:
            _take(token, words, signs)
    signs.append(f"length {sum(len(words) > limit for limit in _LENGTHS)}")
    return Reading(words, signs, written if len(written) == len(folded) else folded, folded)


def _folded(text: str) -> str:
    """Lower case without diacritics. Unlike in `domain.text.fold`, `I` is `i`: English is read."""
    folded = text.lower()
    if not folded.isascii():
        for letter, plain in _FOLDS:
            folded = folded.replace(letter, plain)
    return folded


def shortened(text: str) -> str:
    """The part of a text that is looked at."""
    if len(text) <= FROM_START + FROM_END:
        return text
    return f"{text[:FROM_START]} {text[-FROM_END:]}"


def _take(token: str, words: list[str], signs: list[str]) -> None:
    """A word with digits or asterisks in it; a mark as a word, or as a sign of the whole text."""
    first = token[0]
    if first.isalpha():
        words.append(token[:_LONGEST_WORD].translate(_DIGITS))
    elif first == "@":
        words.append("@")
    elif first.isdigit():
        words.append("0" * min(sum(map(str.isdigit, token)), 5))
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
        beyond = [letter for letter in set(text) if letter > "\x7f" and letter.isalpha()]
        low = dict.fromkeys(letter.lower()[0] for letter in beyond)
        signs += dict.fromkeys(
            letter if ord(letter) < _LATIN else f"script {ord(letter) >> 7}" for letter in low
        )
    return signs
