"""What it means for a case that the customer has heard from us, or could not."""

from datetime import datetime

from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import (
    DeedDone,
    DeedFailed,
    ReplyFailed,
    ReplyHeld,
    ReplySent,
    ThreadLinked,
)
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.mention import Visibility
from hearback.domain.offers import Offers
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose
from hearback.domain.resolving import close, propose_resolution, reopen
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Thread, ThreadLink
from hearback.domain.wording import queue_automatic

_SATISFIED_BY_PEOPLE = (
    SlaMetric.FIRST_RESPONSE,
    SlaMetric.NEXT_RESPONSE,
    SlaMetric.PROMISED_UPDATE,
    SlaMetric.PERIODIC_UPDATE,
    SlaMetric.FOLLOW_UP,
)


def reply_sent(
    case: Case,
    reply: Reply,
    *,
    policy: CarePolicy,
    sent_at: datetime,
    private_thread: Thread | None = None,
) -> Decision:
    """The platform has it: the clocks that this reply satisfies stop at `sent_at`.

    `private_thread`: the conversation that it has begun beside the public one.
    """
    decision = Decision(case, policy=policy, now=sent_at, actor=SYSTEM)
    if not reply.form.speaks:
        decision.add(DeedDone(reply_id=reply.id, form=reply.form, undoes=reply.undoes))
        return decision
    decision.add(ReplySent(reply_id=reply.id, external_id=reply.external_id, sent_at=sent_at))
    if case.is_closed:
        return decision
    if private_thread is not None and not _is_known(private_thread, case):
        decision.add(ThreadLinked(thread=private_thread))
    customer_heard(
        decision,
        purpose=reply.purpose,
        by_human=reply.by_human,
        promised_at=reply.promised_at,
    )
    if reply.purpose is ReplyPurpose.MOVE_TO_DM and reply.by_human:
        _say_in_public(decision, ReplyPurpose.MOVE_TO_DM)
    return decision


def private_thread_of(reply: Reply, offers: Offers, now: datetime) -> Thread | None:
    """The conversation that a private answer has begun; none for any other reply.

    `reply.external_id` is `<conversation>:<message>`, as the adapters give it for such answers.
    """
    began = reply.form is ReplyForm.PRIVATE or reply.form is offers.private_form
    if not began or not reply.external_id:
        return None
    conversation = reply.external_id.partition(":")[0]
    return Thread(
        channel=offers.private_channel or reply.channel,
        account_id=reply.account_id,
        thread_id=conversation,
        person_id=conversation if offers.by_person else reply.person_id,
        visibility=Visibility.PRIVATE,
        since=now,
        link=ThreadLink.PLATFORM,
    )


def _is_known(thread: Thread, case: Case) -> bool:
    where = (thread.channel, thread.visibility)
    return any((t.channel, t.visibility) == where for t in case.conversations)


def _say_in_public(decision: Decision, purpose: ReplyPurpose) -> None:
    """Once, so that others see that we care and the customer knows where to look."""
    place = decision.case.public_place
    if place is not None and not decision.case.has_reply(purpose, ReplyForm.PUBLIC):
        queue_automatic(decision, purpose, place=place)


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
    if purpose is ReplyPurpose.WARNING:
        _warned(decision)
        return
    if by_human:
        decision.satisfy(*_SATISFIED_BY_PEOPLE, at=now)
        _follow_person(decision, purpose)
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
        case ReplyPurpose.ASK_CUSTOMER | ReplyPurpose.IDENTITY_CHECK:
            _wait_for_customer(decision)
        case ReplyPurpose.RESOLUTION:
            propose_resolution(decision)
        case ReplyPurpose.FOLLOW_UP:
            decision.satisfy(SlaMetric.FOLLOW_UP, at=decision.now)


def _follow_person(decision: Decision, purpose: ReplyPurpose) -> None:
    """Of a move, what a person said of it counts; the note before everyone only repeats it."""
    match purpose:
        case (
            ReplyPurpose.MOVE_TO_DM | ReplyPurpose.MOVE_TO_EMAIL | ReplyPurpose.MOVE_TO_WEB_FORM
        ) if not decision.case.is_resolved:
            _wait_for_customer(decision)
        case ReplyPurpose.MOVE_TO_PHONE:
            _in_progress(decision)


def _warned(decision: Decision) -> None:
    """A warning is no answer: what they complain about still waits for one."""
    if decision.case.status is CaseStatus.NEW:
        decision.set_status(CaseStatus.ACKNOWLEDGED)


def reply_failed(case: Case, reply: Reply, *, policy: CarePolicy, now: datetime) -> Decision:
    """The platform will not take it. The clocks run on: the customer has heard nothing."""
    decision = Decision(case, policy=policy, now=now, actor=SYSTEM)
    if reply.form.speaks:
        decision.add(ReplyFailed(reply_id=reply.id, reason=reply.failure))
    else:
        decision.add(
            DeedFailed(
                reply_id=reply.id, form=reply.form, reason=reply.failure, undoes=reply.undoes
            )
        )
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
