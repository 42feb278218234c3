"""Everybody gets the same promise: reach, followers and leverage are nobody's business here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hearback.domain.acts import Act
from hearback.domain.classification import Kind, Leverage, Severity
from hearback.domain.mention import Author
from hearback.domain.policy import Match
from hearback.domain.sla import SlaClock
from tests.builders import HOUR, MINUTE, NOW, a_mention, a_policy, open_a_case

POLICY = a_policy()
FAMOUS = Author(id="7", name="Ünlü", handle="unlu", followers=5_000_000)
UNKNOWN = Author(id="8", handle="yeni", followers=3)


@pytest.mark.parametrize(
    "field", ["followers", "reach", "leverage", "verified", "likes", "views", "author", "sentiment"]
)
def test_no_rule_can_ask_how_loud_somebody_is(field: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Match.model_validate({field: ["anything"]})


def clocks(
    author: Author, leverage: Leverage, kind: Kind, severity: Severity
) -> tuple[SlaClock, ...]:
    """All clocks of a case that waited, went on and was left alone, whoever's it is."""
    labels = {"kind": kind, "severity": severity, "leverage": leverage}
    story = open_a_case(a_mention(author=author), POLICY, **labels)
    story.act(Act.ASK_CUSTOMER, NOW + 10 * MINUTE).sent(NOW + 11 * MINUTE)
    story.wrote("Yazdım", NOW + HOUR, **labels)
    story.timers_fired(NOW + 80 * HOUR)
    return story.case.clocks


@given(
    leverage=st.sampled_from(Leverage),
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.NOISE]),
    severity=st.sampled_from(Severity),
)
def test_two_cases_that_differ_only_in_reach_and_leverage_get_the_same_clocks(
    leverage: Leverage, kind: Kind, severity: Severity
) -> None:
    loud = clocks(FAMOUS, leverage, kind, severity)
    assert loud
    assert loud == clocks(UNKNOWN, Leverage.NONE, kind, severity)
