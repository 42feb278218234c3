"""What agents corrected: one JSON object a line, as the stack exports it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearback.domain.classification import Kind, Language, Severity, Topic
from training.examples import DataWrong, Example

_WEIGHT = 2.0
"""A person looked at it, and the model was wrong or unsure: it counts as two sentences."""
_LABELS = {
    "kind": set(map(str, Kind)),
    "topic": set(map(str, Topic)),
    "severity": {str(int(severity)) for severity in Severity},
}


def read_corrections(file: Path) -> Iterator[Example]:
    """`{"text", "language", "kind"?, "topic"?, "severity"?}` a line; others keys are passed over.

    Empty lines are skipped. Raises `DataWrong` with the line's number.
    """
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise DataWrong(f"{file}: {error.strerror}") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _correction(line, f"{file}:{number}")


def _correction(line: bytes, place: str) -> Example:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise DataWrong(f"{place}: is not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise DataWrong(f"{place}: is not an object")
    text, language = fields.get("text"), fields.get("language")
    if not isinstance(text, str) or not text.strip():
        raise DataWrong(f"{place}: no text")
    if language not in set(Language):
        raise DataWrong(f"{place}: language is not one of {', '.join(Language)}")
    labels = {head: _label(head, fields[head], place) for head in _LABELS if head in fields}
    if not labels:
        raise DataWrong(f"{place}: corrects nothing of {', '.join(_LABELS)}")
    return Example(text=text, source="correction", language=language, labels=labels, weight=_WEIGHT)


def _label(head: str, given: Any, place: str) -> str:
    label = str(given) if isinstance(given, (str, int)) and given is not True else ""
    if label not in _LABELS[head]:
        raise DataWrong(f"{place}: {head} is not one of {', '.join(sorted(_LABELS[head]))}")
    return label
