"""Messenger: what people write to our pages in private, and our answers.

Contract: developers.facebook.com/docs/messenger-platform (webhook events, Send API, policy); for
blocks see `meta.deeds`.
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

LONGEST_MESSAGE = 2_000
"""Characters (?): the figure is the Send API's; how it counts emoji was not found."""


class Messenger(MetaEdge, InCharacters):
    """The adapter of channel `messenger`; a page's changes at its address are Facebook's."""

    longest_reply = LONGEST_MESSAGE
    offers = Offers(forms=frozenset({ReplyForm.BLOCK}), undoes=frozenset({ReplyForm.BLOCK}))

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.facebook.events import events  # noqa: PLC0415

        return events(delivery)

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.meta import deeds, direct  # noqa: PLC0415

        if not reply.form.speaks:
            return deeds.send(self._graph(reply), reply)
        return direct.send(self._graph(reply), reply)

    def find(self, reply: Reply) -> str | None:
        """A block is a state: setting it again changes nothing."""
        if not reply.form.speaks:
            return None
        from hearback.adapters.platforms.meta import direct  # noqa: PLC0415

        return direct.find(self._graph(reply), reply, "messenger")
