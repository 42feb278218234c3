"""Where the heads' opinions become one verdict: the label scheme's own rules, and nothing else.

| rule | why |
|---|---|
| as far as nothing of a text is known, it is noise, and doubtful | silence is no complaint |
| only a complaint threatens | a threat elsewhere is a tale, a joke or a quotation |
| a threat that is surer than the kind makes it a complaint | who threatens has a grievance |
| only a complaint is of medium severity | what failed is complained of; a question may be urgent |
| noise has no topic, no severity and no threat | it is not about the product or service |
| who threatens with violence is urgent | the scheme says so |
| advertising is the topic campaign | the scheme has one topic for both |
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any, NamedTuple

from hearback.adapters.classifiers.weights import Broken

Probabilities = Mapping[str, Mapping[str, float]]
"""By head, then by label."""

_ALLOWED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "question": {"leverage": frozenset(["none"]), "severity": frozenset("02")},
    "suggestion": {"leverage": frozenset(["none"]), "severity": frozenset("0")},
    "praise": {"leverage": frozenset(["none"]), "severity": frozenset("0")},
    "noise": {
        "leverage": frozenset(["none"]),
        "severity": frozenset("0"),
        "topic": frozenset(["other"]),
    },
}
"""What a kind other than a complaint can go with; a head that is not named: with anything."""
_OF_THE_UNKNOWN: Mapping[str, float] = {
    "complaint": 0.125,
    "question": 0.125,
    "suggestion": 0.125,
    "praise": 0.125,
    "noise": 0.5,
}
_SMALLEST = 1e-6


class Opinion(NamedTuple):
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Rules:
    """`honesty`: by head, slope and shift of the log-odds that make a confidence the share of right
    answers; a head that is not named is honest as it is."""

    honesty: Mapping[str, tuple[float, float]]

    @classmethod
    def of(cls, header: Mapping[str, Any]) -> "Rules":
        """Raises `Broken` if the model file's header lacks something."""
        try:
            honesty = {head: (float(a), float(b)) for head, (a, b) in header["honesty"].items()}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Broken(f"the header has no usable {error}") from None
        return cls(honesty)

    def settle(self, said: Probabilities, known: float = 1.0) -> dict[str, Opinion]:
        """One opinion a head; the kind first, then what goes with it. `known`: how much of the text
        is, from 0 to 1."""
        topics = dict(said["topic"])
        topics["campaign"] += topics.pop("advertising")
        kinds = {
            label: known * share + (1 - known) * _OF_THE_UNKNOWN[label]
            for label, share in said["kind"].items()
        }
        said = {**said, "topic": topics, "kind": kinds}
        kind = self._choose("kind", said["kind"], said["kind"])
        threat = 1 - said["leverage"]["none"]
        if threat > said["kind"][kind.label]:
            kind = self._choose("kind", {"complaint": threat}, ["complaint"])
        opinions = {"kind": kind}
        for head, labels in said.items():
            if head != "kind":
                opinions[head] = self._choose(head, labels, _allowed(kind.label, head, labels))
        if opinions["leverage"].label == "physical":
            sure = max(opinions["leverage"].confidence, opinions["severity"].confidence)
            opinions["severity"] = Opinion("2", sure)
        return opinions

    def _choose(self, head: str, labels: Mapping[str, float], allowed: Iterable[str]) -> Opinion:
        best = max(allowed, key=labels.__getitem__)
        slope, shift = self.honesty.get(head, (1.0, 0.0))
        share = min(max(labels[best], _SMALLEST), 1 - _SMALLEST)
        odds = slope * log(share / (1 - share)) + shift
        return Opinion(best, 1 / (1 + exp(-odds)))


def _allowed(kind: str, head: str, labels: Mapping[str, float]) -> Sequence[str]:
    only = _ALLOWED.get(kind, {}).get(head)
    return [label for label in labels if only is None or label in only]
