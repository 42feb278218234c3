"""The sweep: it heals what is broken, touches nothing else, and has nothing left to do after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearback.domain.case import CaseStatus
from hearback.domain.decision import Decision
from hearback.domain.errors import Conflict
from hearback.domain.ports import Commit
from hearback.domain.resolving import close
from hearback.use_cases.saving import save
from hearback.use_cases.sweep_cases import SweepCases
from tests.builders import CASE_ID, HOUR, MINUTE, NOW, a_mention, a_policy, open_a_case
from tests.fakes import FakeCases, FakeWorkflow

LATER = NOW + 5 * MINUTE


class World:
    def __init__(self) -> None:
        self.cases = FakeCases()
        self.workflow = FakeWorkflow()
        self.sweep = SweepCases(
            cases=self.cases, policy=a_policy(), workflow=self.workflow, grace=MINUTE
        )
        story = open_a_case()
        self.cases.cases[CASE_ID] = story.case
        self.cases.entries[CASE_ID] = list(story.history)
        self.cases.wakes[CASE_ID] = NOW + 7 * MINUTE
        self.cases.tokens.add(CASE_ID)

    def start_what_the_table_says(self) -> None:
        """What the table's stream does after a write."""
        case = self.cases.get(CASE_ID)
        self.workflow.start(case.id, case.execution)


@pytest.fixture
def world() -> World:
    return World()


def test_a_healthy_case_is_left_alone(world: World) -> None:
    world.start_what_the_table_says()
    assert world.sweep(LATER) == 0
    assert world.workflow.stopped == []


def test_a_case_without_a_workflow_gets_one_under_a_new_name(world: World) -> None:
    assert world.sweep(LATER) == 1
    assert world.cases.get(CASE_ID).execution == f"{CASE_ID}.2"
    world.start_what_the_table_says()
    assert world.sweep(LATER + 10 * MINUTE - timedelta(minutes=8)) == 0


def test_a_stopped_workflow_is_replaced(world: World) -> None:
    world.start_what_the_table_says()
    world.workflow.stop(CASE_ID)
    assert world.sweep(LATER) == 1
    world.start_what_the_table_says()
    assert world.sweep(LATER) == 0


def test_a_workflow_that_slept_through_its_timer_is_stopped_and_replaced(world: World) -> None:
    world.start_what_the_table_says()
    assert world.sweep(NOW + HOUR) == 1
    assert world.workflow.stopped == [CASE_ID]


def test_a_workflow_whose_token_is_lost_is_replaced(world: World) -> None:
    world.start_what_the_table_says()
    world.cases.tokens.clear()
    assert world.sweep(LATER) == 1


def test_a_case_that_has_just_opened_is_not_broken(world: World) -> None:
    assert world.sweep(NOW + timedelta(seconds=5)) == 0


def test_a_second_sweep_changes_nothing(world: World) -> None:
    world.sweep(LATER)
    before = world.cases.get(CASE_ID)
    assert world.sweep(LATER) == 0
    assert world.cases.get(CASE_ID) == before


def test_a_closed_case_needs_no_workflow(world: World) -> None:
    closing = Decision(world.cases.get(CASE_ID), policy=a_policy(), now=NOW, actor="system")
    close(closing, CaseStatus.CLOSED, "test")
    save(world.cases, closing)
    assert world.sweep(LATER) == 0


def test_names_go_on_counting(world: World) -> None:
    for number in (2, 3, 4):
        assert world.sweep(LATER + number * HOUR) == 1
        assert world.cases.get(CASE_ID).execution == f"{CASE_ID}.{number}"


def test_a_wait_that_goes_on_because_the_doors_are_closed_is_not_stuck(world: World) -> None:
    rule = {
        "id": "everything",
        "calendar": "service",
        "targets": [{"metric": "first_response", "target_time": "1h", "clock": "calendar"}],
    }
    policy = a_policy(sla=[rule])
    opened = NOW + 3 * HOUR
    world.cases.cases[CASE_ID] = open_a_case(a_mention(received_at=opened), policy).case
    world.cases.wakes[CASE_ID] = opened + HOUR / 2
    world.start_what_the_table_says()
    sweep = replace(world.sweep, policy=policy)
    assert sweep(NOW + 5 * HOUR) == 0
    assert sweep(NOW + 20 * HOUR) == 1


class BusyCases(FakeCases):
    """Somebody writes to one case again and again, just before us."""

    def commit(self, commit: Commit) -> None:
        if commit.case.id == CASE_ID:
            raise Conflict(CASE_ID)
        super().commit(commit)


def test_a_case_that_others_write_to_does_not_stop_the_sweep() -> None:
    cases, workflow = BusyCases(), FakeWorkflow()
    for case_id in (CASE_ID, "C2"):
        case = replace(open_a_case().case, id=case_id, execution=case_id)
        cases.cases[case_id] = case
        cases.entries[case_id] = []
        cases.wakes[case_id] = NOW
    sweep = SweepCases(cases=cases, policy=a_policy(), workflow=workflow, grace=MINUTE)
    assert sweep(LATER) == 1
    assert cases.get("C2").execution == "C2.2"
