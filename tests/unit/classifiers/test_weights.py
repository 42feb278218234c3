"""The model file: what is packed is what is added up, and a broken file is refused."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.classifiers.bundled import BundledClassifier
from hearback.adapters.classifiers.ngrams import of_word
from hearback.adapters.classifiers.weights import MAGIC, OFFSET, Broken, Weights, pack, row_size
from tests.unit.classifiers.small_model import (
    KARGO,
    NORM,
    SHIFTS,
    SLOTS,
    SUPER,
    file_of,
    header,
    slot_of,
    width,
)

FILE = file_of(KARGO | SUPER)


def feature(word: str) -> int:
    return of_word(word)[0]


def test_the_rows_of_features_are_added() -> None:
    weights = Weights(FILE)
    norm, sums = weights.unpack(weights.add([feature("kargo"), feature("super")]))
    assert norm == 2 * NORM
    assert sums == [100, 0, 0, 100, -100] + [0] * (width() - 5)


def test_a_feature_that_is_not_in_the_file_adds_nothing() -> None:
    weights = Weights(FILE)
    assert weights.unpack(weights.add([feature("bilinmeyen")])) == (0, [0] * width())
    assert weights.unpack(weights.add([])) == (0, [0] * width())


def test_a_neighbour_in_the_slot_with_another_mark_adds_nothing() -> None:
    weights = Weights(FILE)
    same_slot = feature("kargo") ^ 1 << 8
    assert slot_of(same_slot) == slot_of(feature("kargo"))
    assert weights.add([same_slot]) == 0


@given(
    st.lists(st.lists(st.integers(-128, 127), min_size=7, max_size=7), min_size=1, max_size=16),
    st.lists(st.integers(0, 15), max_size=1_200),
)
def test_sums_are_those_of_plain_addition(rows: list[list[int]], chosen: list[int]) -> None:
    """However many rows: sums that would not fit into 16 bits are split."""
    slots, size = 16, row_size(7)
    marks = b"\x01\x00" * slots
    packed = b"".join(
        bytes([1, 255, *(each + OFFSET for each in row)]).ljust(size, b"\0") for row in rows
    )
    packed += bytes(size * (slots - len(rows)))
    weights = Weights(pack({"slots": slots, "width": 7, "shifts": 1}, bytes(2), marks, packed))
    features = [slot << 16 | 1 for slot in chosen]
    norm, sums = weights.unpack(weights.add(features))
    real = [rows[slot] for slot in chosen if slot < len(rows)]
    assert norm == 255 * len(real)
    assert sums == [sum(row[place] for row in real) for place in range(7)]
    total = sum(map(weights.add, ([each] for each in features)))
    assert weights.weights_of(3, [total]) == [sums[3]]


def test_a_changed_byte_is_noticed_wherever_it_is() -> None:
    chance = random.Random(7)  # noqa: S311
    for at in {0, 7, len(MAGIC), len(FILE) - 1, *chance.sample(range(len(FILE)), 200)}:
        broken = bytearray(FILE)
        broken[at] ^= 0x40
        with pytest.raises(Broken):
            BundledClassifier(bytes(broken))


@pytest.mark.parametrize("size", [0, 5, 11, 12, 200, len(FILE) // 2, len(FILE) - 1])
def test_a_cut_file_is_refused(size: int) -> None:
    with pytest.raises(Broken):
        Weights(FILE[:size])


def test_a_file_of_another_version_is_refused() -> None:
    with pytest.raises(Broken, match="this version"):
        Weights(FILE.replace(MAGIC, b"HEARBK\x001", 1))


def test_a_file_with_something_behind_it_is_refused() -> None:
    with pytest.raises(Broken, match="length"):
        Weights(FILE + b"\0" * 64)


@pytest.mark.parametrize(
    "changes",
    [
        {"heads": {}},
        {"heads": None},
        {"scales": "x"},
        {"norm": None},
        {"least_norm": []},
        {"honesty": {"kind": 3}},
        {"honesty": None},
        {"slots": -1},
        {"slots": "64"},
        {"shifts": 3},
        {"shifts": 1 << 16},
        {"width": None},
    ],
    ids=str,
)
def test_a_header_that_makes_no_sense_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(Broken):
        BundledClassifier(file_of(KARGO, **changes))


@pytest.mark.parametrize("missing", sorted(header().keys() - {"engine"}))
def test_a_header_that_lacks_something_is_refused(missing: str) -> None:
    fields = header()
    del fields[missing]
    size = row_size(width())
    with pytest.raises(Broken):
        BundledClassifier(pack(fields, bytes(2 * SHIFTS), bytes(2 * SLOTS), bytes(SLOTS * size)))


def test_a_header_that_is_no_object_is_refused() -> None:
    text = b"[1]     "
    body = MAGIC + len(text).to_bytes(4, "little") + text
    with pytest.raises(Broken):
        Weights(body)
