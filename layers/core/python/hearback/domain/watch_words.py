"""Finding the brand in what people write."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple, Protocol

from hearback.domain.brand_matching import (
    ELONGATED,
    MISTYPED,
    SPLIT,
    Name,
    Reading,
    Word,
    has_run,
    is_suffix,
    may_join,
    rests,
)
from hearback.domain.policy import Brand

_HEAD = 3
_COMPARED = 8
_SHORTEST_MISTYPED = 5
_SUFFIX_OF_MISTYPED = 7
_WORDS_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandHit:
    """`word` is the watch word; `start` and `end` are offsets in the text as given."""

    brand: str
    word: str
    start: int
    end: int


class BrandFinder(Protocol):
    def find(self, text: str) -> tuple[BrandHit, ...]:
        """All hits, best first; no two overlap."""
        ...


def compile_finder(brands: Iterable[Brand]) -> BrandFinder:
    """A finder of all these brands' watch words, about as fast with thousands of them as with ten.

    Found are: Turkish suffixes with and without apostrophe (the hit ends before them), any case,
    missing diacritics, elongation, words written together or apart, hashtags, handles, and typos:
    one wrong letter in a name of six to nine letters, two in a longer one. A watch word of one or
    two letters counts only as a word of its own. `#name` and `@name` match that mark only.

    An ambiguous word takes no typos and counts only where one of its context words, or a longer
    word that begins with it, stands elsewhere in the text. A phrase of `exclude` takes back what
    it covers; one that names nothing of the brand takes back all of the brand's hits.
    """
    return _Finder(_entries(brands))


class _Role(Enum):
    WATCHED = auto()
    CONTEXT = auto()
    EXCLUDED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A name and what it is for: a watch word, a context word of `word`, or an exclusion."""

    name: Name
    role: _Role
    brand: str
    word: str
    ambiguous: bool = False


class _Spelling(NamedTuple):
    """An entry found. `cost`: 0 as written, 1 split, 2 elongated, from 3 on mistyped."""

    entry: _Entry
    start: int
    end: int
    cost: int


def _entries(brands: Iterable[Brand]) -> Iterator[_Entry]:
    for brand in brands:
        contexts = {Name.of(word).key: near for word, near in brand.ambiguous.items()}
        for word in dict.fromkeys((*brand.watch_words, *brand.ambiguous)):
            near = contexts.get(Name.of(word).key)
            name = Name.of(word, strict=near is not None)
            yield _Entry(name, _Role.WATCHED, brand.id, word, near is not None)
            for other in near or ():
                context = Name.of(other, strict=True, stem=True)
                yield _Entry(context, _Role.CONTEXT, brand.id, word)
        for phrase in brand.exclude:
            yield _Entry(Name.of(phrase, strict=True), _Role.EXCLUDED, brand.id, phrase)


