"""Kinds of posts whose source leaves them open, guessed by what the corpus teaches."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from training.examples import OPEN_KIND, Example
from training.matrix import Floats
from training.recipe import KIND, KINDS
from training.weighing import fit_expert

_POSSIBLE = ("question", "suggestion", "noise")
_SURE = 0.5


def guess_open_kinds(
    examples: Sequence[Example], answers: Floats, folds: NDArray[np.int64]
) -> list[Example]:
    """Neutral posts get the likeliest of the possible kinds, if it is at least as likely as all
    others together. What else the corpus's expert thinks of them is ruled out by their set."""
    said = fit_expert(KIND.experts["corpus"], KIND, examples, answers, folds).said
    places = [KINDS.index(kind) for kind in _POSSIBLE]
    guessed = []
    for example, row in zip(examples, said[:, places], strict=True):
        if OPEN_KIND in example.labels and row.max() >= _SURE * row.sum():
            kind = _POSSIBLE[int(row.argmax())]
            example = replace(example, labels={**example.labels, "kind": kind})  # noqa: PLW2901
        guessed.append(example)
    return guessed
