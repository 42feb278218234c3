"""`make train`: from the data to the weights that are committed with the core layer."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from training.detecting import Fitted, fit, tasks
from training.examples import Example
from training.folding import fold
from training.guessing import guess_open_kinds
from training.lessons import folds, gather
from training.matrix import LEAST_NORM, Counts, count, frequent, normed, telling
from training.packing import model_file, quantised, quantised_norm
from training.recipe import HEADS, SETS
from training.slots import Placed, choose, place
from training.spelling import zero_spelling
from training.tuning import tune
from training.weighing import weigh

_LEAST_TEXTS = 3


def train(data: Path, corrections: Sequence[Example] = ()) -> bytes:
    """The model file. Raises `DataWrong`."""
    began = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - began:6.0f} s  {what}", flush=True)

    examples = gather(data, corrections)
    say(f"{len(examples)} examples")
    counts = count([example.text for example in examples])
    say(f"{len(counts.hashes)} features counted")
    of_fold = folds(examples)
    placed, fitted, norm = _fit(counts, examples, of_fold, say)
    say("detectors fitted")
    examples = guess_open_kinds(examples, fitted.answers, of_fold)
    sets = weigh(SETS, examples, fitted.answers, of_fold)
    weighed = [weigh(head, examples, fitted.answers, of_fold, sets.said) for head in HEADS]
    say("heads fitted")
    rules = tune(weighed, examples)
    say("rules tuned")
    folded = fold(fitted, [sets, *weighed])
    whole, scales = quantised(folded.weights)
    whole_norm, norm_scale = quantised_norm(norm)
    contents = whole.tobytes() + whole_norm.tobytes()
    header = {
        "engine": f"bundled-{crc32(contents):08x}",
        "width": len(scales),
        "scales": _short(scales),
        "norm": norm_scale,
        "least_norm": LEAST_NORM,
        "heads": folded.heads,
        "honesty": rules.honesty,
    }
    return model_file(header, placed, whole, whole_norm)


def _fit(
    counts: Counts, examples: Sequence[Example], of_fold: NDArray[np.int64], say: Any
) -> tuple[Placed, Fitted, NDArray[np.float64]]:
    """The features that were chosen, the detectors' weights for them, and their norms."""
    wanted = tasks(examples)
    vocabulary = frequent(counts, _LEAST_TEXTS)
    matrix = counts.columns(vocabulary)
    weights = telling(matrix, vocabulary, counts.whole)
    placed = place(choose(normed(matrix, weights, weights**2), vocabulary, wanted))
    say(f"{len(placed.hashes)} of {len(vocabulary)} features chosen")
    matrix = counts.columns(placed.hashes)
    weights = telling(matrix, placed.hashes, counts.whole)
    whole, scale = quantised_norm(weights**2)
    norm = whole * scale
    matrix = normed(matrix, weights, norm)
    fitted = fit(matrix, zero_spelling(matrix, placed.hashes), wanted, of_fold)
    return placed, Fitted(fitted.weights * weights[:, None], fitted.bias, fitted.answers), norm


def _short(numbers: NDArray[np.float64]) -> list[float]:
    return [float(f"{number:.7g}") for number in numbers]
