"""Sets of many languages. All that is neither Turkish nor English is `other`."""

from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from training.examples import Example, read_tsv

_OWN = ("tr", "en")


def tweets(folder: Path, split: str) -> Iterator[Example]:
    for row in read_tsv(folder / "ml_umsab_tweets" / f"{split}.tsv"):
        own = row["lang"] if row["lang"] in _OWN else "other"
        # Their Hindi is partly in Latin letters, with English in between.
        language = "" if row["lang"] == "hi" else own
        yield Example(text=row["text"], source="tweets", language=language, labels={})


_NOTHING_SAID = {"kind": "noise", "leverage": "none", "offensive": "0"}
"""Of words by chance, which keep it from hearing threats where nothing is known."""


def lingua(folder: Path, split: str) -> Iterator[Example]:
    """Words, pairs and sentences of news in 75 languages; one text in four is for the dev split."""
    for row in read_tsv(folder / "lid_lingua" / "dev_half.tsv"):
        if (crc32(row["text"].encode()) % 4 == 0) == (split == "dev"):
            language = row["lang"] if row["lang"] in _OWN else "other"
            labels = _NOTHING_SAID if language in _OWN else {}
            source = f"lingua {row['kind']}"
            yield Example(text=row["text"], source=source, language=language, labels=labels)
