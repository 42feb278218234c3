"""The policy's words for a case: automatic replies, and drafts for agents."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from hearback.domain.approved_wording import approved_by_itself
from hearback.domain.case import Case
from hearback.domain.changes import ReplyFailed
from hearback.domain.customer_names import called, first_name
from hearback.domain.decision import Decision
from hearback.domain.mailing import against_answering
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Reply, ReplyPurpose, ReplyStatus
from hearback.domain.send_gate.draft import Draft, context_of
from hearback.domain.send_gate.findings import Finding
from hearback.domain.send_gate.gate import check
from hearback.domain.send_gate.limits import limit_of
from hearback.domain.sla import SlaMetric
from hearback.domain.templates import Occasion, Template, Tone, equals, fill, fitting, in_turn
from hearback.domain.text import same_words
from hearback.domain.threads import Destination, Thread

DESTINATION_OF = {
    ReplyPurpose.MOVE_TO_EMAIL: Destination.EMAIL,
    ReplyPurpose.MOVE_TO_PHONE: Destination.PHONE,
    ReplyPurpose.MOVE_TO_WEB_FORM: Destination.WEB_FORM,
}
"""The purposes whose words name a way of ours."""


def draft(
    case: Case,
    purpose: ReplyPurpose,
    policy: CarePolicy,
    promised_at: datetime | None = None,
    *,
    visibility: Visibility | None = None,
    reference: str = "",
) -> str:
    """The best fitting template, filled in; empty if the policy has none for this case.

    `visibility`: who will read it, if not those who read the customer's latest word.
    `reference`: what the customer is to name in another channel.
    """
    for template in _fitting(case, purpose, policy, case.place, visibility):
        values = _values(case, policy, promised_at, case.place)
        contact = _contact(case, purpose, policy)
        return fill(template.text, values | {"contact": contact, "reference": reference})
    return ""


def queue_automatic(
    decision: Decision, purpose: ReplyPurpose, *, place: Thread | None = None
) -> bool:
    """Put the policy's own words on their way; false if it has none, or none that may go.

    Words that name a time promise it: the customer hears from a person by the time at which the
    first response is due. Where no such clock runs, words without a time are taken. Among words
    that fit equally well the case's id chooses, so that customers do not all read the same, and
    nobody reads what they were told lately if there is another way to say it. Where free text is
    taken no more, an approved template goes in its place. Words that the send gate does not let
    pass are kept as a reply that failed: of that the team is told. Whom we answer no more is not
    written to, nor who is no customer: a list, a machine, a forged sender. `place`: where to, if
    not to the latest mention.
    """
    where = place or decision.case.place
    if decision.case.is_silenced or where.bulk or against_answering(where, decision.policy):
        return False
    stand_in = approved_by_itself(decision.case, decision.policy, decision.now, purpose, where)
    if stand_in is not None:
        decision.queue_reply(
            purpose=purpose,
            text=stand_in.text,
            by_human=False,
            place=where,
            approved=stand_in.words,
        )
        return _passes(decision)
    response = decision.case.open_clock(SlaMetric.FIRST_RESPONSE)
    promised_at = response.due_at if response is not None and response.is_running else None
    values = _values(decision.case, decision.policy, promised_at, where)
    template = _chosen(decision, purpose, where, values)
    if template is None:
        return False
    decision.queue_reply(
        purpose=purpose,
        text=fill(template.text, values),
        by_human=False,
        promised_at=promised_at if template.names_time else None,
        place=where,
    )
    return _passes(decision)


def _chosen(
    decision: Decision, purpose: ReplyPurpose, place: Thread, values: Mapping[str, str]
) -> Template | None:
    """One of the best fitting: the case's own, the next after each time, none said before."""
    case = decision.case
    found = _fitting(case, purpose, decision.policy, place)
    spoken = sum(mark.purpose is purpose for mark in case.replies)
    choice = in_turn(equals(found, timeless=not values["time"]), case.id, spoken)
    for template in choice:
        text = fill(template.text, values)
        if not any(same_words(text, said) for said in decision.said_before):
            return template
    return choice[0] if choice else None


def _passes(decision: Decision) -> bool:
    """Whether the reply that was just queued may go; if not, it has failed."""
    reply = decision.replies[-1]
    findings = _findings(decision, reply)
    if findings:
        rule = findings[0].rule.value
        decision.replies[-1] = replace(reply, status=ReplyStatus.FAILED, failure=rule)
        decision.add(ReplyFailed(reply_id=reply.id, reason=rule))
    return not findings


def _findings(decision: Decision, reply: Reply) -> tuple[Finding, ...]:
    limit = limit_of(reply.channel)
    context = context_of(
        decision.case,
        policy=decision.policy,
        now=decision.now,
        length=limit.length,
        longest=limit.longest,
        reply=reply,
    )
    return check(Draft.of(reply), context)


def _fitting(
    case: Case,
    purpose: ReplyPurpose,
    policy: CarePolicy,
    place: Thread,
    visibility: Visibility | None = None,
) -> list[Template]:
    occasion = Occasion(
        purpose=purpose,
        language=case.language.written,
        channel=place.channel,
        kind=case.kind,
        visibility=visibility or place.visibility,
        tone=policy.tones.get(place.channel, Tone.WARM),
    )
    return fitting(policy.templates, occasion)


def acknowledges_itself(case: Case, policy: CarePolicy) -> bool:
    """Whether this case is acknowledged without a person, and was not yet."""
    rule = policy.automatic
    return (
        case.kind in rule.acknowledge
        and not (case.offensive and rule.not_when_offensive)
        and not any(mark.purpose is ReplyPurpose.ACKNOWLEDGEMENT for mark in case.replies)
    )


def _contact(case: Case, purpose: ReplyPurpose, policy: CarePolicy) -> str:
    destination = DESTINATION_OF.get(purpose)
    return policy.brand(case.brand).ways.of(destination) if destination else ""


def _values(
    case: Case, policy: CarePolicy, promised_at: datetime | None, place: Thread
) -> dict[str, str]:
    support = policy.support_account(case.brand, place.channel)
    zone = ZoneInfo(policy.team(case.team).time_zone)
    at = limit_of(place.channel).at
    return {
        "name": first_name(case.author),
        "handle": called(case.author, at),
        "brand": policy.brand(case.brand).name,
        "support": f"{at}{support.handle}" if support and support.handle else "",
        "time": as_written(promised_at, zone) if promised_at else "",
        "rules": policy.abuse.house_rules if policy.abuse else "",
    }


def as_written(moment: datetime, zone: ZoneInfo) -> str:
    """A promised time as `{time}` shows it: `31.12. 23:59`."""
    return f"{moment.astimezone(zone):%d.%m. %H:%M}"
