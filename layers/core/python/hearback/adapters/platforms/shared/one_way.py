"""The half of a platform's adapter for channels that only listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.domain.errors import Refused
from hearback.domain.offers import NOTHING

if TYPE_CHECKING:
    from hearback.domain.replies import Reply


class OneWay:
    """Nothing can be answered: the source has no address to answer to."""

    can_reply = False
    longest_reply = 0
    offers = NOTHING

    def length(self, text: str) -> int:
        return len(text)

    def send(self, reply: Reply) -> str:  # noqa: ARG002 - none can be sent
        raise Refused("channel_without_replies")

    def find(self, reply: Reply) -> str | None:  # noqa: ARG002 - none was sent
        return None
