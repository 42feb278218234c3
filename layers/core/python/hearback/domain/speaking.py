"""From which of our accounts a customer is answered."""

from hearback.domain.case import Case
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy

_ANYBODY_MAY_ANSWER = frozenset({"bluesky", "mastodon", "x", "youtube"})
"""Elsewhere only the account that was written to can: the post is below its own, or private."""


def speaker_of(case: Case, policy: CarePolicy) -> str:
    """The id of the account that speaks: the brand's support account in a corporate one's stead,
    where the platform lets it answer."""
    own = (a for a in policy.accounts() if (a.channel, a.id) == (case.channel, case.account_id))
    addressed = next(own, None)
    support = policy.support_account(case.brand, case.channel)
    may_answer = case.channel in _ANYBODY_MAY_ANSWER and case.visibility is Visibility.PUBLIC
    if addressed and addressed.purpose == "corporate" and support and may_answer:
        return support.id
    return case.account_id
