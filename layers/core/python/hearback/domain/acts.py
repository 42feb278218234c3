"""What an agent can do with a case, and when.

An act that speaks to the customer queues a reply; what follows from it (clocks, status) happens
when the platform has taken it (see `reply_outcomes`). Where we cannot speak on the channel, the
agent has spoken elsewhere and the consequences follow at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from hearback.domain import abuse, liking, undoing
from hearback.domain.abuse_steps import AbuseStep
from hearback.domain.approved_wording import Approved, approved
from hearback.domain.case import Case, CaseMention, CaseStatus
from hearback.domain.changes import AssigneeChanged, HandedOver, IdentityVerified
from hearback.domain.classification import Kind, Severity, Topic
from hearback.domain.decision import Decision
from hearback.domain.errors import ActRefused
from hearback.domain.evolve_threads import checked_thread
from hearback.domain.identity import IdentityCheck, IdentityProof, IdentityWay
from hearback.domain.moving import Move, answer_privately, destinations, move
from hearback.domain.offers import NOTHING, Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.promises import check_promise
from hearback.domain.reclassifying import reclassify
from hearback.domain.replies import ReplyForm, ReplyPurpose
from hearback.domain.reply_outcomes import customer_heard
from hearback.domain.resolving import close
from hearback.domain.threads import Destination


class Act(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    REPLY_PRIVATELY = "reply_privately"
    PROMISE = "promise"
    ASK_CUSTOMER = "ask_customer"
    MOVE_CHANNEL = "move_channel"
    ASK_IDENTITY = "ask_identity"
    VERIFY_IDENTITY = "verify_identity"
    LIKE = "like"
    HAND_OVER = "hand_over"
    PROPOSE_RESOLUTION = "propose_resolution"
    RELABEL = "relabel"
    DISMISS = "dismiss"
    WARN = "warn"
    STOP_REPLYING = "stop_replying"
    HIDE = "hide"
    MUTE = "mute"
    BLOCK = "block"
    REPORT = "report"
    TELL_POLICE = "tell_police"
    REPLY_AGAIN = "reply_again"
    UNLIKE = "unlike"
    UNHIDE = "unhide"
    UNMUTE = "unmute"
    UNBLOCK = "unblock"


PURPOSE_OF = {
    Act.ACKNOWLEDGE: ReplyPurpose.ACKNOWLEDGEMENT,
    Act.REPLY: ReplyPurpose.ANSWER,
    Act.PROMISE: ReplyPurpose.PROMISE,
    Act.ASK_CUSTOMER: ReplyPurpose.ASK_CUSTOMER,
    Act.PROPOSE_RESOLUTION: ReplyPurpose.RESOLUTION,
    Act.REPLY_PRIVATELY: ReplyPurpose.ANSWER,
    Act.ASK_IDENTITY: ReplyPurpose.IDENTITY_CHECK,
    Act.WARN: ReplyPurpose.WARNING,
}
"""The acts that speak to the customer."""

STEP_OF = {
    Act.WARN: AbuseStep.WARN,
    Act.STOP_REPLYING: AbuseStep.SILENCE,
    Act.HIDE: AbuseStep.HIDE,
    Act.MUTE: AbuseStep.MUTE,
    Act.BLOCK: AbuseStep.BLOCK,
    Act.REPORT: AbuseStep.REPORT,
    Act.TELL_POLICE: AbuseStep.POLICE,
}
"""The acts of the ladder against abuse."""

UNDOES = {
    Act.UNLIKE: ReplyForm.LIKE,
    Act.UNHIDE: ReplyForm.HIDE,
    Act.UNMUTE: ReplyForm.MUTE,
    Act.UNBLOCK: ReplyForm.BLOCK,
}
"""The acts that take back what a platform did for us."""

IN_PRIVATE = frozenset({Act.REPLY_PRIVATELY, Act.ASK_IDENTITY})
"""What goes to the customer alone, wherever they wrote."""

_UNRESOLVED = frozenset(
    {
        CaseStatus.NEW,
        CaseStatus.ACKNOWLEDGED,
        CaseStatus.IN_PROGRESS,
        CaseStatus.WAITING_CUSTOMER,
    }
)
_LIVING = _UNRESOLVED | {CaseStatus.RESOLUTION_PROPOSED, CaseStatus.RESOLVED}
_ALSO_CLOSED = _LIVING | {CaseStatus.CLOSED}
"""Praise is closed as soon as it is thanked for; a like may come later."""

_POSSIBLE_IN = {
    Act.ACKNOWLEDGE: frozenset({CaseStatus.NEW, CaseStatus.ACKNOWLEDGED}),
    Act.REPLY: _LIVING,
    Act.PROMISE: _UNRESOLVED,
    Act.ASK_CUSTOMER: _UNRESOLVED,
    Act.HAND_OVER: _LIVING,
    Act.PROPOSE_RESOLUTION: _UNRESOLVED,
    Act.RELABEL: _LIVING,
    Act.DISMISS: _LIVING,
    Act.REPLY_PRIVATELY: _LIVING,
    Act.MOVE_CHANNEL: _UNRESOLVED,
    Act.ASK_IDENTITY: _UNRESOLVED,
    Act.VERIFY_IDENTITY: _LIVING,
    Act.LIKE: _ALSO_CLOSED,
    **dict.fromkeys(STEP_OF, _LIVING),
    Act.REPLY_AGAIN: _LIVING,
    **dict.fromkeys(UNDOES, frozenset(CaseStatus)),
}
_ANSWERS = frozenset(
    {
        Act.REPLY,
        Act.REPLY_PRIVATELY,
        Act.PROMISE,
        Act.ASK_CUSTOMER,
        Act.ASK_IDENTITY,
        Act.MOVE_CHANNEL,
    }
)
"""What whoever is not answered any more does not get."""

_CHANGES_NO_HANDS = frozenset({Act.HAND_OVER, Act.LIKE, Act.REPLY_AGAIN, *STEP_OF, *UNDOES})
"""Who does these does not take the case on by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What an agent says that the case is."""

    kind: Kind
    severity: Severity
    topic: Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAct:
    """One act as an agent sent it. `can_reply`: whether we can speak on the case's channel.

    `text`: what to say, or why. `waived`: the send gate's rules of style that the agent saw and
    wants to send in spite of. `offered`: what the platforms offer beside. `template`: the id of the
    approved one that is to be sent in the place of a text. `deed`: the id of the one to take back;
    the latest if none is given.
    """

    act: Act
    agent: str
    can_reply: bool
    text: str = ""
    promised_at: datetime | None = None
    team: str = ""
    labels: Labels | None = None
    destination: Destination | None = None
    identity: tuple[IdentityWay, IdentityProof] | None = None
    request_id: str = ""
    waived: frozenset[str] = frozenset()
    offered: Offered = field(default_factory=dict)
    template: str = ""
    deed: str = ""


def possible_acts(
    case: Case,
    policy: CarePolicy,
    mentions: Sequence[CaseMention] = (),
    offered: Offered | None = None,
) -> tuple[Act, ...]:
    """What can be done with the case now. Without `mentions` and `offered`: what needs neither."""
    return tuple(act for act in Act if not against(act, case, policy, mentions, offered or {}))


def against(
    act: Act,
    case: Case,
    policy: CarePolicy,
    mentions: Sequence[CaseMention],
    offered: Offered,
) -> str:
    """Why an act is not possible now, in one word; nothing if it is."""
    if case.status not in _POSSIBLE_IN[act]:
        return "not_in_this_status"
    if act in _ANSWERS and case.is_silenced:
        return "no_more_replies"
    if act in STEP_OF:
        return abuse.against(STEP_OF[act], case, mentions, policy, offered)
    if act in UNDOES:
        return undoing.against(UNDOES[act], case, mentions, offered)
    match act:
        case Act.REPLY_PRIVATELY:
            return _against_private_answer(case, offered)
        case Act.ASK_IDENTITY:
            return "" if case.place.is_private else _against_private_answer(case, offered)
        case Act.MOVE_CHANNEL:
            return "" if destinations(case, policy, offered) else "no_private_way"
        case Act.LIKE:
            return liking.against(case, policy, mentions, offered)
        case Act.REPLY_AGAIN:
            return "" if case.is_silenced else "nothing_to_undo"
    return ""


def approved_for(act: Act, case: Case, policy: CarePolicy, now: datetime) -> tuple[Approved, ...]:
    """The templates that an act can send where free text is taken no more; none before.

    A reply may be any of them; what means more than that has templates of its own.
    """
    if act not in PURPOSE_OF:
        return ()
    purpose = None if act is Act.REPLY else PURPOSE_OF[act]
    return approved(case, policy, now, purpose=purpose)


def perform(
    case: Case,
    wanted: AgentAct,
    *,
    policy: CarePolicy,
    now: datetime,
    mentions: Sequence[CaseMention] = (),
) -> Decision:
    """Decide an act. Raises `ActRefused` with a stable word: what is wrong with it."""
    if word := against(wanted.act, case, policy, mentions, wanted.offered):
        raise ActRefused(word)
    decision = Decision(
        case, policy=policy, now=now, actor=f"agent:{wanted.agent}", request_id=wanted.request_id
    )
    if case.assignee != wanted.agent and wanted.act not in _CHANGES_NO_HANDS:
        decision.add(AssigneeChanged(assignee=wanted.agent))
    _do(decision, wanted, mentions)
    return decision


def _do(  # noqa: C901 - one table
    decision: Decision, wanted: AgentAct, mentions: Sequence[CaseMention]
) -> None:
    match wanted.act:
        case Act.HAND_OVER:
            _hand_over(decision, wanted)
        case Act.RELABEL:
            _relabel(decision, wanted.labels)
        case Act.DISMISS:
            close(decision, CaseStatus.DISMISSED, "dismissed_by_agent")
        case Act.VERIFY_IDENTITY:
            _verify(decision, wanted)
        case Act.MOVE_CHANNEL:
            _move(decision, wanted)
        case Act.LIKE:
            liking.like(decision, mentions)
        case Act.ACKNOWLEDGE if decision.case.status is CaseStatus.ACKNOWLEDGED:
            decision.set_status(CaseStatus.IN_PROGRESS)
        case Act.WARN:
            _step(decision, wanted, mentions, reason="")
            _speak(decision, wanted)
        case act if act in STEP_OF:
            _step(decision, wanted, mentions, reason=wanted.text)
        case Act.REPLY_AGAIN:
            _require_name(decision, wanted)
            undoing.end_silence(decision, wanted.text)
        case act if act in UNDOES:
            _undo(decision, wanted, mentions)
        case _:
            _speak(decision, wanted)


def _against_private_answer(case: Case, offered: Offered) -> str:
    if case.place.is_private:
        return "already_private"
    return "" if offered.get(case.place.channel, NOTHING).private_form else "not_offered"


def _step(
    decision: Decision, wanted: AgentAct, mentions: Sequence[CaseMention], *, reason: str
) -> None:
    target = abuse.abusive_mention(mentions)
    if target is None:
        raise ActRefused("no_abuse")
    _require_name(decision, wanted)
    abuse.take_step(decision, STEP_OF[wanted.act], target, by=wanted.agent, reason=reason)


def _undo(decision: Decision, wanted: AgentAct, mentions: Sequence[CaseMention]) -> None:
    _require_name(decision, wanted)
    form = UNDOES[wanted.act]
    choices = undoing.choices(form, decision.case, mentions, wanted.offered)
    undoing.take_back(decision, choices, deed_id=wanted.deed, reason=wanted.text)


def _require_name(decision: Decision, wanted: AgentAct) -> None:
    """Who gives none goes by the team's."""
    if abuse.same_person(wanted.agent, decision.case.team):
        raise ActRefused("name_needed")


