"""What follows a write: start and wake the workflow, queue replies and alerts, erase what is over.

It hangs on the table's stream, so that a crash between a write and its consequences loses
nothing. Every step may be repeated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hearback.domain.alerts import alerts_for
from hearback.domain.case import Stage
from hearback.domain.changes import Entry
from hearback.domain.ports import AlertQueue, Erasure, ReplyQueue, Workflow
from hearback.use_cases.planning import plan_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What the workflow's open wait was armed with."""

    token: str
    stage: str
    wake_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWritten:
    """A case item as it is after a write. `is_new`: it was put for the first time."""

    case_id: str
    execution: str
    stage: str
    wake_at: datetime | None
    is_new: bool
    execution_changed: bool
    wait: Wait | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWritten:
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWritten:
    case_id: str
    reply_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGone:
    """A case item has expired, or was deleted by hand."""

    case_id: str


TableChange = CaseWritten | CaseGone | EntryWritten | ReplyWritten


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayChanges:
    workflow: Workflow
    replies: ReplyQueue
    alerts: AlertQueue
    erasure: Erasure

    def __call__(self, changes: Iterable[TableChange], now: datetime) -> None:
        for change in changes:
            match change:
                case CaseWritten():
                    self._case(change, now)
                case CaseGone(case_id=case_id):
                    self.erasure.erase(case_id)
                case EntryWritten(entry=entry):
                    if alerts := alerts_for(entry):
                        self.alerts.put(alerts)
                case ReplyWritten(case_id=case_id, reply_id=reply_id):
                    self.replies.put(case_id, reply_id)

    def _case(self, case: CaseWritten, now: datetime) -> None:
        if case.is_new or case.execution_changed:
            self.workflow.start(case.case_id, case.execution)
        elif case.wait is not None and _waits_for_the_wrong_thing(case, case.wait):
            plan = plan_until(case.case_id, case.stage, case.wake_at, now)
            self.workflow.wake(case.wait.token, plan)


def _waits_for_the_wrong_thing(case: CaseWritten, wait: Wait) -> bool:
    """Another state, or something due sooner than the wait ends.

    A wait that ends too early is left alone: its timer finds nothing due and waits on.
    """
    if case.stage != wait.stage:
        return True
    if case.stage == Stage.CLOSED or case.wake_at is None:
        return False
    return wait.wake_at is None or case.wake_at < wait.wake_at
