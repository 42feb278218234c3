"""One labelled text, and reading files of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

OPEN_KIND = "open kind"
"""Set instead of `kind` where a source leaves open which of some kinds a text is."""


class DataWrong(Exception):
    """A file is missing or a line of it cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text with the labels that its source gives, by head; `weight` beside the source's own.

    `sector` is set for the corpus only, `short` says that the source calls it short.
    """

    text: str
    source: str
    language: str
    labels: Mapping[str, str]
    sector: str = ""
    short: bool = True
    weight: float = 1.0


def read_tsv(file: Path) -> Iterator[dict[str, str]]:
    """Rows of a TSV file with one header line and no quoting. Raises `DataWrong`."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise DataWrong(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DataWrong(f"{file}: is not UTF-8") from None
    columns = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        fields = line.split("\t")
        if len(fields) != len(columns):
            raise DataWrong(f"{file}:{number}: {len(fields)} columns, not {len(columns)}")
        yield dict(zip(columns, fields, strict=True))
