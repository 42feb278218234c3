"""Text as people type it: cleaning, Turkish case folding, shortening."""

import re
import unicodedata

_TURKISH_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_TO_ASCII = str.maketrans("çğıöşüâîû", "cgiosuaiu")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029]+")
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_ELONGATED = re.compile(r"(\w)\1{2,}")


def clean(text: str) -> str:
    """The text in NFC, without lone surrogates and control characters (tab and newline stay)."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("\ufffd", text)).replace("\r\n", "\n")


def fold(text: str) -> str:
    """Lower case by Turkish rules, then without diacritics: `ŞİKAYET`, `sikayet` → `sikayet`.

    For matching only. Length may change (decomposed letters): use `clean` first and `clean`'s
    offsets are the folded text's offsets.
    """
    return text.translate(_TURKISH_LOWER).lower().translate(_TO_ASCII)


def squeeze(text: str) -> str:
    """Letters repeated three times or more come down to one: `gelmediiii` → `gelmedi`."""
    return _ELONGATED.sub(r"\1", text)


def one_line(text: str, limit: int) -> str:
    """One line, at most `limit` characters, no direction marks: for subjects and lists."""
    flat = " ".join(_DIRECTION_MARKS.sub("", _LINE_BREAKS.sub(" ", text)).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
