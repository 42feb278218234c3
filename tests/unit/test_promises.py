"""Promising a time: what can be kept is taken, what cannot is refused with the nearest time."""

from datetime import UTC, datetime, timedelta

import pytest

from hearback.domain.classification import Kind
from hearback.domain.errors import ActRefused
from hearback.domain.promises import check_promise
from hearback.domain.replies import ReplyPurpose
from hearback.domain.sla import SlaMetric
from tests.builders import MINUTE, NOW, a_policy, open_a_case

RULE = {"calendar": "service", "soonest": "10m", "furthest": "14d"}
POLICY = a_policy(promises=RULE)
"""Open on weekdays from 09:00 to 18:00 in Istanbul, which is 06:00 to 15:00 UTC."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2026; the 10th is a Tuesday."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def refusal(promised_at: datetime | None, now: datetime = NOW) -> tuple[str, datetime | None]:
    with pytest.raises(ActRefused) as caught:
        check_promise(promised_at, POLICY, now)
    return str(caught.value), caught.value.nearest


@pytest.mark.parametrize("promised_at", [at(10, 11, 10), at(10, 14, 59), at(11, 6), at(24, 11)])
def test_a_time_in_open_hours_can_be_promised(promised_at: datetime) -> None:
    check_promise(promised_at, POLICY, NOW)


def test_no_time_is_no_promise() -> None:
    assert refusal(None) == ("promise_without_time", None)


def test_a_time_that_has_passed_is_answered_with_the_first_that_works() -> None:
    assert refusal(at(10, 10)) == ("promise_in_the_past", at(10, 11, 10))


def test_a_time_too_soon_to_be_met_is_answered_with_the_first_that_works() -> None:
    assert refusal(at(10, 11, 5)) == ("promise_too_soon", at(10, 11, 10))
    evening = at(10, 14, 55)
    assert refusal(at(10, 14, 59), evening) == ("promise_too_soon", at(11, 6))


def test_a_time_in_the_evening_is_answered_with_the_closing_hour() -> None:
    assert refusal(at(10, 16)) == ("promise_outside_hours", at(10, 15))


def test_a_time_at_dawn_is_answered_with_the_opening_hour() -> None:
    assert refusal(at(11, 5)) == ("promise_outside_hours", at(11, 6))


def test_a_time_on_sunday_is_answered_with_monday_morning() -> None:
    assert refusal(at(15, 20)) == ("promise_outside_hours", at(16, 6))


def test_a_time_months_away_is_answered_with_the_last_that_works() -> None:
    word, nearest = refusal(at(10, 11) + timedelta(days=90))
    assert word == "promise_too_far"
    assert nearest == at(24, 11)


def test_a_template_that_names_a_time_promises_it() -> None:
    templates = [
        {"purpose": "acknowledgement", "language": "tr", "text": "En geç {time} yazacağız."},
        {"purpose": "acknowledgement", "language": "tr", "text": "Bakıyoruz."},
    ]
    story = open_a_case(policy=a_policy(templates=templates))
    due = story.case.clock(SlaMetric.FIRST_RESPONSE, 1).due_at
    story.acknowledged_by_itself(NOW + MINUTE)
    assert story.case.has_reply(ReplyPurpose.ACKNOWLEDGEMENT)
    promise = story.case.open_clock(SlaMetric.PROMISED_UPDATE)
    assert promise is not None
    assert promise.due_at == due
    assert "15:00" in next(iter(story.replies.values())).text


def test_a_template_promises_nothing_where_no_response_is_due() -> None:
    templates = [
        {"purpose": "acknowledgement", "language": "tr", "text": "En geç {time} yazacağız."},
        {"purpose": "acknowledgement", "language": "tr", "text": "Teşekkürler."},
    ]
    rule = {
        "id": "everything",
        "calendar": "service",
        "targets": [{"metric": "acknowledgement", "target_time": "15m"}],
    }
    story = open_a_case(policy=a_policy(templates=templates, sla=[rule]), kind=Kind.SUGGESTION)
    story.acknowledged_by_itself(NOW + MINUTE)
    assert next(iter(story.replies.values())).text == "Teşekkürler."
