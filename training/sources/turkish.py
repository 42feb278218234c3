"""Turkish sets."""

from collections.abc import Iterator
from pathlib import Path

from training.examples import OPEN_KIND, Example, read_tsv

_TELCO_TOPICS = {"campaign_package": "campaign", "porting_cancel": "contract", "privacy": ""}
_TELCO_KINDS = {
    "complaint": "complaint",
    "negative_remark": "complaint",
    "noise": "noise",
    "praise": "praise",
}


def telco(folder: Path, split: str) -> Iterator[Example]:
    """Posts and complaints about telephone companies. Their topics are nine; of the scheme's they
    keep advertising apart from campaigns, and so does the topic head inside. Of neutral posts the
    set does not say whether they ask, suggest or say nothing: `OPEN_KIND`."""
    for row in read_tsv(folder / "tr_telco_brain" / f"{split}.tsv"):
        labels = {
            "sentiment": row["sentiment"],
            "severity": row["severity"],
            "actionable": row["actionable"],
            "topic": _TELCO_TOPICS.get(row["category"], row["category"]),
            "kind": _TELCO_KINDS.get(row["kind_proxy"], ""),
            OPEN_KIND: "yes" if row["kind_proxy"] == "neutral" else "",
        }
        yield Example(
            text=row["text"],
            source="telco",
            language="tr",
            labels={head: label for head, label in labels.items() if label},
            short=row["length_band"] == "short",
        )


def offenseval(folder: Path, split: str) -> Iterator[Example]:
    for row in read_tsv(folder / "tr_offenseval2020" / f"{split}.tsv"):
        labels = {"offensive": str(int(row["label"] == "OFF"))}
        yield Example(text=row["text"], source="offenseval", language="tr", labels=labels)


def abuse(folder: Path, split: str) -> Iterator[Example]:
    """Comments under videos; some are in sister languages, so they teach no language."""
    for row in read_tsv(folder / "tr_hmpk_abuse" / f"{split}.tsv"):
        labels = {"offensive": str(int(row["label"] == "ABUSE"))}
        yield Example(text=row["text"], source="abuse", language="", labels=labels)


def questions(folder: Path, split: str) -> Iterator[Example]:
    """Questions out of a textbook, without the question mark in which they all end."""
    for row in read_tsv(folder / "tr_questions_tqp" / f"{split}.tsv"):
        text = row["text"].rstrip("? ")
        yield Example(text=text, source="questions", language="tr", labels={"kind": "question"})
