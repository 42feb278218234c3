"""`classify`: a line in, an object out, whatever the line is."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearback.domain.classification import Kind
from hearback.domain.policy import Brand
from hearback.domain.watch_words import compile_finder
from local.__main__ import main
from local.commands.classify import describe, write
from local.places import ROOT
from tests.builders import a_classification
from tests.fakes import FakeClassifier

HEADS = ("language", "kind", "sentiment", "offensive", "severity", "leverage", "topic")
FINDER = compile_finder([Brand(id="nivora", name="Nivora", watch_words=("Nivora",))])
CLASSIFIER = FakeClassifier(a_classification(), {"Yaşa!": a_classification(kind=Kind.PRAISE)})


def described(*lines: bytes) -> list[dict[str, Any]]:
    return list(describe(lines, CLASSIFIER, FINDER))


def run(given: bytes, *words: str) -> list[dict[str, Any]]:
    """The command as a shell runs it."""
    done = subprocess.run(
        [sys.executable, "-m", "local", "classify", *words],
        input=given,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_line_gets_every_head_and_the_brands() -> None:
    (line,) = described("Nivora'dan 9 gündür ses yok\n".encode())
    assert tuple(line) == (*HEADS, "brands")
    for head in HEADS:
        assert set(line[head]) == {"label", "confidence"}
    assert line["kind"] == {"label": "complaint", "confidence": 1.0}
    assert line["offensive"]["label"] == 0
    assert line["severity"]["label"] == 1
    assert line["brands"] == [{"brand": "nivora", "word": "Nivora", "start": 0, "end": 6}]


def test_places_are_counted_in_characters_of_the_line_as_it_came() -> None:
    text = "😡😡 İŞTE NİVORA"
    (line,) = described(text.encode())
    (hit,) = line["brands"]
    assert text[hit["start"] : hit["end"]] == "NİVORA"


def test_a_line_that_cannot_be_read_is_told_and_the_run_goes_on() -> None:
    lines = described(
        b"Ya\xc5\x9fa!\r\n", b"\xff\xfe\n", b"\n", b"  \t\n", b"kargo", b"\xed\xa0\x80"
    )
    assert [line.get("error") for line in lines] == [
        *(None, "is not UTF-8", "is empty", "is empty", None, "is not UTF-8")
    ]
    assert [line["line"] for line in lines if "error" in line] == [2, 3, 4, 6]
    assert lines[0]["kind"]["label"] == "praise"


def test_each_answer_is_written_before_the_next_line_is_read() -> None:
    to = io.BytesIO()

    def lines() -> Iterator[bytes]:
        for number in range(3):
            assert to.getvalue().count(b"\n") == number
            yield b"kargo nerede\n"

    write(describe(lines(), CLASSIFIER, FINDER), to)
    assert to.getvalue().count(b"\n") == 3


def test_the_command_reads_standard_input_to_its_end() -> None:
    long = "Kargom gelmedi. " * 6_500
    given = "Kargom 9 gündür gelmedi\nÇok teşekkürler, harikasınız\n".encode()
    lines = run(given + b"\xff\n\n" + long.encode() + b"\nNivora x\0y")
    assert len(lines) == 6
    assert [line["kind"]["label"] for line in lines[:2]] == ["complaint", "praise"]
    assert [set(line) for line in lines[2:4]] == [{"line", "error"}] * 2
    assert lines[4]["kind"]["label"] == "complaint"
    assert lines[5]["brands"][0]["word"] == "Nivora"


def test_no_line_gives_no_object() -> None:
    assert run(b"") == []


def test_the_brands_are_those_of_the_policy(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    brand = {"id": "elma", "name": "Elma", "watch_words": ["Elmabook"]}
    policy.write_text(yaml.safe_dump({"brands": [brand]}), "utf-8")
    (line,) = run(b"Elmabook'um bozuldu\n", "--policy", str(policy))
    assert line["brands"] == [{"brand": "elma", "word": "Elmabook", "start": 0, "end": 8}]


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (None, "No such file"),
        (b"brands: [", "parsing a flow node"),
        (b"teams: []", "has no brands"),
        (b"[]", "has no brands"),
        (b"brands: [{id: 3}]", "brands: "),
        (b"\xff\xfe\x00", "policy.yaml"),
    ],
)
def test_a_policy_that_cannot_be_used_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], policy: bytes | None, said: str
) -> None:
    file = tmp_path / "policy.yaml"
    if policy is not None:
        file.write_bytes(policy)
    assert main(["classify", "--policy", str(file)]) == 1
    told = capsys.readouterr().err
    assert told.startswith("error: ")
    assert said in told
    assert told.count("\n") == 1


def test_who_reads_no_further_ends_it_quietly() -> None:
    """As `classify < file | head -1` does."""
    script = f"{sys.executable} -m local classify | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        input=b"Kargom gelmedi\n" * 20_000,
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert json.loads(done.stdout)["kind"]["label"] == "complaint"
    assert done.stderr == b""
