"""Each rule of the label scheme, where the heads say otherwise."""

from collections.abc import Mapping

import pytest

from hearback.adapters.classifiers.rules import Opinion, Rules
from hearback.domain.classification import Kind, Leverage, Sentiment, Topic

RULES = Rules({})
LABELS: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "sentiment": tuple(Sentiment),
    "offensive": ("0", "1"),
    "severity": ("0", "1", "2"),
    "leverage": tuple(Leverage),
    "topic": (*Topic, "advertising"),
}


def settled(**said: Mapping[str, float]) -> dict[str, Opinion]:
    """The heads' opinions where they say this; of other labels and heads a little of all."""
    all_said = {}
    for head, labels in LABELS.items():
        rest = (1 - sum(said.get(head, {}).values())) / len(labels)
        all_said[head] = {**dict.fromkeys(labels, rest), **said.get(head, {})}
    return RULES.settle(all_said)


def assert_said(opinion: Opinion, label: str, confidence: float) -> None:
    assert opinion.label == label
    assert opinion.confidence == pytest.approx(confidence)


@pytest.mark.parametrize("kind", ["question", "suggestion", "praise", "noise"])
def test_only_a_complaint_threatens(kind: str) -> None:
    doubtful = {"none": 0.45, "legal": 0.5}
    assert settled(kind={kind: 0.9}, leverage=doubtful)["leverage"].label == "none"
    assert settled(kind={"complaint": 0.9}, leverage=doubtful)["leverage"].label == "legal"


def test_a_threat_that_is_surer_than_the_kind_makes_it_a_complaint() -> None:
    found = settled(kind={"praise": 0.6, "complaint": 0.3}, leverage={"none": 0.1, "legal": 0.9})
    assert (found["kind"].label, found["leverage"].label) == ("complaint", "legal")
    assert found["kind"].confidence == pytest.approx(0.9)


def test_a_threat_that_is_less_sure_changes_no_kind() -> None:
    found = settled(kind={"praise": 0.8}, leverage={"none": 0.3, "legal": 0.7})
    assert (found["kind"].label, found["leverage"].label) == ("praise", "none")


def test_only_a_complaint_is_of_medium_severity() -> None:
    medium = {"1": 0.8, "2": 0.15, "0": 0.05}
    assert settled(kind={"complaint": 0.9}, severity=medium)["severity"].label == "1"
    assert settled(kind={"question": 0.9}, severity=medium)["severity"].label == "2"
    for kind in ("suggestion", "praise", "noise"):
        assert settled(kind={kind: 0.9}, severity=medium)["severity"].label == "0"


def test_noise_has_no_topic() -> None:
    assert settled(kind={"noise": 0.9}, topic={"billing": 0.9})["topic"].label == "other"
    assert settled(kind={"praise": 0.9}, topic={"billing": 0.9})["topic"].label == "billing"


def test_what_is_not_known_is_noise_and_doubtful() -> None:
    said = {head: dict.fromkeys(labels, 0.05) for head, labels in LABELS.items()}
    said["kind"]["complaint"] = said["leverage"]["none"] = 0.8
    assert_said(RULES.settle(said, known=1.0)["kind"], "complaint", 0.8)
    assert_said(RULES.settle(said, known=0.5)["kind"], "complaint", 0.4 + 0.0625)
    assert_said(RULES.settle(said, known=0.0)["kind"], "noise", 0.5)


def test_who_threatens_with_violence_is_urgent() -> None:
    found = settled(kind={"complaint": 0.9}, leverage={"physical": 0.9}, severity={"0": 0.9})
    assert_said(found["severity"], "2", 0.9)


def test_advertising_is_the_topic_campaign() -> None:
    found = settled(
        kind={"complaint": 0.9}, topic={"advertising": 0.4, "campaign": 0.2, "app": 0.3}
    )
    assert_said(found["topic"], "campaign", 0.6)


def test_tone_and_insults_are_left_to_their_heads() -> None:
    found = settled(kind={"noise": 0.9}, sentiment={"negative": 0.9}, offensive={"1": 0.9})
    assert (found["sentiment"].label, found["offensive"].label) == ("negative", "1")


def test_honesty_bends_confidences_and_no_labels() -> None:
    said = {head: dict.fromkeys(labels, 0.05) for head, labels in LABELS.items()}
    said["kind"]["praise"] = said["leverage"]["none"] = 0.8
    plain, modest = Rules({}).settle(said)["kind"], Rules({"kind": (0.5, 0.0)}).settle(said)["kind"]
    assert_said(plain, "praise", 0.8)
    assert_said(modest, "praise", 2 / 3)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_confidence_is_certain(share: float) -> None:
    said = {head: dict.fromkeys(labels, share) for head, labels in LABELS.items()}
    assert all(0 < opinion.confidence < 1 for opinion in RULES.settle(said).values())
