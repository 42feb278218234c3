"""What it means for a case that the customer has heard from us, or could not."""

from datetime import datetime

from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import ReplyFailed, ReplyHeld, ReplySent
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Reply, ReplyPurpose
from hearback.domain.resolving import close, propose_resolution, reopen
from hearback.domain.sla import SlaMetric

_SATISFIED_BY_PEOPLE = (
    SlaMetric.FIRST_RESPONSE,
    SlaMetric.NEXT_RESPONSE,
    SlaMetric.PROMISED_UPDATE,
    SlaMetric.PERIODIC_UPDATE,
    SlaMetric.FOLLOW_UP,
)


def reply_sent(case: Case, reply: Reply, *, policy: CarePolicy, sent_at: datetime) -> Decision:
    """The platform has it: the clocks that this reply satisfies stop at `sent_at`."""
    decision = Decision(case, policy=policy, now=sent_at, actor=SYSTEM)
    decision.add(ReplySent(reply_id=reply.id, external_id=reply.external_id, sent_at=sent_at))
    if case.is_closed:
        return decision
    customer_heard(
        decision,
        purpose=reply.purpose,
        by_human=reply.by_human,
        promised_at=reply.promised_at,
    )
    return decision


def customer_heard(
    decision: Decision,
    *,
    purpose: ReplyPurpose,
    by_human: bool,
    promised_at: datetime | None = None,
) -> None:
    """Follow the consequences of a word that reached the customer, here or elsewhere."""
    now = decision.now
    decision.satisfy(SlaMetric.ACKNOWLEDGEMENT, at=now, by_human=by_human)
    if by_human:
        decision.satisfy(*_SATISFIED_BY_PEOPLE, at=now)
    _follow(decision, purpose)
    if decision.case.is_resolved or decision.case.is_closed:
        return
    if promised_at is not None:
        decision.start_until(SlaMetric.PROMISED_UPDATE, promised_at)
    if by_human:
        decision.start(SlaMetric.PERIODIC_UPDATE)


def _follow(decision: Decision, purpose: ReplyPurpose) -> None:
    match purpose:
        case ReplyPurpose.ACKNOWLEDGEMENT:
            _acknowledged(decision)
        case ReplyPurpose.ANSWER | ReplyPurpose.PROMISE:
            _in_progress(decision)
        case ReplyPurpose.ASK_CUSTOMER:
            _wait_for_customer(decision)
        case ReplyPurpose.RESOLUTION:
            propose_resolution(decision)
        case ReplyPurpose.FOLLOW_UP:
            decision.satisfy(SlaMetric.FOLLOW_UP, at=decision.now)


def reply_failed(case: Case, reply: Reply, *, policy: CarePolicy, now: datetime) -> Decision:
    """The platform will not take it. The clocks run on: the customer has heard nothing."""
    decision = Decision(case, policy=policy, now=now, actor=SYSTEM)
    decision.add(ReplyFailed(reply_id=reply.id, reason=reply.failure))
    return decision


def reply_returned(case: Case, reply: Reply, *, policy: CarePolicy, now: datetime) -> Decision:
    """The platform had taken it and says that it did not arrive: the next word is ours again.

    What its sending stopped stays stopped, as it was true to our knowledge; a new clock starts.
    """
    decision = reply_failed(case, reply, policy=policy, now=now)
    if case.is_closed:
        return decision
    if case.is_resolved:
        if reply.purpose is ReplyPurpose.RESOLUTION:
            reopen(decision, "reply_returned")
        return decision
    if case.status is CaseStatus.WAITING_CUSTOMER and reply.purpose is ReplyPurpose.ASK_CUSTOMER:
        decision.resume()
        decision.set_timers()
        decision.set_status(CaseStatus.IN_PROGRESS, "reply_returned")
    if reply.by_human:
        decision.start(SlaMetric.NEXT_RESPONSE)
    return decision


def reply_held(case: Case, reply: Reply, *, policy: CarePolicy, now: datetime) -> Decision:
    decision = Decision(case, policy=policy, now=now, actor=SYSTEM)
    decision.add(ReplyHeld(reply_id=reply.id, reason=reply.failure))
    return decision


def _wait_for_customer(decision: Decision) -> None:
    rule = decision.policy.waiting
    decision.set_status(CaseStatus.WAITING_CUSTOMER)
    decision.pause()
    if rule is not None:
        working_time = decision.policy.working_time(rule.calendar)
        decision.set_timers(
            remind_at=working_time.add(decision.now, rule.remind_after),
            close_at=working_time.add(decision.now, rule.close_after),
        )


def _acknowledged(decision: Decision) -> None:
    if decision.case.kind in decision.policy.closes_when_acknowledged:
        close(decision, CaseStatus.CLOSED, "acknowledged")
    elif decision.case.status is CaseStatus.NEW:
        decision.set_status(CaseStatus.ACKNOWLEDGED)


def _in_progress(decision: Decision) -> None:
    if decision.case.status in (CaseStatus.NEW, CaseStatus.ACKNOWLEDGED):
        decision.set_status(CaseStatus.IN_PROGRESS)
