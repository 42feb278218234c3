"""What the bundled engine may cost: time in proportion to length, memory, loading."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from time import process_time

import pytest

from hearback.adapters.classifiers.bundled import BundledClassifier, bundled_classifier
from local.places import CORE


def _words(chance: random.Random, length: int) -> str:
    letters = "abcçdefgğhıijklmnoöprsştuüvyz"
    text = ""
    while len(text) < length:
        text += "".join(chance.choices(letters, k=chance.randint(2, 11))) + " "
    return text[:length]


SHAPES: dict[str, Callable[[random.Random, int], str]] = {
    "words never seen": _words,
    "one long word": lambda _, length: "ab" * (length // 2),
    "signs": lambda _, length: "?!" * (length // 2),
    "masked": lambda _, length: "s*" * (length // 2),
    "dots": lambda _, length: "a." * (length // 2),
    "links": lambda _, length: "http://" * (length // 7),
    "combining marks": lambda _, length: "\u0301\u0323" * (length // 2),
    "emoji": lambda _, length: "😡🙂" * (length // 2),
}


def _seconds(shape: str, length: int) -> float:
    """Of several new texts, the fastest tenth: others use the machine, too."""
    chance = random.Random(length)  # noqa: S311
    spent = []
    for _ in range(30):
        text = SHAPES[shape](chance, length)
        began = process_time()
        bundled_classifier().classify(text)
        spent.append(process_time() - began)
    return sorted(spent)[3]


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_length_and_no_faster(shape: str) -> None:
    _seconds(shape, 100)
    short, long = _seconds(shape, 350), _seconds(shape, 1_400)
    assert long < 4 * 2 * short


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_a_hundred_thousand_letters_costs_little_more_than_one_of_fifteen_hundred(
    shape: str,
) -> None:
    long, longest = _seconds(shape, 1_500), _seconds(shape, 100_000)
    assert longest < 4 * long


def test_the_loaded_model_takes_no_more_than_30_megabytes() -> None:
    """Also after it has remembered as many words as it may."""
    script = f"""
import json, random, sys, tracemalloc
sys.path.insert(0, {str(CORE)!r})
import hearback.adapters.classifiers.bundled as bundled
tracemalloc.start()
classifier = bundled.bundled_classifier()
loaded = tracemalloc.get_traced_memory()[0]
chance = random.Random(1)
for _ in range(bundled._WORDS_REMEMBERED // 20):
    words = ("".join(chance.choices("abcdefgh", k=9)) for _ in range(20))
    classifier.classify(" ".join(words))
print(json.dumps([loaded, tracemalloc.get_traced_memory()[0]]))
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    loaded, warm = json.loads(done.stdout)
    assert loaded < 10e6
    assert warm < 30e6


def test_the_model_loads_in_less_than_fifty_milliseconds() -> None:
    file = files("hearback.adapters.classifiers").joinpath("model.bin").read_bytes()

    def seconds() -> float:
        began = process_time()
        BundledClassifier(file)
        return process_time() - began

    assert min(seconds() for _ in range(5)) < 0.05


def test_the_engine_loads_no_framework() -> None:
    script = (
        f"import sys, json; sys.path.insert(0, {str(CORE)!r})\n"
        "from hearback.adapters.classifiers.bundled import bundled_classifier\n"
        "bundled_classifier().classify('Kargom gelmedi')\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert "hearback.adapters.classifiers.weights" in loaded
    heavy = ("numpy", "scipy", "sklearn", "pydantic", "boto", "aws_lambda_powertools", "urllib3")
    assert [module for module in loaded if module.startswith(heavy)] == []
