"""Features of a text, each as a hash of 32 bits: CRC-32, the same in every Python, everywhere.

A word gives itself, its stem, and all runs of three to five bytes of it, its borders counted;
neighbours give pairs of their stems, since Turkish piles up suffixes. Each family of features
starts its CRC from a seed of its own.
"""

from typing import NamedTuple
from zlib import crc32

from hearback.domain.text import squeeze

_SHORTEST, _LONGEST = 3, 5
_STEM = 5
_WORD, _BEGINNING, _STEMS, _SIGN = map(crc32, (b"word ", b"stem ", b"stems ", b"sign "))
_ELONGATED = crc32(b"elongated", _SIGN)


class Stem(NamedTuple):
    """The beginning of a word, and the CRC with which it opens a pair."""

    letters: bytes
    opening: int


def stem_of(word: str) -> Stem:
    letters = word.encode()[:_STEM]
    return Stem(letters, crc32(letters + b"_", _STEMS))


START, END = stem_of("^"), stem_of("$")
"""What a text's first word follows and its last one precedes."""


def of_word(word: str) -> list[int]:
    """What stands for the whole of it and, of one in letters, its n-grams; elongated, as it should
    be written."""
    plain = squeeze(word)
    letters = plain.encode()
    found = wholes_of(letters)
    if plain != word:
        found.append(_ELONGATED)
    if plain[0].isalpha():
        padded = b" %b " % letters
        size = len(padded)
        for count in range(_SHORTEST, min(_LONGEST, size) + 1):
            found += map(crc32, [padded[at : at + count] for at in range(size - count + 1)])
    return found


def wholes_of(letters: bytes) -> list[int]:
    """The word itself, and its stem if that is shorter."""
    found = [crc32(letters, _WORD)]
    if len(letters) > _STEM:
        found.append(crc32(letters[:_STEM], _BEGINNING))
    return found


def of_neighbours(stems: list[Stem]) -> list[int]:
    """Each pair of neighbours once, the text's ends included; ascending."""
    first = [START.opening, *[stem.opening for stem in stems]]
    second = [*[stem.letters for stem in stems], END.letters]
    return sorted(set(map(crc32, second, first)))


def of_signs(signs: list[str]) -> list[int]:
    return [crc32(sign.encode(), _SIGN) for sign in signs]
