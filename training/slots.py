"""Choosing the features that the model file has room for, and giving each a slot."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.detecting import Task
from training.matrix import Floats, Hashes

SLOTS = 1 << 16
SHIFTS = 1 << 14
_ROOM = 0.97
"""The share of the slots that is filled; with less air there is hardly a shift for the last."""


class Placed(NamedTuple):
    """The features that have a slot, ascending, their slots, and the shift of each bucket."""

    hashes: Hashes
    slots: NDArray[np.int64]
    shifts: NDArray[np.uint16]


def choose(matrix: csr_matrix, hashes: Hashes, wanted: Sequence[Task]) -> Hashes:
    """The most telling features: each task's best are in, as far as there is room. Ascending."""
    standing = np.full(len(hashes), np.inf)
    for task in wanted:
        order = np.argsort(-_telling(matrix, task), kind="stable")
        place = np.empty(len(hashes))
        place[order] = np.arange(len(hashes))
        standing = np.minimum(standing, place / task.detector.room)
    best = np.lexsort((hashes, standing))[: int(SLOTS * _ROOM)]
    return np.sort(hashes[best])


def place(hashes: Hashes) -> Placed:
    """A slot for each, as `hearback.adapters.classifiers.weights` looks it up. Of two that cannot
    be told apart (once in some ten thousand) the higher hash has none."""
    free = np.ones(SLOTS, dtype=bool)
    shifts = np.zeros(SHIFTS, dtype=np.uint16)
    _, first = np.unique((hashes >> 16) % SLOTS << 14 | hashes % SHIFTS, return_index=True)
    kept = hashes[np.sort(first)]
    buckets: list[list[int]] = [[] for _ in range(SHIFTS)]
    for feature in map(int, kept):
        buckets[feature % SHIFTS].append(feature >> 16)
    for bucket in sorted(range(SHIFTS), key=lambda each: (-len(buckets[each]), each)):
        upper = np.array(buckets[bucket], dtype=np.int64) % SLOTS
        fits = np.ones(SLOTS, dtype=bool)
        for own in upper:
            fits &= np.roll(free, -own)
        shifts[bucket] = int(fits[: 1 << 16].argmax())
        free[(upper + shifts[bucket]) % SLOTS] = False
    at = ((kept >> 16).astype(np.int64) + shifts[kept % SHIFTS]) % SLOTS
    if len(np.unique(at)) < len(kept):
        raise ArithmeticError("no shift fits; leave more room")
    return Placed(kept, at, shifts)


def _telling(matrix: csr_matrix, task: Task) -> Floats:
    """How far a feature's weight among the yes differs from chance, in standard deviations."""
    rows = matrix[task.rows]
    yes: NDArray[np.float64] = task.weights * task.yes
    share = yes.sum() / task.weights.sum()
    of_all = np.asarray(task.weights @ rows).ravel()
    expected = of_all * share
    scores: Floats = np.abs(np.asarray(yes @ rows).ravel() - expected)
    return scores / np.sqrt(np.maximum(expected * (1 - share), 1e-9)) * (of_all > 0)
