"""What a platform lets us do beside answering where we were spoken to. Each adapter declares it."""

from collections.abc import Mapping
from dataclasses import dataclass

from hearback.domain.replies import ReplyForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """`forms` that the platform's API takes, and which of them it takes back (`undoes`).

    `longest_private`: of a private answer, as the platform counts; 0 as any reply.
    `private_channel`: the channel on which its answer comes in, if another.
    `by_person`: a private conversation is named by the person, as on Meta's platforms.
    """

    forms: frozenset[ReplyForm] = frozenset()
    undoes: frozenset[ReplyForm] = frozenset()
    longest_private: int = 0
    private_channel: str = ""
    by_person: bool = False

    @property
    def private_form(self) -> ReplyForm | None:
        """How a public post is answered in private."""
        return next((f for f in (ReplyForm.PRIVATE, ReplyForm.DM) if f in self.forms), None)


NOTHING = Offers()
Offered = Mapping[str, Offers]
"""By channel; what is not named offers nothing."""
