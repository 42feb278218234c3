"""Features of a text, each as a hash of 32 bits: CRC-32, the same in every Python, everywhere.

A word gives itself and all runs of three to five bytes of it, its borders counted; neighbours give
pairs, whole and cut to their stems, since Turkish piles up suffixes. Each family of features
starts its CRC from a seed of its own.
"""

from itertools import pairwise
from zlib import crc32

_SHORTEST, _LONGEST = 3, 5
_STEM = 5
_WORD, _PAIR, _STEMS, _SIGN = (crc32(name) for name in (b"word ", b"pair ", b"stems ", b"sign "))
_START, _END = b"^", b"$"


def of_word(word: str) -> list[int]:
    """The word itself and, of one in letters, its n-grams."""
    letters = word.encode()
    found = [crc32(letters, _WORD)]
    if word[0].isalpha():
        padded = b" %b " % letters
        size = len(padded)
        for count in range(_SHORTEST, min(_LONGEST, size) + 1):
            found += [crc32(padded[at : at + count]) for at in range(size - count + 1)]
    return found


def of_neighbours(words: list[str]) -> list[int]:
    """Pairs of words and of stems, each once; the ends of the text count as words."""
    row = [_START, *map(str.encode, words), _END]
    found = {crc32(second, crc32(first + b"_", _PAIR)) for first, second in pairwise(row)}
    stems = [word[:_STEM] for word in row]
    found.update(crc32(second, crc32(first + b"_", _STEMS)) for first, second in pairwise(stems))
    return sorted(found)


def of_signs(signs: list[str]) -> list[int]:
    return [crc32(sign.encode(), _SIGN) for sign in signs]
