"""Detectors and experts made one: an expert's weights of detectors times their weights of features.

Both are linear, so that the classifier needs neither detectors nor a second step.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from training.detecting import Fitted
from training.matrix import Floats
from training.weighing import Weighed


class Folded(NamedTuple):
    """Weights by feature and place, and the heads as the model file describes them."""

    weights: Floats
    heads: dict[str, Any]


def fold(detectors: Fitted, weighed: Sequence[Weighed]) -> Folded:
    parts: list[Floats] = []
    heads: dict[str, Any] = {}
    first = 0
    for each in weighed:
        experts = {}
        for name, expert in each.experts.items():
            parts.append(detectors.weights[:, expert.inputs] @ expert.rows.T)
            bias = expert.rows @ detectors.bias[expert.inputs] + expert.bias
            experts[name] = {
                "labels": list(expert.expert.labels),
                "first": first,
                "bias": [round(float(number), 5) for number in bias],
            }
            first += len(bias)
        heads[each.head.name] = {"labels": list(each.head.labels), "experts": experts}
    return Folded(np.hstack(parts), heads)
