"""What is about to be sent, and what the gate knows of where it goes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

from hearback.domain.case import Case, CaseMention
from hearback.domain.mention import Mention, Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.speaking import speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`deed`: whether it speaks or only likes. `in_private`: a private answer to a public post.
    `is_approved`: the platform has approved the words beforehand."""

    text: str
    purpose: ReplyPurpose
    by_human: bool
    promised_at: datetime | None = None
    deed: Literal["reply", "like"] = "reply"
    in_private: bool = False
    is_approved: bool = False

    @classmethod
    def of(cls, reply: Reply) -> Self:
        return cls(
            text=reply.text,
            purpose=reply.purpose,
            by_human=reply.by_human,
            promised_at=reply.promised_at,
            deed="like" if reply.form is ReplyForm.LIKE else "reply",
            in_private=reply.form is ReplyForm.PRIVATE,
            is_approved=reply.approved is not None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a draft goes; what is not known stands against nothing.

    `sender`: what our account is for. `summoned`: whether the author named or quoted us.
    `heard_at`: the customer's last word. `length`: a text's length as the platform counts it,
    at most `longest`. `brand`: our name, `customer`: theirs. `said`: their texts. `contacts`:
    our own numbers and addresses. `last_reply`: what we said last in this case.
    `answered_privately`: whether the post has had its one private answer. `zone`: the clock by
    which texts name times.
    """

    channel: str
    visibility: Visibility
    sender: str
    heard_at: datetime
    now: datetime
    zone: str
    length: Callable[[str], int]
    longest: int
    summoned: bool = True
    brand: str = ""
    customer: str = ""
    said: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    last_reply: str = ""
    answered_privately: bool = False


def context_of(
    case: Case,
    *,
    policy: CarePolicy,
    now: datetime,
    length: Callable[[str], int],
    longest: int,
    mentions: Iterable[CaseMention] = (),
    replies: Iterable[Reply] = (),
    reply: Reply | None = None,
) -> Context:
    """The context of `reply`, else of an answer to the case's latest mention."""
    mentions, replies = tuple(mentions), tuple(replies)
    place = case.thread_of(reply) if reply else case.place
    is_dm = reply is not None and reply.form is ReplyForm.DM
    answered_id = reply.in_reply_to if reply else place.last_mention_id
    brand = next((each for each in policy.brands if each.id == case.brand), None)
    answered = [m for m in mentions if m.mention.external_id == answered_id]
    speaker_id = reply.account_id if reply else speaker_of(place, case.brand, policy)
    return Context(
        channel=place.channel,
        visibility=Visibility.PRIVATE if is_dm else place.visibility,
        sender=_sender(place.channel, speaker_id, policy),
        heard_at=place.last_mention_at or case.last_mention_at,
        now=now,
        zone=policy.team(case.team).time_zone,
        length=length,
        longest=longest,
        summoned=all(_summons(each.mention, speaker_id, case, policy) for each in answered),
        brand=brand.name if brand else "",
        customer=case.author.name,
        said=tuple(each.mention.text for each in mentions),
        contacts=brand.own_contacts if brand else (),
        last_reply=_last_words(replies),
        answered_privately=_had_private_answer(answered_id, replies),
    )


def _sender(channel: str, account_id: str, policy: CarePolicy) -> str:
    own = (a for a in policy.accounts() if (a.channel, a.id) == (channel, account_id))
    return next((account.purpose for account in own), "")


def _summons(mention: Mention, speaker_id: str, case: Case, policy: CarePolicy) -> bool:
    """Whether the account that would speak was called: by name, if another one was written to."""
    support = policy.support_account(case.brand, mention.channel)
    if support is None or support.id != speaker_id or speaker_id == mention.account_id:
        return mention.addressed
    named = rf"(?<![\w@])[@\uff20]{re.escape(support.handle)}(?!\w)"
    return mention.addressed and re.search(named, mention.text, re.IGNORECASE) is not None


def _had_private_answer(mention_id: str, replies: Iterable[Reply]) -> bool:
    return any(
        reply.form is ReplyForm.PRIVATE
        and reply.in_reply_to == mention_id
        and reply.status is not ReplyStatus.FAILED
        for reply in replies
    )


def _last_words(replies: Iterable[Reply]) -> str:
    """What did not get through was not said."""
    said = (r for r in replies if r.form.speaks and r.status is not ReplyStatus.FAILED)
    latest = max(said, key=lambda reply: (reply.created_at, reply.id), default=None)
    return latest.text if latest else ""
