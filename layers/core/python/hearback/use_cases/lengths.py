"""How long a reply may be where it goes."""

from hearback.domain.ports import Platform
from hearback.domain.replies import Reply, ReplyForm


def longest(reply: Reply, platform: Platform) -> int:
    """As the platform counts. A private answer to a public post may have a limit of its own."""
    begins_private = reply.form in (ReplyForm.PRIVATE, platform.offers.private_form)
    return (begins_private and platform.offers.longest_private) or platform.longest_reply
