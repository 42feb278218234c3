"""Facebook pages: comments, posts, mentions and reviews, and our replies to them.

Contract: developers.facebook.com/docs/graph-api (webhooks, page feed, object comments, errors).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.adapters.platforms.meta.edge import MetaEdge
from hearback.adapters.platforms.shared.in_characters import InCharacters
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

LONGEST_COMMENT = 8_000
"""(?) Not found in an official text; verify before relying on it."""


class Facebook(MetaEdge, InCharacters):
    """The adapter of channel `facebook`."""

    longest_reply = LONGEST_COMMENT
    offers = Offers(
        forms=frozenset({ReplyForm.PRIVATE, ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.BLOCK}),
        undoes=frozenset({ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.BLOCK}),
        longest_private=2_000,
        private_channel="messenger",
        by_person=True,
    )
    holds = False
    """A page's permission errors also come for a post that takes no comments."""

    quota: Quota | None = None

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.facebook.events import events  # noqa: PLC0415

        return events(delivery)

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of what a webhook should have brought."""
        from hearback.adapters.platforms.meta.backfill import FACEBOOK, Backfill  # noqa: PLC0415

        return Backfill(FACEBOOK, self._graph_of(source.account), cursor).look()

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.meta.graph import DUPLICATE, code_of, new_id  # noqa: PLC0415
        from hearback.domain.text import clean  # noqa: PLC0415

        graph = self._graph(reply)
        if reply.form is not ReplyForm.PUBLIC:
            from hearback.adapters.platforms.meta import deeds  # noqa: PLC0415

            return deeds.send(graph, reply)
        form = {"message": clean(reply.text)}
        answer = graph.call("POST", reply.in_reply_to, "comments", form=form)
        if code_of(answer) == DUPLICATE:
            return self._sent_before(reply)
        graph.require_success(answer)
        return new_id(answer)

    def find(self, reply: Reply) -> str | None:
        """Looks through the first 500 comments under the one that the reply answers."""
        from hearback.adapters.platforms.shared.fields import identifier, record  # noqa: PLC0415
        from hearback.adapters.platforms.shared.same_text import same_words  # noqa: PLC0415

        if reply.form is not ReplyForm.PUBLIC:
            from hearback.adapters.platforms.meta import deeds  # noqa: PLC0415

            return deeds.find(self._graph(reply), reply, "messenger")
        query = {"fields": "id,message,from", "limit": "100"}
        for comment in self._graph(reply).listed(reply.in_reply_to, "comments", query=query):
            if identifier(record(comment.get("from")).get("id")) != reply.account_id:
                continue
            if same_words(comment.get("message"), reply.text):
                return identifier(comment.get("id"))
        return None

    def _sent_before(self, reply: Reply) -> str:
        found = self.find(reply)
        if found is None:
            raise Refused("duplicate")
        return found
