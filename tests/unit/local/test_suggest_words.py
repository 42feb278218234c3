"""`suggest-words`: from files and pipes to a list that a person reads."""

import io
from pathlib import Path
from typing import Any

import pytest

from local.__main__ import main

BROUGHT = """nivuara yine kargomu kaybetti
Nivuara'nın kuryesi kapıyı çalmadı
nivuara iadem nerede
"""


class _Input:
    def __init__(self, given: bytes) -> None:
        self.buffer = io.BytesIO(given)


@pytest.fixture
def suggest(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(given: bytes, *words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", _Input(given))
        code = main(["suggest-words", *words])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_a_misspelling_is_suggested_with_its_examples(suggest: Any) -> None:
    code, told = suggest(BROUGHT.encode())
    assert code == 0
    assert told.splitlines()[:2] == [
        "3 mentions of Nivora, 0 to compare with",
        "nivuara  (3 mentions, 0 of the rest, like Nivora)",
    ]
    assert "    nivuara iadem nerede" in told


def test_without_anything_to_say_it_says_so(suggest: Any) -> None:
    assert suggest(b"kargom gelmedi\n")[1].endswith(
        "no misspelling is missing; --rest finds more\n"
    )


def test_with_others_to_compare_it_finds_a_nickname(suggest: Any, tmp_path: Path) -> None:
    rest = tmp_path / "rest.txt"
    rest.write_text("Nivora kargom gelmedi\n" * 20 + "Nivora iade nerede\n" * 20, "utf-8")
    brought = "morkutu kargom gelmedi\n" * 8
    code, told = suggest(brought.encode(), "--rest", str(rest))
    assert code == 0
    assert "morkutu  (8 mentions, 0 of the rest, G²" in told


def test_lines_that_cannot_be_read_are_passed_over(suggest: Any) -> None:
    assert suggest(b"\xff\n\n" + BROUGHT.encode())[1].startswith("3 mentions")


def test_a_brand_that_is_not_in_the_policy_is_refused(suggest: Any) -> None:
    code, told = suggest(b"", "--brand", "elma")
    assert (code, "no brand elma, but nivora" in told) == (1, True)


def test_a_file_that_is_missing_is_one_line(suggest: Any, tmp_path: Path) -> None:
    code, told = suggest(b"", "--rest", str(tmp_path / "none.txt"))
    assert (code, told.count("\n")) == (1, 1)
