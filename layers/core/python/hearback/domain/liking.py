"""Likes: for praise only, from the corporate account, once for each post."""

from collections.abc import Sequence

from hearback.domain.case import Case, CaseMention
from hearback.domain.classification import Kind
from hearback.domain.decision import Decision
from hearback.domain.errors import ActRefused
from hearback.domain.mention import Mention
from hearback.domain.offers import NOTHING, Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyForm


def against(
    case: Case, policy: CarePolicy, mentions: Sequence[CaseMention], offered: Offered
) -> str:
    """Why nothing of this case can be liked now, in one word; nothing if it can."""
    if case.kind is not Kind.PRAISE:
        return "only_praise"
    liked = _to_like(mentions)
    if liked is None:
        return "nothing_to_like"
    if ReplyForm.LIKE not in offered.get(liked.channel, NOTHING).forms:
        return "not_offered"
    if policy.corporate_account(case.brand, liked.channel) is None:
        return "no_corporate_account"
    return "already_done" if case.has_deed(ReplyForm.LIKE, liked.external_id) else ""


def like(decision: Decision, mentions: Sequence[CaseMention]) -> None:
    """Raises `ActRefused`."""
    liked = _to_like(mentions)
    if liked is None:
        raise ActRefused("nothing_to_like")
    account = decision.policy.corporate_account(decision.case.brand, liked.channel)
    if account is None:
        raise ActRefused("no_corporate_account")
    decision.queue_deed(ReplyForm.LIKE, liked, account.id, reason="")


def _to_like(mentions: Sequence[CaseMention]) -> Mention | None:
    """The customer's latest public post that still stands."""
    found = [m.mention for m in mentions if m.deleted_at is None and not m.mention.is_private]
    return max(found, key=lambda mention: mention.received_at, default=None)
