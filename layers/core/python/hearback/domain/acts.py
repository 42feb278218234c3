"""What an agent can do with a case, and when.

An act that speaks to the customer queues a reply; what follows from it (clocks, status) happens
when the platform has taken it (see `reply_outcomes`). Where we cannot speak on the channel, the
agent has spoken elsewhere and the consequences follow at once.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import AssigneeChanged, HandedOver
from hearback.domain.classification import Kind, Severity, Topic
from hearback.domain.decision import Decision
from hearback.domain.errors import ActRefused
from hearback.domain.policy import CarePolicy
from hearback.domain.promises import check_promise
from hearback.domain.reclassifying import reclassify
from hearback.domain.replies import ReplyPurpose
from hearback.domain.reply_outcomes import customer_heard
from hearback.domain.resolving import close


class Act(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    PROMISE = "promise"
    ASK_CUSTOMER = "ask_customer"
    HAND_OVER = "hand_over"
    PROPOSE_RESOLUTION = "propose_resolution"
    RELABEL = "relabel"
    DISMISS = "dismiss"


PURPOSE_OF = {
    Act.ACKNOWLEDGE: ReplyPurpose.ACKNOWLEDGEMENT,
    Act.REPLY: ReplyPurpose.ANSWER,
    Act.PROMISE: ReplyPurpose.PROMISE,
    Act.ASK_CUSTOMER: ReplyPurpose.ASK_CUSTOMER,
    Act.PROPOSE_RESOLUTION: ReplyPurpose.RESOLUTION,
}
"""The acts that speak to the customer."""

_UNRESOLVED = frozenset(
    {
        CaseStatus.NEW,
        CaseStatus.ACKNOWLEDGED,
        CaseStatus.IN_PROGRESS,
        CaseStatus.WAITING_CUSTOMER,
    }
)
_LIVING = _UNRESOLVED | {CaseStatus.RESOLUTION_PROPOSED, CaseStatus.RESOLVED}
_POSSIBLE_IN = {
    Act.ACKNOWLEDGE: frozenset({CaseStatus.NEW, CaseStatus.ACKNOWLEDGED}),
    Act.REPLY: _LIVING,
    Act.PROMISE: _UNRESOLVED,
    Act.ASK_CUSTOMER: _UNRESOLVED,
    Act.HAND_OVER: _LIVING,
    Act.PROPOSE_RESOLUTION: _UNRESOLVED,
    Act.RELABEL: _LIVING,
    Act.DISMISS: _LIVING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What an agent says that the case is."""

    kind: Kind
    severity: Severity
    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAct:
    """One act as an agent sent it. `can_reply`: whether we can speak on the case's channel.

    `waived`: the send gate's rules of style that the agent saw and wants to send in spite of.
    """

    act: Act
    agent: str
    can_reply: bool
    text: str = ""
    promised_at: datetime | None = None
    team: str = ""
    labels: Labels | None = None
    request_id: str = ""
    waived: frozenset[str] = frozenset()


def possible_acts(case: Case) -> tuple[Act, ...]:
    return tuple(act for act in Act if case.status in _POSSIBLE_IN[act])


def perform(case: Case, wanted: AgentAct, *, policy: CarePolicy, now: datetime) -> Decision:
    """Decide an act. Raises `ActRefused` with a stable word: what is wrong with it."""
    if wanted.act not in possible_acts(case):
        raise ActRefused("not_in_this_status")
    decision = Decision(
        case, policy=policy, now=now, actor=f"agent:{wanted.agent}", request_id=wanted.request_id
    )
    if wanted.act is Act.HAND_OVER:
        _hand_over(decision, wanted)
        return decision
    if case.assignee != wanted.agent:
        decision.add(AssigneeChanged(assignee=wanted.agent))
    if wanted.act is Act.RELABEL:
        _relabel(decision, wanted.labels)
    elif wanted.act is Act.DISMISS:
        close(decision, CaseStatus.DISMISSED, "dismissed_by_agent")
    elif wanted.act is Act.ACKNOWLEDGE and case.status is CaseStatus.ACKNOWLEDGED:
        decision.set_status(CaseStatus.IN_PROGRESS)
    else:
        _speak(decision, wanted)
    return decision


def _hand_over(decision: Decision, wanted: AgentAct) -> None:
    team = wanted.team or decision.case.team
    if team not in {known.id for known in decision.policy.teams}:
        raise ActRefused("unknown_team")
    decision.add(HandedOver(team=team))


def _relabel(decision: Decision, labels: Labels | None) -> None:
    case = decision.case
    if labels is None or labels == Labels(kind=case.kind, severity=case.severity, topic=case.topic):
        raise ActRefused("nothing_changed")
    reclassify(
        decision,
        replace(case, kind=labels.kind, severity=labels.severity, topic=labels.topic),
    )


def _speak(decision: Decision, wanted: AgentAct) -> None:
    purpose, text = PURPOSE_OF[wanted.act], wanted.text.strip()
    if purpose is ReplyPurpose.PROMISE:
        check_promise(wanted.promised_at, decision.policy, decision.now)
    if not wanted.can_reply:
        decision.record_reply(purpose=purpose, text=text, promised_at=wanted.promised_at)
        customer_heard(decision, purpose=purpose, by_human=True, promised_at=wanted.promised_at)
        return
    if not text:
        raise ActRefused("empty_reply")
    decision.queue_reply(purpose=purpose, text=text, by_human=True, promised_at=wanted.promised_at)
