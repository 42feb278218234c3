"""Reading a text for cues: which entries of the tables stand where in it.

Notation of the tables: cues are separated by commas and written in folded letters (`sikayet`,
`ucret`). Each word of a cue stands for all words that begin with it, since Turkish piles up
suffixes; `$` ends a word (`kac$` is not `kacak`). A cue of several words wants them in a row.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hearback.domain.text import clean, fold, squeeze

CueTable = Mapping[str, Mapping[float, str]]
"""By label, then by strength: cues in the notation above."""

_READ_AT_MOST = 4_000
_LONGEST_WORD = 40
# Corpora write URL where a link was masked.
_LINK = re.compile(r"https?://\S+|\bwww\.\S+|\burl\b")
_HANDLE = re.compile(r"@\w+")
_WORD = re.compile(r"[^\W_]+")
_MASKED = re.compile(r"[a-z]\*+[a-z]|\b[a-z]\*\*")
_STOP = re.compile(r"[.!?…\n]")
_SIGN = re.compile(r"[^\w\s'’.,;:()\"-]")


class Cue(NamedTuple):
    head: str
    label: str
    strength: float
    words: tuple[str, ...]


class Hit(NamedTuple):
    """A cue that was found; `start` and `end` count the words of the text."""

    cue: Cue
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Post:
    """A text as the rules see it, without its handles and links.

    `words` are folded and squeezed, `written` the same as the text has them, `openers` the indexes
    of those that begin a sentence, `signs` what is neither letter nor ordinary punctuation,
    `masked` the number of words with an asterisk in the middle.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    openers: frozenset[int]
    signs: str
    links: int
    masked: int

    @classmethod
    def of(cls, text: str) -> "Post":
        """Reads any text, of a very long one the beginning."""
        text = clean(text[:_READ_AT_MOST])
        folded = fold(text)
        links = len(_LINK.findall(folded))
        folded = _HANDLE.sub(_blank, _LINK.sub(_blank, folded))
        words, written, openers = [], [], []
        end = 0
        for index, match in enumerate(_WORD.finditer(folded)):
            if not index or _STOP.search(folded, end, match.start()):
                openers.append(index)
            words.append(squeeze(match[0])[:_LONGEST_WORD])
            written.append(text[match.start() : match.end()])
            end = match.end()
        signs = "".join(_SIGN.findall(folded))
        masked = len(_MASKED.findall(folded))
        return cls(tuple(words), tuple(written), frozenset(openers), signs, links, masked)


class CueBook:
    """All heads' tables in one index: a text is read once for all of them."""

    def __init__(self, tables: Mapping[str, CueTable]) -> None:
        self._by_word: dict[str, list[Cue]] = defaultdict(list)
        for head, table in tables.items():
            for label, strengths in table.items():
                for strength, cues in strengths.items():
                    for cue in filter(None, map(str.split, cues.split(","))):
                        self._by_word[cue[0]].append(Cue(head, label, strength, tuple(cue)))

    def hits(self, post: Post) -> Iterator[Hit]:
        """The cues at each word, also those that are the beginning of a longer one."""
        words = post.words
        for index, word in enumerate(words):
            for stem in (word + "$", *(word[:size] for size in range(1, len(word) + 1))):
                for cue in self._by_word.get(stem, ()):
                    end = index + len(cue.words)
                    if end <= len(words) and all(map(_stands_for, cue.words, words[index:end])):
                        yield Hit(cue, index, end)


def _stands_for(stem: str, word: str) -> bool:
    return word == stem[:-1] if stem.endswith("$") else word.startswith(stem)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
