"""English sets."""

from collections.abc import Iterator
from pathlib import Path

from training.examples import Example, read_tsv

_BITEXT_TOPICS = {
    "PAYMENT": "billing",
    "INVOICES": "billing",
    "CONTACT": "customer_service",
    "REFUNDS": "refund",
    "DELIVERY": "delivery",
    "SHIPPING": "delivery",
    "ORDER": "delivery",
    "CANCELLATION_FEE": "contract",
    "ACCOUNT": "app",
}
_EVERY_BITEXT = 6


def semeval(folder: Path, split: str) -> Iterator[Example]:
    for row in read_tsv(folder / "en_semeval2017_sentiment" / f"{split}.tsv"):
        labels = {"sentiment": row["label"]}
        yield Example(text=row["text"], source="semeval", language="en", labels=labels)


def davidson(folder: Path, split: str) -> Iterator[Example]:
    """Tweets found by swear words; ordinary ones must stand beside them."""
    for row in read_tsv(folder / "en_davidson_offensive" / f"{split}.tsv"):
        labels = {"offensive": str(int(row["label"] != "neither"))}
        yield Example(text=row["text"], source="davidson", language="en", labels=labels)


def banking(folder: Path, split: str) -> Iterator[Example]:
    """Customers of a bank; the set has no dev split, so all of it is for training."""
    if split == "train":
        for row in read_tsv(folder / "en_banking77" / "train.tsv"):
            yield Example(text=row["text"], source="banking", language="en", labels={})


def clinc(folder: Path, split: str) -> Iterator[Example]:
    """Orders to an assistant: English as people type it, and nothing about a brand."""
    for row in read_tsv(folder / "en_clinc150" / f"{split}.tsv"):
        yield Example(text=row["text"], source="clinc", language="en", labels={})


def bitext(folder: Path, split: str) -> Iterator[Example]:
    """Paraphrases made from templates: every sixth is enough to learn the words from."""
    if split == "train":
        rows = read_tsv(folder / "en_bitext_support" / "all.tsv")
        for number, row in enumerate(rows):
            topic = _BITEXT_TOPICS.get(row["category"])
            if topic and number % _EVERY_BITEXT == 0:
                labels = {"topic": topic}
                yield Example(text=row["text"], source="bitext", language="en", labels=labels)
