"""Sentences of agents, by hundreds: each rule finds its own, and polite words pass."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hearback.domain.send_gate.findings import Rule
from hearback.domain.send_gate.gate import check
from tests.unit.send_gate.drafts import a_context, a_draft, rules_of
from tests.unit.send_gate.sentences import first, second, third

OURS = ("0850 222 10 20", "444 0 123", "destek@nivora.com.tr")
SETS = (first, second, third)


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for each in SETS for rule, texts in each.STOPPED.items() for text in texts],
)
def test_what_breaks_a_rule_is_found_by_that_rule(rule: Rule, text: str) -> None:
    assert rule in rules_of(text, contacts=OURS)


@pytest.mark.parametrize("text", [text for each in SETS for text in each.PASSING])
def test_polite_words_and_harmless_numbers_pass(text: str) -> None:
    assert rules_of(text, contacts=OURS) == []


@pytest.mark.parametrize("row", [row for each in SETS for row in each.PROMISED])
def test_a_promise_that_says_its_time_passes(row: str) -> None:
    text, _, local = row.partition("|")
    promised_at = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Istanbul"))

    assert check(a_draft(text, promised_at=promised_at), a_context(contacts=OURS)) == ()


@pytest.mark.xfail(strict=True, reason="no pattern that would find it leaves polite words alone")
@pytest.mark.parametrize("text", [*second.MISSED, *third.MISSED])
def test_some_reproaches_and_promises_are_too_roundabout(text: str) -> None:
    assert rules_of(text, contacts=OURS)
