"""What the classifier answers, as labels to compare with those of the sets."""

from collections.abc import Sequence
from typing import NamedTuple

from hearback.adapters.classifiers.bundled import BundledClassifier
from hearback.domain.classification import Classification
from training.examples import Example
from training.recipe import TELCO_TOPICS


class Answer(NamedTuple):
    label: str
    confidence: float


def answer(said: Classification, head: str) -> Answer:
    """A head's label as the sets write it: offensive and severity in digits."""
    verdict = getattr(said, head)
    label = str(int(verdict.label)) if head in ("offensive", "severity") else str(verdict.label)
    return Answer(label, verdict.confidence)


def answers(
    classifier: BundledClassifier, examples: Sequence[Example], head: str
) -> tuple[list[str], list[Answer]]:
    """The true labels and the answers. Two questions are asked inside the classifier only: whether
    the brand must act, and the telephone companies' nine topics."""
    column = "topic" if head == "telco topic" else head
    truth = [example.labels[column] for example in examples]
    if head == "actionable":
        return truth, [_inner(classifier, each.text, head, ("0", "1")) for each in examples]
    if head == "telco topic":
        return truth, [_inner(classifier, each.text, column, TELCO_TOPICS) for each in examples]
    return truth, [answer(classifier.classify(each.text), head) for each in examples]


def _inner(classifier: BundledClassifier, text: str, head: str, labels: Sequence[str]) -> Answer:
    said = classifier.probabilities(text)[head]
    best = max(labels, key=said.__getitem__)
    return Answer(best, said[best] / sum(said[label] for label in labels))