class _Table:
    """Entries by their letters, and by the first of these, how many letters are worth a look."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        sizes: dict[str, set[int]] = defaultdict(set)
        for entry in entries:
            self._entries[entry.name.key].append(entry)
            sizes[entry.name.key[:_HEAD]].add(len(entry.name.key))
        self._sizes = {head: tuple(some) for head, some in sizes.items()}

    def spellings(self, reading: Reading) -> Iterator[_Spelling]:
        letters, sizes, entries = reading.letters, self._sizes, self._entries
        for index, word in enumerate(reading.words):
            start, end = word.start, word.end
            if not word.opens:
                continue
            for size in sizes.get(letters[start : start + _HEAD], ()):
                if (key := letters[start : start + size]) in entries:
                    yield from self._spelled(key, reading, index, start)
            if word.mark == "#":
                yield from self._within_tag(reading, index)
            if end - start < _HEAD:
                for size in range(1, _HEAD):
                    if (key := letters[start : start + size]) in entries:
                        yield from self._spelled(key, reading, index, start)

    def _within_tag(self, reading: Reading, index: int) -> Iterator[_Spelling]:
        letters, word = reading.letters, reading.words[index]
        for start in range(word.start + 1, word.end):
            for size in self._sizes.get(letters[start : start + _HEAD], ()):
                if (key := letters[start : start + size]) in self._entries:
                    yield from self._spelled(key, reading, index, start)

    def _spelled(self, key: str, reading: Reading, index: int, start: int) -> Iterator[_Spelling]:
        end = start + len(key)
        words = reading.words_to(index, end)
        for entry in self._entries[key]:
            if entry.name.is_spelled_by(reading, words, start):
                cost = SPLIT if entry.name.is_split(words, start) else 0
                yield _Spelling(entry, *reading.span(words, start, end), cost)


class _Typos:
    """Entries by what a mistyped form has in common with them, so that none is compared with all.

    With a word it has in common what is left of the first letters of both when some are left out;
    with a name of several words, one of these and the initials of all.
    """

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._by_rest: dict[int, dict[str, list[_Entry]]] = {1: {}, 2: {}}
        self._by_word: dict[tuple[str, int, str], list[_Entry]] = defaultdict(list)
        self._longest = self._most_words = 0
        for entry in entries:
            name = entry.name
            for rest in rests(name.key[:_COMPARED], name.typos):
                self._by_rest[name.typos].setdefault(rest, []).append(entry)
            for place, word in enumerate(name.words if name.joints else ()):
                self._by_word[_initials(name.words), place, word].append(entry)
            self._longest = max(self._longest, len(name.key) + name.typos + _SUFFIX_OF_MISTYPED)
            self._most_words = max(self._most_words, len(name.words))
        self._parts = {word for _, _, word in self._by_word}
        self._is_part = lru_cache(_WORDS_REMEMBERED)(self._begins_with_part)
        self._meant = lru_cache(_WORDS_REMEMBERED)(self._compare)

    def spellings(self, reading: Reading, named: set[int]) -> Iterator[_Spelling]:
        """Mistyped names. Those of several words are looked for where one of them is right, those
        of one word not in a word in which a name begins as it should (`named`, in the text)."""
        words = reading.words
        written = [reading.letters[start:end] for start, end, *_ in words]
        right = [len(word) <= self._longest and self._is_part(word) for word in written]
        for index, word in enumerate(words):
            if not word.opens or word.mark == "@":
                continue
            if reading.span([word], word.start, word.end)[0] not in named:
                yield from self._near(reading, words[index : index + 1], written[index : index + 1])
            for end in range(index + 2, min(index + self._most_words, len(words)) + 1):
                if not may_join(words[end - 1].gap):
                    break
                if any(right[index:end]):
                    yield from self._near(reading, words[index:end], written[index:end])

    def _near(self, reading: Reading, words: list[Word], written: list[str]) -> Iterator[_Spelling]:
        start, end = words[0].start, words[-1].end
        if _SHORTEST_MISTYPED <= end - start <= self._longest:
            for entry, suffix, wrong in self._meant(tuple(written)):
                span = reading.span(words, start, end - suffix)
                yield _Spelling(entry, *span, MISTYPED - 1 + wrong)

    def _begins_with_part(self, word: str) -> bool:
        """Whether it is a word of a longer name, perhaps with a suffix."""
        return any(stem in self._parts for stem in _stems(word))

    def _compare(self, words: tuple[str, ...]) -> tuple[tuple[_Entry, int, int], ...]:
        """Names that these words may mean, how long their suffix is, how many letters are wrong."""
        *others, last = words
        meant: list[tuple[_Entry, int, int]] = []
        near: dict[str, set[_Entry]] = {}
        for stem in _stems(last):
            stems, compared = (*others, stem), stem[:_COMPARED]
            if not others and len(stem) < _SHORTEST_MISTYPED:
                break
            if others:
                like = self._sharing_a_word(stems)
            elif compared in near:
                like = near[compared]
            else:
                like = near[compared] = self._sharing_a_rest(compared)
            candidates = ((e, len(last) - len(stem), e.name.mistyped_as(stems)) for e in like)
            meant.extend(candidate for candidate in candidates if candidate[-1])
        return tuple(meant)

    def _sharing_a_rest(self, letters: str) -> set[_Entry]:
        like: set[_Entry] = set()
        for typos, by_rest in self._by_rest.items():
            if typos == 1 or len(letters) == _COMPARED:
                for rest in by_rest.keys() & rests(letters, typos):
                    like.update(by_rest[rest])
        return like

    def _sharing_a_word(self, words: tuple[str, ...]) -> set[_Entry]:
        initials = _initials(words)
        places = ((initials, place, word) for place, word in enumerate(words))
        return {entry for place in places for entry in self._by_word.get(place, ())}


def _stems(word: str) -> Iterator[str]:
    """The word, and what it is without each suffix that it may end in."""
    for size in range(len(word), max(0, len(word) - _SUFFIX_OF_MISTYPED - 1), -1):
        if is_suffix(word[size:]):
            yield word[:size]


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


class _Finder:
    def __init__(self, entries: Iterable[_Entry]) -> None:
        known = [entry for entry in entries if entry.name.key]
        watched = [entry for entry in known if entry.role is _Role.WATCHED]
        self._names = _Table(replace(e, name=form) for e in known for form in e.name.forms())
        self._names_without_runs = _Table(
            replace(e, name=e.name.without_runs()) for e in watched if len(e.name.key) >= _HEAD
        )
        self._typos = _Typos(entry for entry in watched if entry.name.typos)

    def find(self, text: str) -> tuple[BrandHit, ...]:
        found = list(self._spellings(text))
        names = [spelling for spelling in found if spelling.entry.role is _Role.WATCHED]
        if not names:
            return ()
        around = _Surroundings(found)
        taken: set[int] = set()
        hits = []
        for entry, start, end, _ in sorted(filter(around.allow, names), key=_rank):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                hits.append(BrandHit(brand=entry.brand, word=entry.word, start=start, end=end))
        return tuple(hits)

    def _spellings(self, text: str) -> Iterator[_Spelling]:
        reading = Reading.of(text)
        found = list(self._names.spellings(reading))
        named = {spelling.start for spelling in found if spelling.entry.role is _Role.WATCHED}
        yield from found
        yield from self._typos.spellings(reading, named)
        if short := reading.without_runs():
            for spelling in self._names_without_runs.spellings(short):
                if has_run(text, spelling.start, spelling.end):
                    yield spelling._replace(cost=ELONGATED)


def _rank(spelling: _Spelling) -> tuple[bool, int, int, int]:
    """A longer name before a shorter one in it, unless it is mistyped."""
    mistyped = spelling.cost >= MISTYPED
    return mistyped, -len(spelling.entry.name.key), spelling.cost, spelling.start


class _Surroundings:
    """The context words and exclusions of a text, and what they say of the names in it."""

    def __init__(self, found: Iterable[_Spelling]) -> None:
        self._contexts: dict[tuple[str, str], list[_Spelling]] = defaultdict(list)
        self._excluded: dict[str, set[int]] = defaultdict(set)
        self._silenced: set[str] = set()
        named: dict[str, set[int]] = defaultdict(set)
        excluded = []
        for spelling in found:
            entry, letters = spelling.entry, range(spelling.start, spelling.end)
            match entry.role:
                case _Role.WATCHED:
                    named[entry.brand].update(letters)
                case _Role.CONTEXT:
                    self._contexts[entry.brand, entry.word].append(spelling)
                case _Role.EXCLUDED:
                    excluded.append((entry.brand, letters))
        for brand, letters in excluded:
            self._excluded[brand].update(letters)
            if named[brand].isdisjoint(letters):
                self._silenced.add(brand)

    def allow(self, name: _Spelling) -> bool:
        entry, letters = name.entry, range(name.start, name.end)
        if entry.brand in self._silenced or not self._excluded[entry.brand].isdisjoint(letters):
            return False
        return not entry.ambiguous or any(
            context.end <= name.start or name.end <= context.start
            for context in self._contexts[entry.brand, entry.word]
        )
