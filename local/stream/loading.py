"""Reading the bundled stream, with the checks that need all lines at once."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from local.stream.steps import Step

STREAM = Path(__file__).with_name("mentions.jsonl")


class StreamInvalid(ValueError):
    """A line that is none; the message names the line and what is wrong with it."""


def load_stream(path: Path = STREAM) -> tuple[Step, ...]:
    """All steps in order of time. Raises `StreamInvalid`."""
    steps = tuple(_steps(path.read_text(encoding="utf-8").splitlines()))
    _check_order(steps)
    _check_references(steps)
    return steps


def _steps(lines: Iterable[str]) -> Iterable[Step]:
    for number, line in enumerate(lines, start=1):
        try:
            yield Step.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            raise StreamInvalid(f"line {number}: {error}") from None


def _check_order(steps: tuple[Step, ...]) -> None:
    times = [step.at for step in steps]
    if times != sorted(times):
        raise StreamInvalid("the lines are not in order of time")


def _check_references(steps: tuple[Step, ...]) -> None:
    """Only a deletion may come before what it is of."""
    keys: set[str] = set()
    said = {step.key for step in steps if step.key}
    for number, step in enumerate(steps, start=1):
        if step.key and step.key in keys:
            raise StreamInvalid(f"line {number}: key {step.key!r} given twice")
        if step.of and step.of not in (said if step.do == "delete" else keys):
            raise StreamInvalid(f"line {number}: no such key before it: {step.of!r}")
        keys.add(step.key)
