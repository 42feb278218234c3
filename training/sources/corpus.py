"""The project's own corpus: invented sentences after the label scheme, one file a sector."""

from collections.abc import Iterator
from pathlib import Path

from hearback.domain.classification import Kind, Language, Leverage, Sentiment, Severity, Topic
from training.examples import DataWrong, Example, read_tsv

BASICS = "basics"
"""The file of plain sentences, of all sectors: easy ones, which the other files leave out."""
FOLDER = Path(__file__).parents[1] / "corpus"
_ALLOWED = {
    "kind": set(map(str, Kind)),
    "sentiment": set(map(str, Sentiment)),
    "leverage": set(map(str, Leverage)),
    "topic": set(map(str, Topic)),
    "severity": {str(int(severity)) for severity in Severity},
    "offensive": {"0", "1"},
}
_LANGUAGES = {"tr": Language.TURKISH, "en": Language.ENGLISH, "mixed": ""}


def read_corpus(folder: Path = FOLDER) -> Iterator[Example]:
    """Every sentence with all labels. `mixed` ones teach no language. Raises `DataWrong`."""
    for file in sorted(folder.glob("*.tsv")):
        yield from read_sentences(file)


def read_sentences(file: Path) -> Iterator[Example]:
    """A file in the corpus's columns, or with some heads' columns left out."""
    for number, row in enumerate(read_tsv(file), start=2):
        labels = {head: row[head] for head in _ALLOWED if head in row}
        wrong = [head for head, label in labels.items() if label not in _ALLOWED[head]]
        if wrong or row["lang"] not in _LANGUAGES:
            raise DataWrong(f"{file}:{number}: wrong label in {wrong or 'lang'}")
        yield Example(
            text=row["text"],
            source="corpus",
            language=_LANGUAGES[row["lang"]],
            labels=labels,
            sector=file.stem,
        )
