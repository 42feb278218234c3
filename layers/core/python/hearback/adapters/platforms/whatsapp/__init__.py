"""WhatsApp (Cloud API): what people write to our numbers, and our answers within the day.

Contract: developers.facebook.com/docs/whatsapp/cloud-api (webhooks, messages, error codes),
…/business-scoped-user-ids and …/block-users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.adapters.platforms.meta.edge import MetaEdge
from hearback.adapters.platforms.shared.in_characters import InCharacters
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

LONGEST_MESSAGE = 4_096
"""Characters of a text's body."""


class WhatsApp(MetaEdge, InCharacters):
    """The adapter of channel `whatsapp`; an account is a phone number's id."""

    longest_reply = LONGEST_MESSAGE
    offers = Offers(forms=frozenset({ReplyForm.BLOCK}), undoes=frozenset({ReplyForm.BLOCK}))

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.whatsapp.events import events  # noqa: PLC0415

        return events(delivery)

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.whatsapp import blocks, replies  # noqa: PLC0415

        if not reply.form.speaks:
            return blocks.send(self._graph(reply), reply)
        return replies.send(self._graph(reply), reply)

    def find(self, reply: Reply) -> str | None:
        """Nobody can be asked what was sent: rather than twice, people look and decide.

        A block is a state: setting it again changes nothing.
        """
        from hearback.domain.errors import Refused  # noqa: PLC0415

        if not reply.form.speaks:
            return None
        raise Refused("outcome_unknown")
