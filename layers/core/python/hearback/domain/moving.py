"""Going on in another channel: one case, two conversations, and one public word about it."""

from dataclasses import dataclass

from hearback.domain.case import Case
from hearback.domain.changes import ThreadLinked
from hearback.domain.decision import Decision
from hearback.domain.errors import ActRefused
from hearback.domain.mention import Visibility
from hearback.domain.offers import NOTHING, Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyPurpose
from hearback.domain.reply_outcomes import customer_heard
from hearback.domain.threads import Destination, Thread, ThreadLink, new_reference
from hearback.domain.wording import draft

PURPOSE_OF_MOVE = {
    Destination.DM: ReplyPurpose.MOVE_TO_DM,
    Destination.EMAIL: ReplyPurpose.MOVE_TO_EMAIL,
    Destination.PHONE: ReplyPurpose.MOVE_TO_PHONE,
    Destination.WEB_FORM: ReplyPurpose.MOVE_TO_WEB_FORM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What an agent wants. `text`: for a direct message what to write there; for another
    channel what was said there already, if anything. `secret`: what nobody else can know.
    """

    to: Destination
    text: str
    can_reply: bool
    secret: str


def destinations(case: Case, policy: CarePolicy, offered: Offered) -> tuple[Destination, ...]:
    """Where this case can be moved to from where the customer talks now."""
    return tuple(to for to in Destination if _is_open(to, case, policy, offered))


def move(decision: Decision, wanted: Move, offered: Offered) -> None:
    """Raises `ActRefused`."""
    case, policy = decision.case, decision.policy
    if wanted.to not in destinations(case, policy, offered):
        raise ActRefused("no_such_destination")
    if wanted.to is Destination.DM:
        answer_privately(decision, ReplyPurpose.MOVE_TO_DM, wanted.text, offered)
        return
    told_before = case.has_reply(PURPOSE_OF_MOVE[wanted.to])
    if told_before and not wanted.text:
        raise ActRefused("already_moved")
    if not told_before:
        _announce(decision, wanted)
    if wanted.text:
        decision.record_reply(purpose=ReplyPurpose.ANSWER, text=wanted.text)
        customer_heard(decision, purpose=ReplyPurpose.ANSWER, by_human=True)


def answer_privately(
    decision: Decision, purpose: ReplyPurpose, text: str, offered: Offered
) -> None:
    """Queue a private answer to the customer's public post. Raises `ActRefused`."""
    place = decision.case.place
    form = offered.get(place.channel, NOTHING).private_form
    if form is None or place.is_private:
        raise ActRefused("not_offered")
    if not text:
        raise ActRefused("empty_reply")
    decision.queue_reply(purpose=purpose, text=text, by_human=True, form=form, place=place)


def _is_open(to: Destination, case: Case, policy: CarePolicy, offered: Offered) -> bool:
    place = case.place
    if to is Destination.DM:
        return not place.is_private and offered.get(place.channel, NOTHING).private_form is not None
    return place.channel != to.value and bool(policy.brand(case.brand).ways.of(to))


def _announce(decision: Decision, wanted: Move) -> None:
    """Tell the customer where to go on, once, with a reference that makes them known there."""
    case, purpose = decision.case, PURPOSE_OF_MOVE[wanted.to]
    place, reference = case.place, new_reference(wanted.secret, case.id, wanted.to)
    text = draft(case, purpose, decision.policy, reference=reference)
    if not text:
        raise ActRefused("no_template")
    if wanted.can_reply:
        decision.queue_reply(purpose=purpose, text=text, by_human=True, place=place)
    else:
        decision.record_reply(purpose=purpose, text=text)
        customer_heard(decision, purpose=purpose, by_human=True)
    decision.add(ThreadLinked(thread=_awaited(decision, wanted.to, reference)))


def _awaited(decision: Decision, to: Destination, reference: str) -> Thread:
    """A thread without words yet; what is said by phone is written down by people."""
    by_hand = to is Destination.PHONE
    told_in_private = decision.case.place.is_private
    link = ThreadLink.REFERENCE if told_in_private else ThreadLink.PUBLIC_REFERENCE
    return Thread(
        channel=to.value,
        visibility=Visibility.PRIVATE,
        since=decision.now,
        link=ThreadLink.BY_HAND if by_hand else link,
        reference=reference,
    )
