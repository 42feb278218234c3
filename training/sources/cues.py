"""Words that speak for a label, written by hand: the beginning of a word stands for all its forms.

Each is learnt from as if it were a very short post with that one label; and a cue that speaks for
what no threat goes with is a short post without one, or short posts as such would be threats.
"""

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example, read_tsv

_HARMLESS = {
    *("question", "suggestion", "praise", "noise"),
    *("billing", "delivery", "refund", "product", "network", "app", "branch", "campaign"),
}
FILE = Path(__file__).parents[1] / "cues.tsv"


def read_cues(file: Path = FILE) -> Iterator[Example]:
    """Raises `DataWrong`."""
    for row in read_tsv(file):
        labels = {row["head"]: row["label"]}
        if row["label"] in _HARMLESS:
            labels["leverage"] = "none"
        yield Example(text=row["cue"], source="cue", language="", labels=labels)
