"""What classifying a mention costs, all heads: time a text, loading, memory, import.

Run from the root: `PYTHONPATH=layers/core/python python tests/benchmarks/bench_classifier.py`.
Times are also given as multiples of a reference in the same run, parsing a JSON body of 2 KB, since
machines differ. The texts are the corpus's own sentences and long posts put together from them;
those whose words the engine has met before stand apart, since it remembers words.
"""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from time import process_time

from hearback.adapters.classifiers.bundled import BundledClassifier
from local.places import CORE
from training.sources.corpus import read_corpus

TEXTS = 2_000
LETTERS_OF_A_LONG_POST = 1_000
IMPORT = """
import sys, time
sys.path.insert(0, {core!r})
import re, json, zlib, struct, dataclasses, enum, unicodedata, importlib.resources
began = time.process_time()
from hearback.adapters.classifiers.bundled import bundled_classifier
imported = time.process_time()
bundled_classifier()
print(imported - began, time.process_time() - imported)
"""
NUMPY = "import time; began = time.process_time(); import numpy; print(time.process_time() - began)"


def main() -> None:
    chance = random.Random(20_261_122)  # noqa: S311
    sentences = [example.text for example in read_corpus()]
    chance.shuffle(sentences)
    body = json.dumps({"entry": sentences})[:1_750]
    reference = _quantiles(json.loads, [json.dumps({"cut": body})] * TEXTS)[0]
    print(f"reference: {reference:.1f} µs for json.loads of 2 KB")
    model = files("hearback.adapters.classifiers").joinpath("model.bin").read_bytes()
    print(f"model file: {len(model) / 1e6:.1f} MB")
    long = [_long_post(chance, sentences) for _ in range(TEXTS)]
    for what, texts in (
        ("sentences", sentences[:TEXTS]),
        (f"posts of {LETTERS_OF_A_LONG_POST} letters", long),
    ):
        classifier = BundledClassifier(model)
        for how in ("first seen", "seen before"):
            half, late = _quantiles(classifier.classify, texts)
            print(
                f"{what}, {how}: p50 {half:.0f} µs, p99 {late:.0f} µs a text;"
                f" {half / reference:.1f} and {late / reference:.1f} times the reference"
            )
    imported, loaded = min(_run(IMPORT.format(core=str(CORE))) for _ in range(7))
    print(f"import {imported * 1e3:.1f} ms, loading the model {loaded * 1e3:.1f} ms (CPU)")
    try:
        print(f"importing numpy instead: {min(_run(NUMPY)[0] for _ in range(5)) * 1e3:.0f} ms")
    except subprocess.CalledProcessError:
        print("numpy is not installed here; python from .venv-train measures it")


def _long_post(chance: random.Random, sentences: Sequence[str]) -> str:
    post = ""
    while len(post) < LETTERS_OF_A_LONG_POST:
        post += chance.choice(sentences) + " "
    return post[:LETTERS_OF_A_LONG_POST]


def _quantiles(act: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """The middle one and the last but one in a hundred, in microseconds."""
    spent = []
    for text in texts:
        began = process_time()
        act(text)
        spent.append((process_time() - began) * 1e6)
    spent.sort()
    return spent[len(spent) // 2], spent[len(spent) * 99 // 100]


def _run(script: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    return [float(word) for word in done.stdout.split()]


if __name__ == "__main__":
    main()
