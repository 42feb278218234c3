"""From sums to probabilities: experts, their mixture, and the length of a text."""

import math

import pytest

from hearback.adapters.classifiers.heads import Expert, Panel
from hearback.adapters.classifiers.weights import Broken
from tests.unit.classifiers.small_model import expert, head


def panel(**heads: object) -> Panel:
    """Weights 0 and 1: which set it is like and the label of two experts who disagree."""
    header = {
        "scales": [1.0, 1.0, 1.0],
        "norm": 1.0,
        "least_norm": 4.0,
        "heads": {
            "set": head(["corpus", "telco"], only=expert(["corpus", "telco"], 0, [0.0])),
            "tone": head(
                ["bad", "good"],
                corpus=expert(["bad", "good"], 1, [0.0]),
                telco=expert(["bad", "good"], 2, [0.0]),
            ),
            **heads,
        },
    }
    return Panel.of(header)


def test_of_two_labels_only_the_second_has_a_weight() -> None:
    two = Expert(labels=("0", "1"), first=0, bias=(math.log(3),))
    assert two.probabilities([0.0]) == {"0": pytest.approx(0.25), "1": pytest.approx(0.75)}


def test_probabilities_of_huge_scores_are_finite() -> None:
    three = Expert(labels=("a", "b", "c"), first=0, bias=(0.0, 0.0, 0.0))
    assert three.probabilities([1e6, -1e6, 0.0]) == {"a": 1.0, "b": 0.0, "c": 0.0}


def test_experts_are_heard_as_far_as_the_text_is_like_their_set() -> None:
    said = panel().probabilities([0, 8, -8], norm=4)["tone"]
    assert said["good"] == pytest.approx(0.5)
    like_telco = panel().probabilities([16, 8, -8], norm=4)["tone"]
    assert like_telco["good"] == pytest.approx(1 / (1 + math.exp(4)), rel=1e-3)


def test_a_set_is_no_answer() -> None:
    assert set(panel().probabilities([0, 0, 0], norm=0)) == {"tone"}


def test_sums_are_divided_by_the_text_s_length_but_not_by_less_than_the_least() -> None:
    def good(value: int, norm: float) -> float:
        return panel().probabilities([0, value, value], norm)["tone"]["good"]

    assert good(6, 9) == pytest.approx(1 / (1 + math.exp(-2)))
    assert good(6, 1) == good(6, 4) == pytest.approx(1 / (1 + math.exp(-3)))


@pytest.mark.parametrize("wrong", [{"tone": {}}, {"tone": {"labels": ["a"]}}, {"tone": 3}])
def test_a_head_that_lacks_something_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Broken):
        panel(**wrong)
