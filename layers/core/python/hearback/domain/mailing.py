"""Answering by mail: who can be answered, and what stands above the words."""

import re

from hearback.domain.case import Case
from hearback.domain.classification import Language
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Letterhead
from hearback.domain.threads import Destination, Thread

_SUBJECT = {Language.TURKISH: "Mesajınız"}
_SUBJECT_ELSE = "Your message"
"""For mails that have none of their own."""

_NOBODY_READS = re.compile(
    r"(?:^|[-._+])(?:(?:no|do[-._]?not|dont|never)[-._]?reply|(?:yanitla|cevapla)ma)"
    r"|^(?:mailer-daemon|postmaster|bounces?)(?:$|[-._+=])"
)
"""The part before the at sign of addresses that only send."""


def against_answering(place: Thread, policy: CarePolicy) -> str:
    """Why nobody can be answered there from here, in one word; nothing if somebody can.

    Elsewhere the platform knows whom it shows an answer. A mail goes from one of the policy's
    addresses to its author's: whose DMARC failed is not known to be its author.
    """
    if place.channel != Destination.EMAIL:
        return ""
    if not place.person_id:
        return "sender_unproven"
    if _NOBODY_READS.search(place.person_id.partition("@")[0]):
        return "takes_no_answers"
    return "" if policy.owns(place.channel, place.account_id) else "not_our_address"


def letterhead_for(place: Thread, case: Case, policy: CarePolicy) -> Letterhead | None:
    """What stands above our words in a mail; none on other channels."""
    if place.channel != Destination.EMAIL:
        return None
    return Letterhead(
        sender=next((brand.name for brand in policy.brands if brand.id == case.brand), ""),
        subject=place.subject or _SUBJECT.get(case.language, _SUBJECT_ELSE),
        thread_id=place.thread_id,
        reference=place.reference,
    )
