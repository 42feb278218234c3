"""What may still be said where free text is taken no more: templates that were approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hearback.domain.case import Case
from hearback.domain.case_ref import case_ref
from hearback.domain.customer_names import first_name
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ApprovedWords, ReplyPurpose
from hearback.domain.send_gate.sending import takes_templates_only
from hearback.domain.threads import Thread
from hearback.domain.whatsapp_templates import WhatsAppTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """A template filled in for a case: `text` as the customer reads it, `words` as it is sent."""

    template: WhatsAppTemplate
    text: str
    words: ApprovedWords


def approved(
    case: Case,
    policy: CarePolicy,
    now: datetime,
    *,
    purpose: ReplyPurpose | None = None,
    place: Thread | None = None,
) -> tuple[Approved, ...]:
    """Those in the customer's language first; none while free text may go.

    `purpose`: only those that are for it. `place`: if not where the customer talks now.
    """
    where = place or case.place
    if not takes_templates_only(where, where.last_mention_at or case.last_mention_at, now):
        return ()
    found = _filled(case, policy, purpose)
    return tuple(sorted(found, key=lambda each: each.template.spoken != case.language.written))


def approved_by_itself(
    case: Case, policy: CarePolicy, now: datetime, purpose: ReplyPurpose, place: Thread
) -> Approved | None:
    """The one that goes out without a person: in the customer's language or not at all."""
    first = next(iter(approved(case, policy, now, purpose=purpose, place=place)), None)
    return first if first and first.template.spoken == case.language.written else None


def _filled(case: Case, policy: CarePolicy, purpose: ReplyPurpose | None) -> Iterator[Approved]:
    known = {
        "name": first_name(case.author),
        "reference": case_ref(case.id),
        "brand": policy.brand(case.brand).name,
    }
    for template in policy.whatsapp_templates:
        is_for_it = purpose is None or purpose in template.purposes
        if is_for_it and (filled := template.filled(known)):
            yield Approved(template=template, text=filled[0], words=filled[1])
