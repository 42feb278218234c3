"""What falls due: warnings, breaches, escalations and a case's own appointments.

`fire` looks at the case and the clock on the wall only, so that a timer that comes early, late,
twice or after the case is closed does no more than what is due and not yet done.
"""

from datetime import datetime, timedelta

from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import (
    ClockBreached,
    ClockWarned,
    Escalated,
    FollowUpDue,
    TimersSet,
)
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyPurpose
from hearback.domain.resolving import close, settle_resolution
from hearback.domain.sla import SlaClock, SlaMetric
from hearback.domain.wording import queue_automatic


def next_wake_at(case: Case, ladder: tuple[timedelta, ...]) -> datetime | None:
    """When the workflow must look at the case again, if nobody acts before."""
    if case.is_closed:
        return None
    moments = [clock.next_event_at(ladder) for clock in case.clocks]
    moments += [case.silence_at, case.follow_up_at, case.close_at]
    return min((moment for moment in moments if moment is not None), default=None)


def fire(case: Case, *, policy: CarePolicy, now: datetime, can_reply: bool) -> Decision:
    """Everything that is due at `now` and was not done before; maybe nothing.

    `can_reply`: whether the product can speak on the case's channel by itself.
    """
    decision = Decision(case, policy=policy, now=now, actor=SYSTEM)
    if case.is_closed:
        return decision
    for clock in case.clocks:
        if clock.is_running:
            _look_at(decision, clock)
    _keep_appointments(decision, can_reply)
    return decision


def _look_at(decision: Decision, clock: SlaClock) -> None:
    if clock.breached_at is None and clock.is_breached(decision.now):
        decision.add(
            ClockBreached(metric=clock.metric, episode=clock.episode, breached_at=clock.due_at)
        )
    elif clock.breached_at is None:
        passed = sum(moment <= decision.now for moment in clock.warn_at)
        if passed > clock.warned:
            decision.add(ClockWarned(metric=clock.metric, episode=clock.episode, warned=passed))
        return
    _climb(decision, decision.case.clock(clock.metric, clock.episode))


def _climb(decision: Decision, clock: SlaClock) -> None:
    if clock.breached_at is None:
        return
    ladder = decision.policy.ladder
    for step in range(clock.escalated, len(ladder)):
        if clock.breached_at + ladder[step].after > decision.now:
            return
        decision.add(
            Escalated(
                metric=clock.metric,
                episode=clock.episode,
                step=step + 1,
                role=ladder[step].role,
            )
        )


def _keep_appointments(decision: Decision, can_reply: bool) -> None:
    case, now = decision.case, decision.now
    if case.silence_at and case.silence_at <= now:
        settle_resolution(decision, "customer_silent")
    elif case.follow_up_at and case.follow_up_at <= now:
        _follow_up(decision, can_reply)
    elif case.close_at and case.close_at <= now:
        close(decision, CaseStatus.CLOSED, "followed_up")


def _follow_up(decision: Decision, can_reply: bool) -> None:
    rule = decision.policy.follow_up
    decision.start(SlaMetric.FOLLOW_UP)
    working_time = decision.policy.working_time(rule.calendar)
    decision.add(TimersSet(close_at=working_time.add(decision.now, rule.close_after)))
    automatic = (
        can_reply
        and decision.policy.automatic.follow_up
        and queue_automatic(decision, ReplyPurpose.FOLLOW_UP)
    )
    decision.add(FollowUpDue(automatic=automatic))
