"""The words that decided, for an agent to see."""

from collections.abc import Mapping

from hearback.adapters.classifiers.heads import Panel
from hearback.adapters.classifiers.reading import Reading
from hearback.adapters.classifiers.rules import Opinion
from hearback.adapters.classifiers.weights import Weights

_HEADS = {"kind": 3, "leverage": 2, "topic": 2}
"""Heads that give reasons, and how many words at most."""
_SHORTEST = 3
_SILENT = frozenset(("noise", "none", "other"))
_LEAST = 0.3
"""A word counts that weighs so much of the heaviest one."""


class Reasons:
    """Which words weighed most for a label."""

    def __init__(self, weights: Weights, panel: Panel) -> None:
        self._weights = weights
        self._places = {
            head: {label: expert.first + place for place, label in enumerate(expert.labels)}
            for head in _HEADS
            for expert in list(panel.experts[head].values())[:1]
        }

    def of(
        self, reading: Reading, words: Mapping[str, int], settled: Mapping[str, Opinion]
    ) -> tuple[str, ...]:
        """Words as the text has them, those for the kind first. `words`: their rows' sums."""
        telling = [word for word in words if len(word) >= _SHORTEST and word[0].isalpha()]
        totals = [words[word] for word in telling]
        found: dict[str, None] = {}
        for head, most in _HEADS.items():
            label = settled[head].label
            if label not in _SILENT:
                weights = self._weights.weights_of(self._places[head][label], totals)
                heaviest = sorted(zip(weights, telling, strict=True), reverse=True)[:most]
                least = max(heaviest[0][0] * _LEAST, 1) if heaviest else 0
                heavy = (word for weight, word in heaviest if weight >= least)
                found |= dict.fromkeys(map(reading.as_written, heavy))
        return tuple(found)
