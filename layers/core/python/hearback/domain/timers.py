"""What falls due: warnings, breaches, escalations and a case's own appointments.

`fire` looks at the case and the clock on the wall only, so that a timer that comes early, late,
twice or after the case is closed does no more than what is due and not yet done. A clock that
counts open hours is silent while its doors are closed: what fell due at night is told in the
morning, dated to the moment at which it fell due.
"""

from datetime import datetime

from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import (
    ClockBreached,
    ClockWarned,
    Escalated,
    FollowUpDue,
    ReminderDue,
)
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyPurpose
from hearback.domain.resolving import close, settle_resolution
from hearback.domain.sla import SlaClock, SlaMetric
from hearback.domain.wording import queue_automatic


def next_wake_at(case: Case, policy: CarePolicy, now: datetime) -> datetime | None:
    """When the workflow must look at the case again, if nobody acts before.

    What fell due while the doors were open, but is looked at only after they closed, waits for
    the morning like everything else.
    """
    if case.is_closed:
        return None
    moments = [_next_news(clock, policy, now) for clock in case.clocks]
    moments += [case.silence_at, case.remind_at, case.follow_up_at, case.close_at]
    return min((moment for moment in moments if moment is not None), default=None)


def _next_news(clock: SlaClock, policy: CarePolicy, now: datetime) -> datetime | None:
    """When somebody must hear of this clock next: a warning, the breach, an escalation."""
    if not clock.is_running:
        return None
    if clock.breached_at is None:
        moment = min([*clock.warn_at[clock.warned :], clock.due_at])
    elif clock.escalated < len(policy.ladder):
        moment = _step_at(clock, clock.breached_at, policy)
    else:
        return None
    return policy.working_time(clock.calendar).next_open(max(moment, now))


def _step_at(clock: SlaClock, breached_at: datetime, policy: CarePolicy) -> datetime:
    """When the ladder's next step is due."""
    step = policy.ladder[clock.escalated]
    return policy.working_time(step.calendar).add(breached_at, step.after)


def fire(
    case: Case,
    *,
    policy: CarePolicy,
    now: datetime,
    can_reply: bool,
    said_before: tuple[str, ...] = (),
) -> Decision:
    """Everything that is due at `now` and was not done before; maybe nothing.

    `can_reply`: whether the product can speak on the case's channel by itself. `said_before`:
    what we said to this author lately.
    """
    decision = Decision(case, policy=policy, now=now, actor=SYSTEM, said_before=said_before)
    if case.is_closed:
        return decision
    for clock in case.clocks:
        if clock.is_running and policy.working_time(clock.calendar).is_open(now):
            _look_at(decision, clock)
    _keep_appointments(decision, can_reply)
    return decision


def _look_at(decision: Decision, clock: SlaClock) -> None:
    metric, episode, now = clock.metric, clock.episode, decision.now
    if clock.breached_at is None and not clock.is_breached(now):
        passed = sum(moment <= now for moment in clock.warn_at)
        if passed > clock.warned:
            decision.add(ClockWarned(metric=metric, episode=episode, warned=passed))
        return
    if clock.breached_at is None:
        decision.add(ClockBreached(metric=metric, episode=episode, breached_at=clock.due_at))
    _climb(decision, metric, episode)


def _climb(decision: Decision, metric: SlaMetric, episode: int) -> None:
    """Take every step of the ladder that is due by now."""
    ladder = decision.policy.ladder
    while True:
        clock = decision.case.clock(metric, episode)
        if clock.breached_at is None or clock.escalated >= len(ladder):
            return
        if _step_at(clock, clock.breached_at, decision.policy) > decision.now:
            return
        step = clock.escalated + 1
        role = ladder[clock.escalated].role
        decision.add(Escalated(metric=metric, episode=episode, step=step, role=role))


def _keep_appointments(decision: Decision, can_reply: bool) -> None:
    case, now = decision.case, decision.now
    if case.silence_at and case.silence_at <= now:
        settle_resolution(decision, "customer_silent")
    elif case.follow_up_at and case.follow_up_at <= now:
        _follow_up(decision, can_reply)
    elif case.close_at and case.close_at <= now:
        waited = case.status is CaseStatus.WAITING_CUSTOMER
        close(decision, CaseStatus.CLOSED, "customer_silent" if waited else "followed_up")
    elif case.remind_at and case.remind_at <= now:
        decision.set_timers(close_at=case.close_at)
        decision.add(ReminderDue(automatic=_say(decision, ReplyPurpose.REMINDER, can_reply)))


def _follow_up(decision: Decision, can_reply: bool) -> None:
    rule = decision.policy.follow_up
    decision.start(SlaMetric.FOLLOW_UP)
    working_time = decision.policy.working_time(rule.calendar)
    decision.set_timers(close_at=working_time.add(decision.now, rule.close_after))
    automatic = decision.policy.automatic.follow_up and _say(
        decision, ReplyPurpose.FOLLOW_UP, can_reply
    )
    decision.add(FollowUpDue(automatic=automatic))


def _say(decision: Decision, purpose: ReplyPurpose, can_reply: bool) -> bool:
    return can_reply and queue_automatic(decision, purpose)
