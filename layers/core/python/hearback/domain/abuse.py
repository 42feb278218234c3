"""The ladder against abuse: only for what is classified as abuse, one step after the other.

House rules that everybody can read → a warning → no more replies → hide the post or mute its
author → block them → report to the platform → the police. Criticism has no such steps, however
harsh it is: a mention counts only if the classifier found insults or a threat of violence in it.
"""

from collections.abc import Iterable

from hearback.domain.abuse_steps import BY_TWO, FORM_OF, RUNGS, AbuseRequest, AbuseStep
from hearback.domain.case import Case, CaseMention
from hearback.domain.changes import AbuseStepAsked, AbuseStepTaken
from hearback.domain.classification import Leverage
from hearback.domain.decision import Decision
from hearback.domain.errors import ActRefused
from hearback.domain.mention import Visibility
from hearback.domain.offers import NOTHING, Offered, Offers
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaMetric
from hearback.domain.text import fold

_LONGEST_EVIDENCE = 10_000
LONGEST_REASON = 2_000
"""Characters: both are kept in the case's own item, which has its limit."""

_NO_ANSWER_DUE = (SlaMetric.FIRST_RESPONSE, SlaMetric.NEXT_RESPONSE, SlaMetric.PERIODIC_UPDATE)


def abusive_mention(mentions: Iterable[CaseMention]) -> CaseMention | None:
    """The customer's latest that is classified as insult or threat and still stands."""
    found = (m for m in mentions if is_abuse(m) and m.deleted_at is None)
    return max(found, key=lambda m: m.mention.received_at, default=None)


def is_abuse(kept: CaseMention) -> bool:
    told = kept.classification
    return told.offensive.label or told.leverage.label is Leverage.PHYSICAL


def against(
    step: AbuseStep,
    case: Case,
    mentions: Iterable[CaseMention],
    policy: CarePolicy,
    offered: Offered,
) -> str:
    """Why the step cannot be taken now, in one word; nothing if it can."""
    target = abusive_mention(mentions)
    if target is None:
        return "no_abuse"
    if policy.abuse is None:
        return "no_house_rules"
    offers = offered.get(target.mention.channel, NOTHING)
    if not _is_offered(step, target, offers):
        return "not_offered"
    if _is_taken(step, case, target.mention.external_id):
        return "already_done"
    if not _earlier_are_taken(step, case, target, offers):
        return "earlier_step_first"
    needs_person = step in FORM_OF and step is not AbuseStep.HIDE
    return "author_unknown" if needs_person and not target.mention.author.id else ""


def take_step(
    decision: Decision,
    step: AbuseStep,
    target: CaseMention,
    *,
    by: str,
    reason: str,
) -> None:
    """Take a step, or ask for a second person where it takes two. Raises `ActRefused`."""
    asked = awaits_approval(step, decision.case, target)
    reason = reason.strip() or (asked.reason if asked else "")
    if not reason and step is not AbuseStep.WARN:
        raise ActRefused("no_reason")
    if len(reason) > LONGEST_REASON:
        raise ActRefused("reason_too_long")
    request = asked or AbuseRequest(
        step=step,
        mention_id=target.mention.external_id,
        evidence=_evidence(target),
        reason=reason,
        by=by,
        at=decision.now,
    )
    if step not in BY_TWO:
        decision.add(AbuseStepTaken(request=request))
    elif asked is None:
        decision.add(AbuseStepAsked(request=request))
        return
    elif same_person(asked.by, by):
        raise ActRefused("second_person_needed")
    else:
        decision.add(AbuseStepTaken(request=request, approved_by=by))
    _follow(decision, step, target, request.reason)


def awaits_approval(step: AbuseStep, case: Case, target: CaseMention) -> AbuseRequest | None:
    """What somebody has asked for, of just this step and these words."""
    return case.abuse_request if _is_about(case.abuse_request, step, target) else None


def same_person(one: str, other: str) -> bool:
    """By the names that they gave: there is nothing else to know agents by."""
    return "".join(fold(one).split()) == "".join(fold(other).split())


def _follow(decision: Decision, step: AbuseStep, target: CaseMention, reason: str) -> None:
    if step is AbuseStep.SILENCE:
        decision.cancel(_NO_ANSWER_DUE)
    elif step in FORM_OF:
        decision.queue_deed(FORM_OF[step], target.mention, target.mention.account_id, reason)


def _is_about(request: AbuseRequest | None, step: AbuseStep, target: CaseMention) -> bool:
    """An approval is for what was seen: a post that was edited since must be asked about anew."""
    wanted = (step, target.mention.external_id, _evidence(target))
    return request is not None and (request.step, request.mention_id, request.evidence) == wanted


def _evidence(target: CaseMention) -> str:
    return target.mention.text[:_LONGEST_EVIDENCE]


def _is_offered(step: AbuseStep, target: CaseMention, offers: Offers) -> bool:
    form = FORM_OF.get(step)
    if form is ReplyForm.HIDE and target.mention.visibility is Visibility.PRIVATE:
        return False
    return form is None or form in offers.forms


def _is_taken(step: AbuseStep, case: Case, target_id: str) -> bool:
    """Whether it is done or about to be. Each post is hidden, its author muted only once."""
    match step:
        case AbuseStep.WARN:
            return case.has_reply(ReplyPurpose.WARNING)
        case AbuseStep.HIDE | AbuseStep.REPORT:
            return case.has_deed(FORM_OF[step], target_id)
        case AbuseStep.MUTE | AbuseStep.BLOCK:
            return any(deed.form is FORM_OF[step] for deed in case.standing_deeds)
        case _:
            return step in case.abuse_steps


def _earlier_are_taken(step: AbuseStep, case: Case, target: CaseMention, offers: Offers) -> bool:
    """Of each rung before at least one step; a rung that the platform lacks is passed over."""
    at = next(n for n, rung in enumerate(RUNGS) if step in rung)
    offered = ([s for s in rung if _is_offered(s, target, offers)] for rung in RUNGS[:at])
    return all(any(_was_done(s, case) for s in rung) for rung in offered if rung)


def _was_done(step: AbuseStep, case: Case) -> bool:
    """Not only on its way: the customer has heard the warning, the platform has done the deed."""
    if step is AbuseStep.WARN:
        return case.was_heard(ReplyPurpose.WARNING)
    form = FORM_OF.get(step)
    if form is None:
        return step in case.abuse_steps
    return any(d.form is form and d.status is ReplyStatus.SENT for d in case.standing_deeds)
