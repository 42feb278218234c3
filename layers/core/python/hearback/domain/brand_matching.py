"""How people write names: which letters of a text are the name, and which spellings of it pass.

Matching works on folded letters without separators, so that case, spaces, hyphens and the dots
of Turkish letters do not matter and one table of names serves joined, split and tagged spellings.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from hearback.domain.text import fold

SPLIT, ELONGATED, MISTYPED = 1, 2, 3

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_APOSTROPHES = frozenset("'’‘`´ʼ＇")
_WHERE_WORDS_MEET = re.compile(r"|[ \u00a0]{1,2}|[-‐–_&+.'’`´/]| [-–&+] ")
_WHERE_ONE_IS_SPLIT = re.compile(r"|[ \u00a0-]")
_SERVICE = re.compile(
    r"(?:tr|turkiye|com)$|destek|yardim|musteri|hizmet|iletisim|resmi|official|care|support|help"
)
_VOWELS = frozenset("aeiou")
_SOFT = {"k": "g", "p": "b", "t": "d"}
# Derivation, number, person, case, -ki, copula, question: in this order, in folded letters.
_SUFFIX = re.compile(
    r"(?:c[iu])?(?:l[iu]k?|s[iu]z)?(?:l[ae]r)?(?:[iu]?m|[iu]?[mn][iu]z|s?[iu]|l[ae]r[iu])?"
    r"(?:[yn]?[aeiu]|[yn]?[iu]n|n?[dt][ae]n?|y?l[ae]|n?c[ae])?"
    r"(?:ki(?:l[ae]r)?(?:n?[aeiu]|n?[dt][ae]n?|n[iu]n)?)?"
    r"(?:[dt][iu]r(?:l[ae]r)?|y?m[iu]s|y?s[ae]|y?[dt][iu]|y?[iu][mz])?(?:m[iu](?:y[iu][mz])?)?"
)
_LONGEST_SUFFIX = 20

# Letters that a name must have for ...
_MORE_THAN_ITSELF = 3  # ... suffixes and anything else but a word of its own
_STEM = 4  # ... standing for the words that begin with it, if it is a stem
_TYPO = 6  # ... one wrong letter, being split, standing inside a hashtag
_FREE_VOWELS = 7  # ... suffixes whose vowels do not suit
_FREE_FIRST_LETTER = 8  # ... the wrong letter being the first
_TWO_TYPOS = 10
_SHORTEST_PIECE = 3


class _Folding(dict[str, str]):
    """What a character is to the matcher: folded letters; nothing for marks and joiners."""

    def __missing__(self, char: str) -> str:
        plain = unicodedata.normalize("NFKD", fold(char))
        self[char] = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))
        return self[char]


_FOLDING = _Folding()


class Word(NamedTuple):
    """A word as a stretch of a reading's letters.

    `shift` leads from there to the folded text; `gap` separates it from the word before; `mark`
    is `#` or `@` in a hashtag or handle; `opens`: a name may begin here.
    """

    start: int
    end: int
    shift: int
    gap: str
    mark: str
    opens: bool


class Reading:
    """A text as its folded letters in one string, their words, and the way back to the text."""

    def __init__(self, text: str, folded: str, at: list[int]) -> None:
        """`at`: for each folded letter, where it comes from in the text."""
        self.text, self._folded, self._at = text, folded, [*at, len(text)]
        self.words = list(self._split())
        self.letters = "".join(_WORD.findall(folded))

    @classmethod
    def of(cls, text: str) -> "Reading":
        folds = [_FOLDING[char] for char in text]
        return cls(text, "".join(folds), [i for i, letters in enumerate(folds) for _ in letters])

    def without_runs(self) -> "Reading | None":
        """The same with each run of a letter as one letter; none if no run is of three or more."""
        if not _RUN.search(self._folded):
            return None
        kept = _first_of_runs(self._folded)
        folded = "".join(self._folded[i] for i in kept)
        return Reading(self.text, folded, [self._at[i] for i in kept])

    def words_to(self, index: int, end: int) -> list[Word]:
        """The words from the one at `index` to the one that holds the letter before `end`."""
        last = index + 1
        while self.words[last - 1].end < end:
            last += 1
        return self.words[index:last]

    def as_written(self, words: list[Word], start: int, end: int) -> str:
        """Letters `start` to `end` of these words with what separates them, folded."""
        return self._folded[start + words[0].shift : end + words[-1].shift]

    def span(self, words: list[Word], start: int, end: int) -> tuple[int, int]:
        """Where letters `start` to `end` of these words are in the text as given."""
        first, after = start + words[0].shift, end + words[-1].shift
        return self._at[first], max(self._at[after - 1] + 1, self._at[after])

    def _split(self) -> Iterator[Word]:
        length = before = 0
        mark = ""
        for match in _WORD.finditer(self._folded):
            begin, end = match.span()
            gap = self._folded[before:begin]
            within_handle = mark == "@" and gap in ("_", ".")
            if not within_handle:
                mark = gap[-1] if gap[-1:] in ("#", "@") and (len(gap) > 1 or not before) else ""
            opens = not within_handle and not (before and gap in _APOSTROPHES)
            for start, stop in self._humps(begin, end) if mark == "#" else ((begin, end),):
                yield Word(length, length + stop - start, start - length, gap, mark, opens)
                length += stop - start
                gap = ""
            before = end

    def _humps(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """The words of a #TagLikeThis."""
        capital = [self.text[i].isupper() for i in self._at[begin:end]]
        start = begin
        for i in range(begin + 1, end):
            if capital[i - begin] and not capital[i - begin - 1]:
                yield start, i
                start = i
        yield start, end


