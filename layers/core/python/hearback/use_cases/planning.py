"""What the workflow is to wait for, as the case stands."""

from datetime import datetime
from math import ceil

from hearback.domain.case import Case
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Plan
from hearback.domain.timers import next_wake_at

_LONGEST_WAIT = 90 * 24 * 3600
"""Seconds. A case with nothing ahead is looked at again after this, to be safe."""


def plan_for(case: Case, policy: CarePolicy, now: datetime) -> Plan:
    """The state to wait in and for how long; rounded up, so that a timer finds its moment past."""
    return plan_until(case.id, case.stage, next_wake_at(case, policy, now), now)


def plan_until(case_id: str, stage: str, wake_at: datetime | None, now: datetime) -> Plan:
    seconds = _LONGEST_WAIT if wake_at is None else ceil((wake_at - now).total_seconds())
    return Plan(
        case_id=case_id,
        stage=stage,
        wake_at="" if wake_at is None else wake_at.isoformat(),
        seconds=min(max(seconds, 1), _LONGEST_WAIT),
    )
