"""From the sums of a text's features to probabilities.

A head is one question of the label scheme. Where sets of texts were labelled by rules of their own
it has an expert for each set, who counts as far as a text is like the set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Any

from hearback.adapters.classifiers.weights import Broken

SETS = "set"
"""The head that tells which set a text is like."""
_UNHEARD = 0.02
"""An expert whose set a text is less like than this is not asked."""


@dataclass(frozen=True, slots=True)
class Expert:
    """`first`: its labels' place among all weights; of two labels only the second has weights."""

    labels: tuple[str, ...]
    first: int
    bias: tuple[float, ...]

    @classmethod
    def of(cls, fields: Mapping[str, Any]) -> "Expert":
        bias = tuple(map(float, fields["bias"]))
        return cls(labels=tuple(fields["labels"]), first=int(fields["first"]), bias=bias)

    def probabilities(self, scores: Sequence[float]) -> dict[str, float]:
        """By label, in sum 1. `scores`: those of all weights."""
        own = scores[self.first : self.first + len(self.bias)]
        own = [score + bias for score, bias in zip(own, self.bias, strict=True)]
        if len(self.labels) == 2:
            own.insert(0, 0.0)
        most = max(own)
        odds = [exp(score - most) for score in own]
        total = sum(odds)
        return {label: each / total for label, each in zip(self.labels, odds, strict=True)}


@dataclass(frozen=True, slots=True)
class Panel:
    """All heads, as the model file's header describes them. A text's features are divided by the
    root of their norms' sum, or of `least_norm`: a mark alone is no loud voice."""

    scales: tuple[float, ...]
    norm: float
    least_norm: float
    labels: Mapping[str, tuple[str, ...]]
    experts: Mapping[str, Mapping[str, Expert]]

    @classmethod
    def of(cls, header: Mapping[str, Any]) -> "Panel":
        """Raises `Broken` if the header lacks something."""
        try:
            heads = dict(header["heads"])
            return cls(
                scales=tuple(map(float, header["scales"])),
                norm=float(header["norm"]),
                least_norm=float(header["least_norm"]),
                labels={name: tuple(head["labels"]) for name, head in heads.items()},
                experts={
                    name: {of: Expert.of(expert) for of, expert in head["experts"].items()}
                    for name, head in heads.items()
                },
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Broken(f"the header has no usable {error}") from None

    def known(self, norm: float) -> float:
        """How much of a text is known, from 0 to 1: all of it from about a word on."""
        return min(norm * self.norm / self.least_norm, 1.0)

    def probabilities(self, sums: Sequence[int], norm: float) -> dict[str, dict[str, float]]:
        """By head and label. `sums` and `norm`: the features' weights and norms, added up."""
        length = 1 / sqrt(max(norm * self.norm, self.least_norm))
        scores = [scale * value * length for scale, value in zip(self.scales, sums, strict=True)]
        (sets,) = self.experts[SETS].values()
        likeness = sets.probabilities(scores)
        return {head: self._head(head, scores, likeness) for head in self.experts if head != SETS}

    def _head(
        self, head: str, scores: Sequence[float], likeness: Mapping[str, float]
    ) -> dict[str, float]:
        experts = self.experts[head]
        if len(experts) == 1:
            (only,) = experts.values()
            return only.probabilities(scores)
        heard = {name: likeness[name] for name in experts if likeness[name] >= _UNHEARD}
        heard = heard or dict.fromkeys(experts, 1.0)
        total = sum(heard.values())
        mixed = dict.fromkeys(self.labels[head], 0.0)
        for name, share in heard.items():
            for label, probability in experts[name].probabilities(scores).items():
                mixed[label] += probability * share / total
        return mixed
