"""The texts to judge on, none of which was learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.examples import Example
from training.sources import read_sets
from training.sources.corpus import read_sentences

_TO_ASCII = str.maketrans("çğıöşüâîûÇĞİÖŞÜ", "cgiosuaiuCGIOSU")
_SHORT = 30
_OF_NEWS = "lingua sentences"


@dataclass(frozen=True, slots=True)
class Texts:
    """The dev splits by source, and the sample of the label scheme by `tr` (with mixed ones) and
    `en`."""

    by_source: dict[str, list[Example]]
    sample: dict[str, list[Example]]

    def labelled(self, source: str, head: str, *, short: bool = False) -> list[Example]:
        """Those of a set that have a label for the head; `short`: without the long complaints."""
        return [
            example
            for example in self.by_source[source]
            if head in example.labels and (example.short or not short)
        ]

    def turkish(self) -> dict[str, list[str]]:
        """Turkish of every kind: posts, questions and news; the same without diacritics; and those
        of at most 30 characters."""
        whole = [
            example.text
            for source in ("telco", "offenseval", "questions", _OF_NEWS)
            for example in self.by_source[source]
            if example.language == "tr"
        ]
        return {
            "all": whole,
            "ascii": [text.translate(_TO_ASCII) for text in whole],
            "short": [text for text in whole if len(text) <= _SHORT],
        }

    def foreign(self) -> list[str]:
        """Neither Turkish nor English: posts and news sentences."""
        return [
            example.text
            for source in ("tweets", _OF_NEWS)
            for example in self.by_source[source]
            if example.language == "other"
        ]


def read_texts(data: Path) -> Texts:
    """Raises `DataWrong`."""
    by_source: dict[str, list[Example]] = {}
    for example in read_sets(data, "dev"):
        by_source.setdefault(example.source, []).append(example)
    sample = list(read_sentences(data / "tr_en_kind_sample" / "sample.tsv"))
    parts = {
        "tr": [replace(each, source="sample") for each in sample if each.language != "en"],
        "en": [replace(each, source="sample") for each in sample if each.language == "en"],
    }
    return Texts(by_source, parts)


def texts_of(examples: Sequence[Example]) -> list[str]:
    return [example.text for example in examples]