@dataclass(frozen=True, slots=True)
class Name:
    """What to look for: `key` is its letters without the `joints`, where its words meet.

    `mark`: `#` or `@` if only a hashtag or a handle will do. `strict`: neither typos nor splits.
    `stem`: it stands for all words that begin with it. `soft`: this is the form that a name takes
    before a vowel (kitap, kitabı).
    """

    key: str
    words: tuple[str, ...]
    joints: frozenset[int]
    plain: str
    mark: str
    strict: bool
    stem: bool
    soft: bool = False

    @classmethod
    def of(cls, written: str, *, strict: bool = False, stem: bool = False) -> "Name":
        plain = "".join(_FOLDING[char] for char in written.strip())
        words = tuple(_WORD.findall(plain))
        joints = frozenset(sum(map(len, words[:count])) for count in range(1, len(words)))
        mark = plain[0] if plain[:1] in ("#", "@") else ""
        return cls("".join(words), words, joints, plain.lstrip("#@"), mark, strict, stem)

    def forms(self) -> "tuple[Name, ...]":
        """The name and, if its last letter softens, that form."""
        if len(self.key) < _STEM or self.key[-1] not in _SOFT:
            return (self,)
        return self, replace(self, key=self.key[:-1] + _SOFT[self.key[-1]], soft=True)

    def without_runs(self) -> "Name":
        """The name as it is in `Reading.without_runs`."""
        plain = self.mark + self.plain
        return Name.of("".join(plain[i] for i in _first_of_runs(plain)), strict=self.strict)

    @property
    def typos(self) -> int:
        """How many letters may be wrong."""
        if self.strict or self.mark or len(self.key) < _TYPO:
            return 0
        return 1 if len(self.key) < _TWO_TYPOS else 2

    def mistyped_as(self, words: Sequence[str]) -> int:
        """How many letters are wrong; 0 if more than may be, or a digit (A12 is not A13).

        Of several words each may have one. In shorter names the first letter must be right: few
        people get it wrong, and what differs there is mostly another word.
        """
        ours = self.words if len(words) > 1 else (self.key,)
        if len(ours) != len(words) or _digits(self.key) != _digits("".join(words)):
            return 0
        if words[0][0] != self.key[0] and len(self.key) < _FREE_FIRST_LETTER:
            return 0
        most = self.typos if len(words) == 1 else 1
        wrong = [_distance(our, word, most) for our, word in zip(ours, words, strict=True)]
        return sum(wrong) if max(wrong) <= most and sum(wrong) <= self.typos else 0

    def is_spelled_by(self, reading: Reading, words: list[Word], start: int) -> bool:
        """Whether these words, whose letters from `start` on agree, really spell the name."""
        end = start + len(self.key)
        rest = reading.letters[end : min(words[-1].end, end + _LONGEST_SUFFIX + 1)]
        if self.mark not in ("", words[0].mark) or not self._may_be_cut(words, start):
            return False
        if len(self.key) < _MORE_THAN_ITSELF:
            return not rest and reading.as_written(words, start, end) == self.plain
        if words[0].mark == "#" and len(self.key) >= _TYPO:
            return True
        if start > words[0].start:
            return False
        if _SERVICE.match(rest) and (words[0].mark == "@" or len(self.key) >= _TYPO):
            return True
        if self.stem and len(self.key) >= _STEM:
            return True
        return not rest if words[0].mark == "@" else self.takes(rest)

    def takes(self, rest: str) -> bool:
        """Whether `rest`, glued to the name, is a chain of Turkish suffixes, or nothing.

        After short names, if they are read as words, vowels must meet as the language wants it:
        `elmaya`, not `elmaa`.
        """
        if self.soft and rest[:1] not in _VOWELS:
            return False
        is_read = self.key.isalpha() and not _VOWELS.isdisjoint(self.key)
        if rest and is_read and len(self.key) < _FREE_VOWELS:
            after_vowel = self.key[-1] in _VOWELS
            if rest[0] in (_VOWELS if after_vowel else "yn"):
                return False
        return is_suffix(rest)

    def is_split(self, words: list[Word], start: int) -> bool:
        return any(word.start - start not in self.joints for word in words[1:])

    def _may_be_cut(self, words: list[Word], start: int) -> bool:
        """Between its words a name takes what joins words; within one, a space or a hyphen."""
        if len(words) == 1:
            return True
        cuts = [word.start - start for word in words[1:]]
        for cut, word in zip(cuts, words[1:], strict=True):
            between = _WHERE_WORDS_MEET if cut in self.joints else _WHERE_ONE_IS_SPLIT
            if not between.fullmatch(word.gap):
                return False
        if self.joints.issuperset(cuts):
            return True
        pieces = [stop - begin for begin, stop in pairwise((0, *cuts, len(self.key)))]
        return not self.strict and len(self.key) >= _TYPO and min(pieces) >= _SHORTEST_PIECE


