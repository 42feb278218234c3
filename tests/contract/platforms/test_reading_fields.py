"""The bounds of what is read as an id, a time, a token and an error's explanation."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.feed.entries import items_of
from hearback.adapters.platforms.shared import answers, fields

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize("number", [10**254, 1 - 10**255, 10**255 - 1])
def test_an_id_of_as_many_digits_as_fit_is_exact(number: int) -> None:
    assert fields.identifier(number) == str(number)


@pytest.mark.parametrize("value", [10**256, -(10**255), "9" * 257, "ş" * 129, "", " ", True, None])
def test_what_is_too_long_for_a_key_is_no_id(value: object) -> None:
    assert fields.identifier(value) is None


@pytest.mark.parametrize("unit", [1, 1_000, 1_000_000])
def test_a_count_says_by_its_size_what_it_counts(unit: int) -> None:
    count = int(AT.timestamp()) * unit
    for given in (count, str(count), float(count)):
        assert fields.moment(given) == AT
    fraction = unit // 1_000
    wanted = AT.replace(microsecond=1_000 if fraction else 0)
    assert fields.moment(count + fraction) == wanted


@pytest.mark.parametrize("value", ["a\nb", "ş", "\x00", "\ud800", " ", "", 7, None, ["a"]])
def test_what_fits_into_no_header_is_no_token(value: object) -> None:
    assert fields.token(value) == ""


@pytest.mark.parametrize("detail", ["a\x00b", "a\ud800b", "a\x7fb", "a\x9fb", "a\nb"])
def test_an_explanation_is_one_line_that_can_be_shown(detail: str) -> None:
    told = str(answers.refused("word", detail, ()))
    assert told.startswith("word: a")
    assert told.endswith("b")
    assert told.replace("\ufffd", "").isprintable()


def test_an_explanation_that_repeats_our_words_is_dropped_however_they_are_written() -> None:
    for detail in ("no: Şikâyet!", "no: S\u0327ika\u0302yet!", "no: Şi\u200ekâyet!"):
        assert str(answers.refused("word", detail, ("", "Şikâyet"))) == "word"


@pytest.mark.parametrize("word", ["Merhaba, Ayşe", "", "a b", "a\nb", "x" * 101])
def test_a_platforms_word_that_is_none_is_not_taken_over(word: str) -> None:
    assert str(answers.refused(word, "why", ())) == "refused: why"
    assert str(answers.refused("STATE_ERROR.a-b", None, ())) == "STATE_ERROR.a-b"


@pytest.mark.parametrize("dates", ["<published>x</published>", ""])
def test_an_entry_whose_dates_cannot_be_read_has_none(dates: str) -> None:
    """The library warns of what it will drop where it is asked for one date and has the other."""
    entry = f"<entry><id>tag:a</id><title>Kargo</title>{dates}</entry>"
    page: Any = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    (found,) = items_of(HttpAnswer(status=200, body=page.encode()), "f", "https://a.example")
    assert '"published": null' in found.body
