"""Text as people type it: cleaning, Turkish case folding, shortening."""

import re
import unicodedata

_TURKISH_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_TO_ASCII = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKS_IN_A_ROW = 30
"""As many as Unicode lets a text have that is to be normalised piece by piece (Annex 15)."""
_LONG_RUN = re.compile(rf"[^\x00-\u02ff\w]{{{_MARKS_IN_A_ROW + 1},}}")
_LINE_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]+")
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_ELONGATED = re.compile(r"(\w)\1{2,}")


def clean(text: str) -> str:
    """The text in NFC, without lone surrogates and control characters (tab and newline stay).

    Of more than 30 combining marks in a row the rest is dropped: the time to put them in order
    grows with their square, and a hundred thousand would hold a worker for seconds.
    """
    printable = _LONG_RUN.sub(_with_few_marks, _UNPRINTABLE.sub("\ufffd", text))
    return unicodedata.normalize("NFC", printable).replace("\r\n", "\n")


def fold(text: str) -> str:
    """Lower case by Turkish rules, then without diacritics: `ŞİKAYET`, `sikayet` → `sikayet`.

    For matching only. Length may change (decomposed letters): use `clean` first and `clean`'s
    offsets are the folded text's offsets.
    """
    return text.translate(_TURKISH_LOWER).lower().translate(_TO_ASCII)


def squeeze(text: str) -> str:
    """Letters repeated three times or more come down to one: `gelmediiii` → `gelmedi`."""
    return _ELONGATED.sub(r"\1", text)


def same_words(one: str, other: str) -> bool:
    """Whether a reader would take them for the same text: capitals and blanks do not count."""
    return fold(clean(one)).split() == fold(clean(other)).split()


def one_line(text: str, limit: int) -> str:
    """One line, at most `limit` characters, no direction marks: for subjects and lists."""
    flat = " ".join(_DIRECTION_MARKS.sub("", _LINE_BREAKS.sub(" ", text)).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def _with_few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)
