"""How honest a confidence is."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from hearback.adapters.classifiers.rules import Probabilities, Rules
from training.examples import Example
from training.weighing import Weighed, lessons

_ENOUGH = 6_000


def tune(weighed: Sequence[Weighed], examples: Sequence[Example]) -> Rules:
    """Rules with confidences that are honest on texts that the heads had not learnt from."""
    return Rules({each.head.name: _honesty(each, weighed, examples) for each in weighed})


def said_of(weighed: Sequence[Weighed], row: int) -> Probabilities:
    """What the heads say of one text."""
    return {
        each.head.name: dict(zip(each.head.labels, map(float, each.said[row]), strict=True))
        for each in weighed
    }


def _honesty(
    own: Weighed, weighed: Sequence[Weighed], examples: Sequence[Example]
) -> tuple[float, float]:
    """Slope and shift of a head's log-odds that make confidences shares of right answers."""
    rules = Rules({})
    sure, right = [], []
    for expert in own.head.experts.values():
        rows, _, _ = lessons(expert, own.head.name, examples)
        for row in rows[:: max(1, len(rows) // _ENOUGH)]:
            opinion = rules.settle(said_of(weighed, row))[own.head.name]
            sure.append(opinion.confidence)
            right.append(opinion.label == _outer(examples[row].labels[own.head.name]))
    shares = np.clip(sure, 1e-6, 1 - 1e-6)
    model = LogisticRegression(C=1e3).fit(np.log(shares / (1 - shares))[:, None], right)
    return round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4)


def _outer(label: str) -> str:
    return "campaign" if label == "advertising" else label
