"""Texts as sparse rows of features, exactly as the classifier counts them at run time."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from hearback.adapters.classifiers.ngrams import (
    Stem,
    of_neighbours,
    of_signs,
    of_word,
    stem_of,
    wholes_of,
)
from hearback.adapters.classifiers.reading import read
from hearback.domain.text import squeeze

Floats: TypeAlias = NDArray[np.float64]
Hashes: TypeAlias = NDArray[np.uint32]
LEAST_NORM = 150.0
_WHOLE = 2.0
_TEXTS_AT_ONCE = 4_000
_PROCESSES = 2


class Counts(NamedTuple):
    """Row i has `counts` of the features `hashes` from `starts[i]` to `starts[i + 1]`. `whole`: the
    hashes of whole words, of stems and of pairs of them, ascending."""

    starts: NDArray[np.int64]
    hashes: Hashes
    counts: NDArray[np.uint8]
    whole: Hashes

    def columns(self, vocabulary: Hashes) -> csr_matrix:
        """Counts by column; `vocabulary` holds the columns' hashes in ascending order."""
        at = np.minimum(np.searchsorted(vocabulary, self.hashes), len(vocabulary) - 1)
        known = vocabulary[at] == self.hashes
        before = np.concatenate([[0], np.cumsum(known)])
        shape = (len(self.starts) - 1, len(vocabulary))
        data = self.counts[known].astype(np.float64)
        return csr_matrix((data, at[known].astype(np.int32), before[self.starts]), shape=shape)


def count(texts: Sequence[str]) -> Counts:
    """The features of each text; work for all cores, the result is the same with one."""
    chunks = [texts[at : at + _TEXTS_AT_ONCE] for at in range(0, len(texts), _TEXTS_AT_ONCE)]
    if len(chunks) < 2:
        return _count(texts)
    with ProcessPoolExecutor(_PROCESSES) as pool:
        parts = list(pool.map(_count, chunks))
    ends = np.cumsum([0, *(len(part.hashes) for part in parts)])
    starts = [part.starts[:-1] + end for part, end in zip(parts, ends, strict=False)]
    return Counts(
        np.concatenate([*starts, ends[-1:]]),
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.counts for part in parts]),
        np.unique(np.concatenate([part.whole for part in parts])),
    )


def frequent(counts: Counts, least: int) -> Hashes:
    """The features that stand in so many texts, ascending."""
    hashes, texts = np.unique(counts.hashes, return_counts=True)
    return hashes[texts >= least]


def telling(matrix: csr_matrix, vocabulary: Hashes, whole: Hashes) -> Floats:
    """How telling a column is: 1 if it is in every row, more the rarer it is (inverse frequency);
    words, stems and pairs count twice, since an n-gram of a word only repeats a part of it."""
    rows = np.bincount(matrix.indices, minlength=matrix.shape[1])
    weights: Floats = np.log((1 + matrix.shape[0]) / (1 + rows)) + 1
    return weights * np.where(np.isin(vocabulary, whole), _WHOLE, 1.0)


def normed(matrix: csr_matrix, weights: Floats, norm: Floats) -> csr_matrix:
    """Counts times `weights`, each row divided by the root of the sum of its counts' `norm`.

    That sum is at least `LEAST_NORM`, about three letters' worth: a mark alone is no loud voice.
    """
    sums = np.sqrt(np.maximum(matrix @ norm, LEAST_NORM))
    result = matrix.multiply(weights).multiply(1 / sums[:, None]).tocsr()
    result.sort_indices()
    return result


def _count(texts: Sequence[str]) -> Counts:
    starts, hashes, counts = [0], [], []
    whole: set[int] = set()
    for text in texts:
        words, signs, *_ = read(text)
        of_words = [_word(word) for word in dict.fromkeys(words)]
        pairs = of_neighbours([_stem(word) for word in words])
        others = np.array(pairs + of_signs(signs), dtype=np.uint32)
        whole.update(pairs, *(wholes_of(squeeze(word).encode()) for word in set(words)))
        found, times = np.unique(np.concatenate([*of_words, others]), return_counts=True)
        starts.append(starts[-1] + len(found))
        hashes.append(found)
        counts.append(np.minimum(times, 255).astype(np.uint8))
    return Counts(
        np.array(starts),
        np.concatenate(hashes),
        np.concatenate(counts),
        np.array(sorted(whole), dtype=np.uint32),
    )


@lru_cache(1 << 17)
def _word(word: str) -> Hashes:
    return np.array(of_word(word), dtype=np.uint32)


@lru_cache(1 << 17)
def _stem(word: str) -> Stem:
    return stem_of(word)
