"""WhatsApp (Cloud API): what people write to our numbers, and our answers within the day.

Contract: developers.facebook.com/docs/whatsapp/cloud-api (webhooks, messages, error codes) and
…/business-scoped-user-ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.adapters.platforms.meta_edge import MetaEdge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

LONGEST_MESSAGE = 4_096
"""Characters of a text's body."""


class WhatsApp(MetaEdge):
    """The adapter of channel `whatsapp`; an account is a phone number's id."""

    longest_reply = LONGEST_MESSAGE

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.whatsapp_events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        from hearback.domain.text import clean  # noqa: PLC0415

        return len(clean(text))

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms import whatsapp_replies  # noqa: PLC0415

        return whatsapp_replies.send(self._graph(reply), reply)

    def find(self, reply: Reply) -> str | None:  # noqa: ARG002 - whichever it is
        """Nobody can be asked what was sent: rather than twice, people look and decide."""
        from hearback.domain.errors import Refused  # noqa: PLC0415

        raise Refused("outcome_unknown")
