"""All that is learnt from, put together: sets, corpus, corrections, and pieces for short texts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from training.examples import Example
from training.grouping import group_near_duplicates
from training.masking import mask_names
from training.sources import read_sets
from training.sources.corpus import read_corpus
from training.sources.cues import read_cues

FOLDS = 5
_TO_ASCII = str.maketrans("çğıöşüâîûÇĞİÖŞÜ", "cgiosuaiuCGIOSU")
_CUT_FROM = {"offenseval": 2, "telco": 4, "semeval": 4, "tweets": 1}
_WITH_NEAR_DUPLICATES = ("corpus", "telco")
_SKIPPED_FOR_LANGUAGE = {"semeval": 3, "davidson": 3, "telco": 4, "questions": 2}


def gather(data: Path, corrections: Sequence[Example]) -> list[Example]:
    """Every example for training, in a fixed order. Raises `DataWrong`."""
    public = [with_set(_with_some_language(each)) for each in _read_public(data)]
    corpus = [with_set(_with_language(example)) for example in read_corpus()]
    return [*public, *corpus, *map(with_set, read_cues()), *corrections, *_pieces(public)]


def folds(examples: Sequence[Example]) -> NDArray[np.int64]:
    """Each example's fold; copies of one text, and near-duplicates within a set that has many,
    share theirs."""
    keys = [each.text for each in examples]
    for source in _WITH_NEAR_DUPLICATES:
        own = [row for row, each in enumerate(examples) if each.source == source]
        masked = [mask_names(examples[row].text) for row in own]
        for row, group in zip(own, group_near_duplicates(masked), strict=True):
            keys[row] = masked[group]
    return np.array([_number(key) % FOLDS for key in keys])


def _read_public(data: Path) -> Iterator[Example]:
    """The set that is about few brands comes twice, with and without their names, at half weight:
    in other brands' mentions those names will not be there."""
    for example in read_sets(data, "train"):
        if example.source == "telco":
            yield replace(example, weight=0.5)
            yield replace(example, text=mask_names(example.text), weight=0.5)
        else:
            yield example


def _with_some_language(example: Example) -> Example:
    skipped = _SKIPPED_FOR_LANGUAGE.get(example.source, 1)
    if _number(example.text) // FOLDS % skipped == 0 and example.short:
        return _with_language(example)
    return example


def _with_language(example: Example) -> Example:
    if not example.language:
        return example
    return replace(example, labels={**example.labels, "language": example.language})


def with_set(example: Example) -> Example:
    """The set itself as a label; and `violence`, which also those sets tell of that know no other
    leverage: who is not urgent does not threaten with it."""
    labels = {**example.labels, "set": example.source}
    if "leverage" in labels:
        labels["violence"] = labels["leverage"]
    elif labels.get("severity") in ("0", "1"):
        labels["violence"] = "none"
    return replace(example, labels=labels)


def _pieces(examples: Sequence[Example]) -> Iterator[Example]:
    """A few words out of longer texts, to tell the language of short ones; every second one without
    diacritics, as many people type."""
    for example in examples:
        every = _CUT_FROM.get(example.source)
        number = _number(example.text) // FOLDS
        if not every or number % every or not example.language:
            continue
        words = [word for word in example.text.split() if word[0] not in "@#" and word.isalpha()]
        size = 1 + number // every % 5
        start = number // 7 % max(1, len(words) - size)
        piece = " ".join(words[start : start + size])
        if len(piece) > 3:
            text = piece.translate(_TO_ASCII) if number // 3 % 2 else piece
            labels = {"language": example.language}
            yield Example(text=text, source="snippet", language=example.language, labels=labels)


def _number(text: str) -> int:
    return crc32(text.encode())
