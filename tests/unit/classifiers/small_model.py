"""A model file small enough to reckon with: `kind` of two words, all else undecided."""

from collections.abc import Mapping, Sequence
from typing import Any

from hearback.adapters.classifiers.ngrams import of_word
from hearback.adapters.classifiers.weights import OFFSET, pack, row_size
from hearback.domain.classification import Kind, Language, Leverage, Sentiment, Topic

SLOTS, SHIFTS = 64, 4
KINDS = [str(kind) for kind in Kind]
NORM = 10


def expert(labels: Sequence[str], first: int, bias: Sequence[float]) -> dict[str, Any]:
    return {"labels": list(labels), "first": first, "bias": list(bias)}


def head(labels: Sequence[str], **experts: Mapping[str, Any]) -> dict[str, Any]:
    return {"labels": list(labels), "experts": experts}


def undecided(labels: Sequence[str], first: int) -> dict[str, Any]:
    count = 1 if len(labels) == 2 else len(labels)
    return head(labels, only=expert(labels, first, [0.0] * count))


def heads() -> dict[str, Any]:
    """In the order of their places among the weights; the first five are the kinds'."""
    found: dict[str, Any] = {"kind": undecided(KINDS, 0)}
    first = len(KINDS)
    for name, labels in (
        ("language", [str(each) for each in Language]),
        ("sentiment", [str(each) for each in Sentiment]),
        ("offensive", ["0", "1"]),
        ("severity", ["0", "1", "2"]),
        ("leverage", [str(each) for each in Leverage]),
        ("topic", [*map(str, Topic), "advertising"]),
        ("set", ["corpus", "telco"]),
    ):
        found[name] = undecided(labels, first)
        first += len(found[name]["experts"]["only"]["bias"])
    return found


def width() -> int:
    return sum(len(each["experts"]["only"]["bias"]) for each in heads().values())


def header(**changes: Any) -> dict[str, Any]:
    return {
        "engine": "small",
        "slots": SLOTS,
        "shifts": SHIFTS,
        "width": width(),
        "scales": [0.05] * width(),
        "norm": 1.0,
        "least_norm": 1.0,
        "heads": heads(),
        "honesty": {},
    } | changes


def slot_of(feature: int) -> int:
    """Where it stands: this file shifts the features of bucket n by 3 n."""
    return ((feature >> 16) + 3 * (feature % SHIFTS)) % SLOTS


def file_of(words: Mapping[str, Mapping[int, int]], **changes: Any) -> bytes:
    """A file in which each word has these weights, by place; none of its n-grams has any."""
    marks = bytearray(2 * SLOTS)
    size = row_size(width())
    rows = bytearray(SLOTS * size)
    for word, weights in words.items():
        feature = of_word(word)[0]
        slot = slot_of(feature)
        marks[2 * slot : 2 * slot + 2] = (feature & 0xFFFF).to_bytes(2, "little")
        row = [1, NORM, *([OFFSET] * width())]
        for place, weight in weights.items():
            row[2 + place] += weight
        rows[slot * size : slot * size + len(row)] = bytes(row)
    shifts = b"".join((3 * bucket).to_bytes(2, "little") for bucket in range(SHIFTS))
    return pack(header(**changes), shifts, bytes(marks), bytes(rows))


KARGO, SUPER = {"kargo": {0: 100, 4: -100}}, {"super": {3: 100}}