def is_suffix(letters: str) -> bool:
    """Whether these are a chain of Turkish suffixes, or nothing at all."""
    return len(letters) <= _LONGEST_SUFFIX and _SUFFIX.fullmatch(letters) is not None


def may_join(gap: str) -> bool:
    """Whether the words of one name may be so separated."""
    return _WHERE_WORDS_MEET.fullmatch(gap) is not None


def has_run(text: str, start: int, end: int) -> bool:
    """Whether a letter is repeated three times or more there."""
    return _RUN.search(text, start, end) is not None


def rests(letters: str, count: int) -> Iterator[str]:
    """The letters, and what is left of them without any `count` of them or fewer."""
    sizes = range(len(letters) - count, len(letters) + 1)
    return map("".join, chain.from_iterable(combinations(letters, size) for size in sizes))


def _first_of_runs(letters: str) -> list[int]:
    return [i for i, c in enumerate(letters) if not i or c != letters[i - 1] or not c.isalpha()]


def _distance(one: str, other: str, limit: int) -> int:
    """Edits from one to the other, a swap of neighbours being one; over `limit` if more."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    one, other = one[same:], other[same:]
    if not one or not other or not limit:
        return max(len(one), len(other))
    ways = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return 1 + min(_distance(a, b, limit - 1) for a, b in ways)


def _digits(letters: str) -> str:
    return "".join(filter(str.isdigit, letters))
