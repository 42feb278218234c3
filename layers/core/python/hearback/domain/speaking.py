"""From which of our accounts a customer is answered."""

from hearback.domain.policy import CarePolicy
from hearback.domain.threads import Thread

_ANYBODY_MAY_ANSWER = frozenset({"bluesky", "mastodon", "reddit", "x", "youtube"})
"""Elsewhere only the account that was written to can: the post is below its own, or private."""


def speaker_of(place: Thread, brand: str, policy: CarePolicy) -> str:
    """The id of the account that speaks there: the brand's support account in a corporate one's
    stead, where the platform lets it answer."""
    own = (a for a in policy.accounts() if (a.channel, a.id) == (place.channel, place.account_id))
    addressed = next(own, None)
    support = policy.support_account(brand, place.channel)
    may_answer = place.channel in _ANYBODY_MAY_ANSWER and not place.is_private
    if addressed and addressed.purpose == "corporate" and support and may_answer:
        return support.id
    return place.account_id
