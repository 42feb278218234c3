"""New watch words, from mentions that people brought in by hand.

What a brand's finder missed, people still knew to be about the brand: a nickname, a new product, a
misspelling. Words that such mentions share, and ordinary ones do not, are worth watching.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from hearback.domain.policy import Brand
from hearback.domain.text import clean, fold, squeeze
from hearback.domain.watch_words import BrandFinder, compile_finder

_PRIVATE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+|\d+")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_A_NAME = frozenset(
    ["adim", "ismim", "sayin", "bay", "bayan", "ben", "mr", "mrs", "ms", "miss", "dear"]
)
_AFTER_A_NAME = frozenset(["bey", "beye", "beyin", "hanim", "hanima", "hanimin", "hoca", "hocam"])
_SHORTEST, _LONGEST = 3, 30
_SURE = 6.6
"""G² of a word that only chance brought there once in a hundred times (one degree of freedom)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word that is not watched yet. `count` and `rest`: in how many mentions it stands, of those
    that were brought in and of the others. `near`: the watch word of which it may be a misspelling.
    `score`: Dunning's G², how surely it is more frequent here. `examples`: texts, shortest first.
    """

    word: str
    count: int
    rest: int
    score: float
    near: str | None
    examples: tuple[str, ...]


def suggest_words(
    brand: Brand,
    brought: Sequence[str],
    rest: Sequence[str] = (),
    *,
    least: int = 3,
    most: int = 20,
) -> tuple[Suggestion, ...]:
    """Words and pairs of words of at least `least` mentions, best first.

    `rest` are mentions that nobody had to bring in. Without them nothing tells a nickname from an
    everyday word, so only misspellings of watched names are suggested. Handles, addresses, numbers
    and what follows or precedes a form of address are left out: a person's name is no watch word.
    """
    finder = compile_finder([brand])
    ours, forms = _mentions_by_word(brought, finder)
    others, _ = _mentions_by_word(rest, finder)
    found = []
    for key, mentions in ours.items():
        near = _nearest(key, brand)
        score = _surprise(len(mentions), len(brought), len(others[key]), len(rest))
        if len(mentions) >= least and (near or (rest and score >= _SURE)):
            found.append(
                Suggestion(
                    word=max(sorted(forms[key]), key=forms[key].__getitem__),
                    count=len(mentions),
                    rest=len(others[key]),
                    score=round(score, 1),
                    near=near,
                    examples=tuple(sorted({brought[m] for m in mentions}, key=_by_length)[:3]),
                )
            )
    found.sort(key=lambda each: (each.near is None, -each.score, each.word))
    return tuple(_without_parts(found))[:most]


def _mentions_by_word(
    texts: Sequence[str], finder: BrandFinder
) -> tuple[dict[str, set[int]], dict[str, dict[str, int]]]:
    """By folded word: the mentions that have it, and how often it is written how."""
    mentions: dict[str, set[int]] = defaultdict(set)
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for index, text in enumerate(texts):
        for key, written in _candidates(clean(text), finder):
            mentions[key].add(index)
            forms[key][written] += 1
    return mentions, forms


def _candidates(text: str, finder: BrandFinder) -> Iterator[tuple[str, str]]:
    """Words by key and as written, and neighbours that are both capitalised; nothing private, and
    nothing that is found already."""
    taken = {at for hit in finder.find(text) for at in range(hit.start, hit.end)}
    taken.update(at for match in _PRIVATE.finditer(text) for at in range(*match.span()))
    words = [match for match in _WORD.finditer(text) if taken.isdisjoint(range(*match.span()))]
    keys = [squeeze(fold(match[0])) for match in words]
    public = [not _is_addressed(keys, at) for at in range(len(keys))]
    for match, key, allowed in zip(words, keys, public, strict=True):
        is_suffix = text[match.start() - 1 : match.start()] in ("'", "’")
        if allowed and not is_suffix and _SHORTEST <= len(key) <= _LONGEST:
            yield key, match[0]
    for at, (one, two) in enumerate(pairwise(words)):
        together = (
            text[one.end() : two.start()] == " " and one[0][0].isupper() and two[0][0].isupper()
        )
        if together and public[at] and public[at + 1]:
            yield f"{keys[at]} {keys[at + 1]}", f"{one[0]} {two[0]}"


def _is_addressed(keys: Sequence[str], at: int) -> bool:
    """Whether a form of address says that this is somebody's name."""
    before, after = keys[max(0, at - 1) : at], keys[at + 1 : at + 2]
    own = keys[at] in _BEFORE_A_NAME | _AFTER_A_NAME
    return own or bool(_BEFORE_A_NAME & {*before} or _AFTER_A_NAME & {*after})


def _nearest(key: str, brand: Brand) -> str | None:
    """The watch word that it differs from by a letter or, of a longer one, two or three."""
    for word in brand.watch_words:
        name = fold(word)
        if name != key and abs(len(name) - len(key)) <= 3:
            allowed = 1 if len(name) < 6 else 2 if len(name) < 10 else 3
            if name[:1] == key[:1] and _distance(name, key) <= allowed:
                return word
    return None


def _distance(one: str, other: str) -> int:
    """Levenshtein's distance."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _without_parts(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """A pair stands for its words where they stand nowhere else."""
    found = list(found)
    pairs = {part: each for each in found if " " in each.word for part in fold(each.word).split()}
    for each in found:
        pair = pairs.get(fold(each.word))
        if pair is None or pair.count < each.count:
            yield each


def _by_length(text: str) -> tuple[int, str]:
    return len(text), text


def _surprise(here: int, of_here: int, there: int, of_there: int) -> float:
    """Dunning's log-likelihood ratio (1993), 0 if it is not more frequent here."""
    if not of_here or here * max(of_there, 1) <= there * of_here:
        return 0.0
    share = (here + there) / (of_here + of_there)
    return 2 * (_term(here, of_here * share) + _term(there, of_there * share))


def _term(count: int, expected: float) -> float:
    return count * log(count / expected) if count else 0.0
