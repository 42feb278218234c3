"""Further mentions of a customer whose case is open, and what becomes of earlier ones."""

from dataclasses import replace
from datetime import datetime

from hearback.domain.answers import Answer, read_answer, read_rating
from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import (
    MentionChanged,
    MentionJoined,
    MentionRemoved,
    Rated,
    ThreadLinked,
)
from hearback.domain.classification import Classification
from hearback.domain.decision import CUSTOMER, Decision
from hearback.domain.mention import Mention
from hearback.domain.policy import CarePolicy
from hearback.domain.reclassifying import take_the_graver
from hearback.domain.replies import ReplyPurpose
from hearback.domain.resolving import reopen, settle_resolution
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Thread


def join_case(
    case: Case,
    mention: Mention,
    classification: Classification,
    *,
    policy: CarePolicy,
    now: datetime,
    awaited: Thread | None = None,
) -> Decision:
    """Add a mention to its author's open case: news, an answer, a yes or a no.

    `awaited`: the thread whose reference it names, so that it is this case's.
    """
    decision = Decision(case, policy=policy, now=now, actor=CUSTOMER)
    if awaited is not None and not awaited.last_mention_id:
        decision.add(ThreadLinked(thread=_arrived(awaited, mention)))
    decision.add(
        MentionJoined(
            external_id=mention.external_id,
            received_at=mention.received_at,
            channel=mention.channel,
            account_id=mention.account_id,
            thread_id=mention.thread_id,
            person_id=mention.author.id or "",
            visibility=mention.visibility,
            subject=mention.subject,
            bulk=mention.bulk,
        )
    )
    if case.is_resolved:
        _take_rating(decision, mention)
        _take_answer(decision, read_answer(mention.text, classification), mention)
        return decision
    take_the_graver(decision, classification)
    if case.status is CaseStatus.WAITING_CUSTOMER:
        decision.resume()
        decision.set_timers()
        decision.set_status(CaseStatus.IN_PROGRESS, "customer_answered")
    _expect_response(decision, mention)
    return decision


def edit_mention(
    case: Case,
    external_id: str,
    classification: Classification,
    *,
    policy: CarePolicy,
    now: datetime,
) -> Decision:
    """The author changed the words; a graver matter makes a graver case."""
    decision = Decision(case, policy=policy, now=now, actor=CUSTOMER)
    decision.add(MentionChanged(external_id=external_id))
    take_the_graver(decision, classification)
    return decision


def delete_mention(case: Case, external_id: str, *, policy: CarePolicy, now: datetime) -> Decision:
    """The author took it down. The case stays: silence is no proof of content."""
    decision = Decision(case, policy=policy, now=now, actor=CUSTOMER)
    decision.add(MentionRemoved(external_id=external_id))
    return decision


def _arrived(awaited: Thread, mention: Mention) -> Thread:
    """The thread in which the customer named the reference, wherever that is."""
    return replace(awaited, channel=mention.channel, visibility=mention.visibility)


def _expect_response(decision: Decision, mention: Mention) -> None:
    if decision.case.answered_by_human and not decision.case.is_silenced:
        decision.start(SlaMetric.NEXT_RESPONSE, mention.received_at)


def _take_rating(decision: Decision, mention: Mention) -> None:
    """The answer to "how was it?", which we ask with the follow-up."""
    if not any(mark.purpose is ReplyPurpose.FOLLOW_UP for mark in decision.case.replies):
        return
    score = read_rating(mention.text)
    if score is not None:
        rule = decision.policy.rating
        told_to = rule.told_to or "" if score <= rule.low else ""
        decision.add(Rated(score=score, told_to=told_to))


def _take_answer(decision: Decision, answer: Answer, mention: Mention) -> None:
    if answer is Answer.NO:
        reopen(decision, "customer_said_no")
    elif answer is Answer.YES and decision.case.status is CaseStatus.RESOLUTION_PROPOSED:
        settle_resolution(decision, "customer_confirmed")
    elif answer is Answer.UNCLEAR:
        _expect_response(decision, mention)
