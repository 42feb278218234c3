"""Heads: from the detectors' answers to probabilities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from training.examples import Example
from training.matrix import Floats
from training.recipe import DETECTORS, SETS, Detector, Expert, Head

_TOLERANCE = 1e-3
_STEPS = (0.5, 0.7, 0.85, 1.2, 1.4, 2.0)
_WORTH_IT = 5e-4


@dataclass(frozen=True, slots=True)
class Fitted:
    """An expert's numbers, and its probabilities by text and label of the head: for a text that it
    learnt from, those of a regression that did not see the text's fold."""

    expert: Expert
    inputs: list[int]
    rows: Floats
    bias: Floats
    said: Floats


@dataclass(frozen=True, slots=True)
class Weighed:
    """A head's experts, and what they say together, by text and label."""

    head: Head
    experts: Mapping[str, Fitted]
    said: Floats


def weigh(
    head: Head,
    examples: Sequence[Example],
    heard: Floats,
    folds: NDArray[np.int64],
    likeness: Floats | None = None,
) -> Weighed:
    """Fit a head. `likeness`: by text and set, what `SETS` says."""
    experts = {
        name: fit_expert(expert, head, examples, heard, folds)
        for name, expert in head.experts.items()
    }
    if likeness is None or len(experts) == 1:
        (only,) = experts.values()
        return Weighed(head, experts, only.said)
    shares = likeness[:, [SETS.labels.index(name) for name in experts]]
    shares = shares / shares.sum(axis=1, keepdims=True)
    parts = [expert.said * shares[:, [n]] for n, expert in enumerate(experts.values())]
    return Weighed(head, experts, np.sum(parts, axis=0))


def fit_expert(
    expert: Expert,
    head: Head,
    examples: Sequence[Example],
    heard: Floats,
    folds: NDArray[np.int64],
    detectors: Sequence[Detector] = DETECTORS,
) -> Fitted:
    """Fit one expert, and set its labels' handicaps. `detectors`: whose answers `heard` holds."""
    inputs = [
        index
        for index, detector in enumerate(detectors)
        if detector.name.startswith(expert.listens)
    ]
    rows, labels, weights = lessons(expert, head.name, examples)
    weights = weights * _balance(expert, labels, [examples[row].source for row in rows])
    chosen = heard[:, inputs]
    model = _regression(expert, chosen[rows], labels, weights)
    said = model.predict_proba(chosen)
    of_rows = folds[rows]
    for fold in np.unique(of_rows):
        seen = of_rows != fold
        without = _regression(expert, chosen[rows[seen]], labels[seen], weights[seen])
        said[rows[~seen]] = without.predict_proba(chosen[rows[~seen]])
    factors = _handicaps(expert, said[rows], labels, [examples[row].source for row in rows])
    said = said * factors
    said /= said.sum(axis=1, keepdims=True)
    matrix, bias = _with_handicaps(model, factors)
    return Fitted(expert, inputs, matrix, bias, _spread(said, expert, head))


def lessons(
    expert: Expert, head: str, examples: Sequence[Example]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """The texts that an expert learns from: their places, labels by number and weights."""
    chosen = [
        (row, expert.labels.index(label), weight * example.weight)
        for row, example in enumerate(examples)
        if (label := example.labels.get(head)) in expert.labels
        and (weight := expert.sources.get(example.source, 0.0)) > 0
    ]
    rows, labels, weights = zip(*chosen, strict=True)
    return np.array(rows), np.array(labels), np.array(weights, dtype=np.float64)


def _balance(expert: Expert, labels: NDArray[np.int64], sources: Sequence[str]) -> Floats:
    """Rare labels of a source weigh more."""
    factors = np.ones(len(labels))
    for source in expert.sources:
        own = np.array([each == source for each in sources])
        if own.any():
            often = np.bincount(labels[own], minlength=len(expert.labels))
            fair = own.sum() / np.maximum(often, 1) / (often > 0).sum()
            factors[own] = fair[labels[own]] ** expert.balance
    return factors


def _handicaps(
    expert: Expert, said: Floats, labels: NDArray[np.int64], sources: Sequence[str]
) -> Floats:
    """Factors on the labels' probabilities with the best macro-F1, on average of the sources.

    Sought one label at a time until none helps; on answers to texts that were not learnt from.
    """
    judged = [np.array([each == source for each in sources]) for source in expert.judged_on]

    def score(tried: Floats) -> float:
        guesses = (said * tried).argmax(axis=1)
        scores = [f1_score(labels[own], guesses[own], average="macro") for own in judged]
        return float(np.mean(scores))

    factors = np.ones(len(expert.labels))
    best = score(factors) if judged else 0.0
    improved = bool(judged)
    while improved:
        improved = False
        for label, step in product(range(len(factors)), _STEPS):
            tried = factors.copy()
            tried[label] *= step
            if (found := score(tried)) > best + _WORTH_IT:
                best, factors, improved = found, tried, True
    return factors


def _with_handicaps(model: LogisticRegression, factors: Floats) -> tuple[Floats, Floats]:
    if len(factors) == 2:
        return model.coef_, model.intercept_ + np.log(factors[1] / factors[0])
    return model.coef_, model.intercept_ + np.log(factors)


def _spread(said: Floats, expert: Expert, head: Head) -> Floats:
    """Probabilities by the head's labels; those that the expert does not know get none."""
    spread = np.zeros((len(said), len(head.labels)))
    spread[:, [head.labels.index(label) for label in expert.labels]] = said
    return spread


def _regression(
    expert: Expert, heard: Floats, labels: NDArray[np.int64], weights: Floats
) -> LogisticRegression:
    model = LogisticRegression(C=expert.strength, max_iter=150, tol=_TOLERANCE)
    return model.fit(heard, labels, weights)
