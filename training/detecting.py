"""Fitting detectors: linear support vector machines, and answers that each text's own labels did
not shape."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from training.examples import Example
from training.matrix import Floats
from training.recipe import DETECTORS, Detector

_PROCESSES = 2
_TOLERANCE = 3e-3


@dataclass(frozen=True, slots=True)
class Task:
    """What one detector learns from: rows of the matrix, yes or no for each, and their weights."""

    detector: Detector
    rows: NDArray[np.int64]
    yes: NDArray[np.bool_]
    weights: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by feature and detector, what each adds to the sum, and the answers: by text and
    detector, from a model that did not see the text's fold."""

    weights: Floats
    bias: Floats
    answers: Floats


def tasks(examples: Sequence[Example], detectors: Sequence[Detector] = DETECTORS) -> list[Task]:
    """The detectors' tasks; examples whose source has no weight, or no label, stay out."""
    return [_task(detector, examples) for detector in detectors]


def fit(
    matrix: csr_matrix,
    without_spelling: csr_matrix,
    wanted: Sequence[Task],
    folds: NDArray[np.int64],
) -> Fitted:
    """Fit every detector on all its rows, and once without each fold."""
    global _shared  # noqa: PLW0603 - what the processes inherit instead of a copy
    _shared = (matrix, without_spelling, folds)
    with ProcessPoolExecutor(_PROCESSES) as pool:
        done = list(pool.map(_fit_one, wanted))
    weights, bias, answers = zip(*done, strict=True)
    return Fitted(np.stack(weights, axis=1), np.array(bias), np.stack(answers, axis=1))


_shared: tuple[csr_matrix, csr_matrix, NDArray[np.int64]]


def _task(detector: Detector, examples: Sequence[Example]) -> Task:
    chosen = [
        (row, example.labels[detector.head] in detector.yes, weight * example.weight)
        for row, example in enumerate(examples)
        if detector.head in example.labels
        and (weight := detector.sources.get(example.source, 0.0)) > 0
    ]
    rows, yes, weights = zip(*chosen, strict=True)
    return Task(detector, np.array(rows), np.array(yes), np.array(weights))


def _fit_one(task: Task) -> tuple[Floats, float, Floats]:
    with_spelling, without_spelling, folds = _shared
    matrix = with_spelling if task.detector.head == "language" else without_spelling
    weights, bias = _svm(task, matrix, np.ones(len(task.rows), dtype=bool))
    answers: Floats = np.asarray(matrix @ weights).ravel() + bias
    of_rows = folds[task.rows]
    for fold in np.unique(of_rows):
        without, bias_without = _svm(task, matrix, of_rows != fold)
        unseen = task.rows[of_rows == fold]
        answers[unseen] = matrix[unseen] @ without + bias_without
    return weights, bias, answers


def _svm(task: Task, matrix: csr_matrix, chosen: NDArray[np.bool_]) -> tuple[Floats, float]:
    machine = LinearSVC(
        C=task.detector.cost, class_weight="balanced", tol=_TOLERANCE, random_state=0
    )
    machine.fit(matrix[task.rows[chosen]], task.yes[chosen], task.weights[chosen])
    return machine.coef_[0], float(machine.intercept_[0])
