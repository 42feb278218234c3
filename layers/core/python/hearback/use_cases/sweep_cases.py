"""Find open cases whose workflow is missing, failed or stuck, and give them a new one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearback.domain.case import Case
from hearback.domain.changes import WorkflowRestarted
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.errors import Conflict, NotFound
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Cases, OpenCaseRow, Workflow
from hearback.domain.timers import next_wake_at
from hearback.use_cases.saving import save, until_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepCases:
    """`grace`: what is younger or less overdue than this is being handled, not stuck."""

    cases: Cases
    policy: CarePolicy
    workflow: Workflow
    grace: timedelta

    def __call__(self, now: datetime) -> int:
        """Heal all broken cases in one run; returns how many. A second run finds none.

        One that somebody writes to at the same moment is not stuck, and stops no other's healing.
        The new execution's name is written to the case; its start hangs on the table's stream
        as at the opening. Running executions are listed before the cases are read, so that a
        case which opens meanwhile is younger than the grace, not broken.
        """
        running = self.workflow.running()
        healed = 0
        for row in self.cases.open_cases():
            if now - row.updated_at < self.grace:
                continue
            with suppress(Conflict, NotFound):
                healed += self._heal(row, running, now)
        return healed

    def _heal(self, row: OpenCaseRow, running: frozenset[str], now: datetime) -> bool:
        if row.execution in running:
            if not self._is_stuck(row, now):
                return False
            self.workflow.stop(row.execution)
        return until_settled(lambda: self._write_restart(row, now))

    def _is_stuck(self, row: OpenCaseRow, now: datetime) -> bool:
        if row.wake_at is not None and row.wake_at + self.grace < now:
            due_at = next_wake_at(self.cases.get(row.case_id), self.policy, now)
            if due_at is not None and due_at <= now:
                return True
        return not self.cases.has_token(row.case_id)

    def _write_restart(self, row: OpenCaseRow, now: datetime) -> bool:
        case = self.cases.get(row.case_id)
        if case.is_closed or case.execution != row.execution:
            return False
        decision = Decision(case, policy=self.policy, now=now, actor=SYSTEM)
        decision.add(WorkflowRestarted(execution=next_execution(case)))
        save(self.cases, decision)
        return True


def next_execution(case: Case) -> str:
    """`<case id>`, then `<case id>.2`, `<case id>.3`: a name is never used twice."""
    _, _, number = case.execution.partition(".")
    return f"{case.id}.{int(number or 1) + 1}"
