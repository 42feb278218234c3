"""What is about to be sent, and what the gate knows of where it goes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self

from hearback.domain.case import Case, CaseMention
from hearback.domain.mention import Mention, Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import Reply, ReplyPurpose, ReplyStatus
from hearback.domain.speaking import speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`deed`: whether it speaks or only likes. `in_private`: a private answer to a public post."""

    text: str
    purpose: ReplyPurpose
    by_human: bool
    promised_at: datetime | None = None
    deed: Literal["reply", "like"] = "reply"
    in_private: bool = False

    @classmethod
    def of(cls, reply: Reply) -> Self:
        return cls(
            text=reply.text,
            purpose=reply.purpose,
            by_human=reply.by_human,
            promised_at=reply.promised_at,
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
) -> Context:
    """The context of a reply to the case's latest mention."""
    mentions = tuple(mentions)
    brand = next((each for each in policy.brands if each.id == case.brand), None)
    answered = [m for m in mentions if m.mention.external_id == case.last_mention_id]
    return Context(
        channel=case.channel,
        visibility=case.visibility,
        sender=_sender(case, policy),
        heard_at=case.last_mention_at,
        now=now,
        zone=policy.team(case.team).time_zone,
        length=length,
        longest=longest,
        summoned=all(_summons(each.mention, case, policy) for each in answered),
        brand=brand.name if brand else "",
        customer=case.author.name,
        said=tuple(each.mention.text for each in mentions),
        contacts=brand.contacts if brand else (),
        last_reply=_last_words(replies),
    )


def _sender(case: Case, policy: CarePolicy) -> str:
    speaker = (case.channel, speaker_of(case, policy))
    own = (a for a in policy.accounts() if (a.channel, a.id) == speaker)
    return next((account.purpose for account in own), "")


def _summons(mention: Mention, case: Case, policy: CarePolicy) -> bool:
    """Whether the account that would speak was called: by name, if another one was written to."""
    speaker = policy.support_account(case.brand, case.channel)
    if speaker is None or speaker_of(case, policy) == case.account_id:
        return mention.addressed
    return mention.addressed and f"@{speaker.handle}".lower() in mention.text.lower()


def _last_words(replies: Iterable[Reply]) -> str:
    """What did not get through was not said."""
    said = (reply for reply in replies if reply.status is not ReplyStatus.FAILED)
    latest = max(said, key=lambda reply: (reply.created_at, reply.id), default=None)
    return latest.text if latest else ""
