"""What follows a write of the table."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from hearback.domain.alerts import AlertKind
from hearback.domain.case import Stage
from hearback.domain.sla import SlaMetric
from hearback.use_cases.relay_changes import (
    CaseGone,
    CaseWritten,
    EntryWritten,
    RelayChanges,
    ReplyWritten,
    Wait,
)
from tests.builders import HOUR, MINUTE, NOW, open_a_case
from tests.fakes import FakeAlertQueue, FakeErasure, FakeReplyQueue, FakeWorkflow

NEW = CaseWritten(
    case_id="C1",
    execution="C1",
    stage=Stage.AWAIT_ACKNOWLEDGEMENT,
    wake_at=NOW + MINUTE,
    is_new=True,
    execution_changed=False,
    wait=None,
)


@pytest.fixture
def relay() -> RelayChanges:
    return RelayChanges(
        workflow=FakeWorkflow(),
        replies=FakeReplyQueue(),
        alerts=FakeAlertQueue(),
        erasure=FakeErasure(),
    )


def waiting(stage: Stage, until: datetime | None) -> CaseWritten:
    """A case in AwaitAcknowledgement until NOW + 1 min whose workflow waits otherwise."""
    return replace(NEW, is_new=False, wait=Wait(token="t", stage=stage, wake_at=until))


def test_a_new_case_starts_its_workflow_under_the_cases_id(relay: RelayChanges) -> None:
    relay([NEW, NEW], NOW)
    assert relay.workflow.started == {"C1": "C1"}  # type: ignore[attr-defined]


def test_a_healed_case_starts_under_its_new_name(relay: RelayChanges) -> None:
    relay([replace(NEW, is_new=False, execution="C1.2", execution_changed=True)], NOW)
    assert relay.workflow.started == {"C1.2": "C1"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("stage", "until", "wakes"),
    [
        (Stage.AWAIT_ACKNOWLEDGEMENT, NOW + MINUTE, False),
        (Stage.AWAIT_ACKNOWLEDGEMENT, NOW, False),
        (Stage.AWAIT_ACKNOWLEDGEMENT, NOW + HOUR, True),
        (Stage.AWAIT_ACKNOWLEDGEMENT, None, True),
        (Stage.AWAIT_RESOLUTION, NOW + MINUTE, True),
        (Stage.AWAIT_FOLLOW_UP, NOW, True),
    ],
)
def test_a_wait_is_ended_if_it_is_in_the_wrong_state_or_would_end_too_late(
    relay: RelayChanges, stage: Stage, until: datetime | None, wakes: bool
) -> None:
    relay([waiting(stage, until)], NOW)
    woken = relay.workflow.woken  # type: ignore[attr-defined]
    assert bool(woken) is wakes
    if wakes:
        token, plan = woken[0]
        assert (token, plan.stage, plan.seconds) == ("t", Stage.AWAIT_ACKNOWLEDGEMENT, 60)


def test_a_timer_is_rounded_up_so_that_it_finds_its_moment_past(relay: RelayChanges) -> None:
    case = replace(
        waiting(Stage.AWAIT_RESOLUTION, None), wake_at=NOW + timedelta(milliseconds=1400)
    )
    relay([case, replace(case, wake_at=NOW - HOUR)], NOW)
    assert [plan.seconds for _, plan in relay.workflow.woken] == [2, 1]  # type: ignore[attr-defined]


def test_a_closed_case_wakes_its_workflow_to_end(relay: RelayChanges) -> None:
    closed = replace(waiting(Stage.AWAIT_FOLLOW_UP, NOW), stage=Stage.CLOSED, wake_at=None)
    relay([closed], NOW)
    assert relay.workflow.woken[0][1].stage == "Closed"  # type: ignore[attr-defined]


def test_what_hung_on_an_expired_case_is_erased(relay: RelayChanges) -> None:
    relay([CaseGone(case_id="C1")], NOW)
    assert relay.erasure.erased == ["C1"]  # type: ignore[attr-defined]


def test_a_queued_reply_is_put_into_its_queue(relay: RelayChanges) -> None:
    relay([ReplyWritten(case_id="C1", reply_id="000002-1")], NOW)
    assert relay.replies.orders == [("C1", "000002-1", 0)]  # type: ignore[attr-defined]


def test_an_opening_and_a_breach_are_alerts_with_ids_that_stay_the_same(
    relay: RelayChanges,
) -> None:
    story = open_a_case().timers_fired(NOW + 16 * MINUTE)
    entries = [EntryWritten(entry=entry) for entry in story.history]
    relay([*entries, *entries], NOW)
    alerts = relay.alerts.alerts  # type: ignore[attr-defined]
    assert [(a.kind, a.metric) for a in alerts[:2]] == [
        (AlertKind.OPENED, None),
        (AlertKind.BREACH, SlaMetric.ACKNOWLEDGEMENT),
    ]
    assert [a.id for a in alerts[:2]] == [a.id for a in alerts[2:]]
