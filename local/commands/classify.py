"""`classify`: what the bundled classifier says of each line of standard input."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from hearback.adapters.classifiers.bundled import bundled_classifier
from hearback.domain.classification import Classification, Verdict
from hearback.domain.ports import Classifier
from hearback.domain.watch_words import BrandFinder, compile_finder
from local.places import DEFAULT_POLICY
from local.problem import Problem
from local.watching import read_brands

HELP = "classify mentions: one a line from standard input, one JSON object a line out"


def register(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--policy", type=Path, default=DEFAULT_POLICY, metavar="FILE", help="whose brands to find")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    finder = compile_finder(read_brands(options.policy))
    write(describe(sys.stdin.buffer, bundled_classifier(), finder), sys.stdout.buffer)
    return 0


def describe(
    lines: Iterable[bytes], classifier: Classifier, finder: BrandFinder
) -> Iterator[dict[str, Any]]:
    """An object a line: the verdicts and `brands`, or `line` and `error`."""
    for number, line in enumerate(lines, start=1):
        try:
            text = read_line(line)
        except Problem as problem:
            yield {"line": number, "error": str(problem)}
        else:
            yield _described(text, classifier.classify(text), finder)


def read_line(line: bytes) -> str:
    """The text of a line without its end. Raises `Problem`."""
    try:
        text = line.rstrip(b"\r\n").decode()
    except UnicodeDecodeError:
        raise Problem("is not UTF-8") from None
    if not text.strip():
        raise Problem("is empty")
    return text


def write(rows: Iterable[dict[str, Any]], to: BinaryIO) -> None:
    """Each object as soon as there is one: whoever asks line by line gets an answer."""
    for row in rows:
        to.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        to.flush()


def _described(text: str, said: Classification, finder: BrandFinder) -> dict[str, Any]:
    hits = finder.find(text)
    return {
        "language": _verdict(said.language),
        "kind": _verdict(said.kind),
        "sentiment": _verdict(said.sentiment),
        "offensive": {**_verdict(said.offensive), "label": int(said.offensive.label)},
        "severity": {**_verdict(said.severity), "label": int(said.severity.label)},
        "leverage": _verdict(said.leverage),
        "topic": _verdict(said.topic),
        "brands": [
            {"brand": hit.brand, "word": hit.word, "start": hit.start, "end": hit.end}
            for hit in hits
        ],
    }


def _verdict(verdict: Verdict[Any]) -> dict[str, Any]:
    return {"label": verdict.label, "confidence": round(verdict.confidence, 4)}
