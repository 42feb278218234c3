"""Text as it is kept: normalised, printable, and in a time that grows with its length."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.domain.text import clean


def test_letters_are_composed_and_what_cannot_be_printed_is_replaced() -> None:
    assert clean("go\u0308nderi\x00 \ud800\r\n\tok") == "gönderi\ufffd \ufffd\n\tok"


@pytest.mark.parametrize("marks", [1, 5, 30])
def test_some_marks_stay(marks: int) -> None:
    text = "x" + "\u0323" * marks
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_of_too_many_marks_the_first_stay() -> None:
    text = "a😀" + "\u0301\u0323" * 40 + "b" + "\u05b0" * 20
    assert clean(text) == unicodedata.normalize(
        "NFC", "a😀" + "\u0301\u0323" * 15 + "b" + "\u05b0" * 20
    )


def test_a_long_run_without_marks_stays() -> None:
    assert clean("😡" * 100 + "—" * 100) == "😡" * 100 + "—" * 100


@given(st.text(st.characters(), max_size=100))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_time_does_not_grow_with_the_square_of_the_marks() -> None:
    def seconds(marks: int) -> float:
        text = "a" + "\u0301\u0323" * (marks // 2)
        began = process_time()
        clean(text)
        return process_time() - began

    seconds(1_000)
    short, long = (min(seconds(marks) for _ in range(3)) for marks in (10_000, 100_000))
    assert long < 10 * 3 * short