def _move(decision: Decision, wanted: AgentAct) -> None:
    if wanted.destination is None:
        raise ActRefused("no_such_destination")
    wish = Move(
        to=wanted.destination,
        text=wanted.text.strip(),
        can_reply=wanted.can_reply,
        secret=wanted.request_id,
    )
    move(decision, wish, wanted.offered)


def _verify(decision: Decision, wanted: AgentAct) -> None:
    """Only what kind of thing was compared is kept, and that it was not where others read."""
    if wanted.identity is None:
        raise ActRefused("unknown_label")
    way, proof = wanted.identity
    if way is IdentityWay.PRIVATE_MESSAGE and checked_thread(decision.case, way) is None:
        raise ActRefused("identity_only_in_private")
    check = IdentityCheck(way=way, proof=proof, by=wanted.agent, at=decision.now)
    decision.add(IdentityVerified(check=check))


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
    if wanted.act in IN_PRIVATE and not decision.case.place.is_private and wanted.can_reply:
        answer_privately(decision, purpose, text, wanted.offered)
        return
    if not wanted.can_reply:
        decision.record_reply(purpose=purpose, text=text, promised_at=wanted.promised_at)
        customer_heard(decision, purpose=purpose, by_human=True, promised_at=wanted.promised_at)
        return
    chosen = _approved(decision, wanted) if wanted.template else None
    text = chosen.text if chosen else text
    if not text:
        raise ActRefused("empty_reply")
    decision.queue_reply(
        purpose=purpose,
        text=text,
        by_human=True,
        promised_at=wanted.promised_at,
        approved=chosen.words if chosen else None,
    )


def _approved(decision: Decision, wanted: AgentAct) -> Approved:
    found = approved_for(wanted.act, decision.case, decision.policy, decision.now)
    chosen = next((each for each in found if each.template.id == wanted.template), None)
    if chosen is None:
        raise ActRefused("no_such_template")
    return chosen
