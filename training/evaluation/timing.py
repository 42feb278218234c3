"""Time a text, all heads, as a worker would see it."""

from collections.abc import Sequence
from time import process_time
from typing import NamedTuple

from hearback.adapters.classifiers.bundled import BundledClassifier
from training.places import MODEL

_LONGEST = 1_000
_ROUNDS = 5


class Times(NamedTuple):
    """Milliseconds to load the file; microseconds a text."""

    load: float
    p50: float
    p99: float


def measure(texts: Sequence[str]) -> Times:
    """CPU time of each text, none seen before by its classifier, the first quarter not counted; the
    best of some rounds, since others use the machine too."""
    file = MODEL.read_bytes()
    short = [text for text in texts if len(text) <= _LONGEST]
    return min((_round(file, short) for _ in range(_ROUNDS)), key=lambda times: times.p99)


def _round(file: bytes, texts: Sequence[str]) -> Times:
    began = process_time()
    classifier = BundledClassifier(file)
    load = (process_time() - began) * 1e3
    spent = []
    for text in texts:
        began = process_time()
        classifier.classify(text)
        spent.append((process_time() - began) * 1e6)
    counted = sorted(spent[len(spent) // 4 :])
    return Times(load, counted[len(counted) // 2], counted[len(counted) * 99 // 100])
