"""The sets to learn from. Each reader gives a split's examples in the label scheme's words."""

from collections.abc import Callable, Iterator
from pathlib import Path

from training.examples import Example
from training.sources.english import banking, bitext, clinc, davidson, semeval
from training.sources.languages import lingua, tweets
from training.sources.turkish import abuse, offenseval, questions, telco

SETS: dict[str, Callable[[Path, str], Iterator[Example]]] = {
    "telco": telco,
    "offenseval": offenseval,
    "abuse": abuse,
    "questions": questions,
    "semeval": semeval,
    "davidson": davidson,
    "banking": banking,
    "clinc": clinc,
    "bitext": bitext,
    "tweets": tweets,
    "lingua": lingua,
}


def read_sets(folder: Path, split: str) -> list[Example]:
    """All public sets' examples; `split` is `train` or `dev`. Raises `DataWrong`."""
    return [example for read in SETS.values() for example in read(folder, split)]
