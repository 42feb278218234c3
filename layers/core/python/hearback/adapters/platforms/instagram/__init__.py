"""Instagram: comments, mentions and direct messages, and our answers to them.

Contract: developers.facebook.com/docs/instagram-platform (webhooks, comment moderation, mentions)
and developers.facebook.com/docs/messenger-platform/instagram.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.adapters.platforms.meta.edge import MetaEdge
from hearback.domain.errors import Refused
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

LONGEST_REPLY = 1_000
"""Bytes: the limit of a direct message. Comments may have 2,200 characters (?), but a channel has
one limit, and readers are lost long before."""


class Instagram(MetaEdge):
    """The adapter of channel `instagram`."""

    longest_reply = LONGEST_REPLY
    offers = Offers(
        forms=frozenset({ReplyForm.PRIVATE, ReplyForm.HIDE, ReplyForm.BLOCK}),
        undoes=frozenset({ReplyForm.HIDE, ReplyForm.BLOCK}),
        longest_private=LONGEST_REPLY,
        by_person=True,
    )
    quota: Quota | None = None

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        """With an api, the words of mentions are fetched. Raises `RateLimited`, `Unavailable`."""
        from hearback.adapters.platforms.instagram.events import events  # noqa: PLC0415

        return events(delivery, self._api)

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of what a webhook should have brought."""
        from hearback.adapters.platforms.meta.backfill import INSTAGRAM, Backfill  # noqa: PLC0415

        return Backfill(INSTAGRAM, self._graph_of(source.account), cursor).look()

    def length(self, text: str) -> int:
        from hearback.domain.text import clean  # noqa: PLC0415

        return len(clean(text).encode())

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.instagram import replies  # noqa: PLC0415
        from hearback.adapters.platforms.meta import deeds  # noqa: PLC0415

        if reply.form in (ReplyForm.PUBLIC, ReplyForm.DM):
            return replies.send(self._graph(reply), reply)
        if reply.in_reply_to.startswith("@") and reply.form is not ReplyForm.BLOCK:
            raise Refused("only_own_posts")
        return deeds.send(self._graph(reply), reply)

    def find(self, reply: Reply) -> str | None:
        from hearback.adapters.platforms.instagram import replies  # noqa: PLC0415
        from hearback.adapters.platforms.meta import deeds  # noqa: PLC0415

        if reply.form in (ReplyForm.PUBLIC, ReplyForm.DM):
            return replies.find(self._graph(reply), reply)
        return deeds.find(self._graph(reply), reply, "instagram")
