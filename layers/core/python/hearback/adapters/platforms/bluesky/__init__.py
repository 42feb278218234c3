"""Bluesky: posts that mention, answer or quote us, or that a search finds, and our replies.

Direct messages are a service of their own, see `log` and `chat`.

Contract: docs.bsky.app (app.bsky.notification.listNotifications, app.bsky.feed.searchPosts,
app.bsky.feed.getPosts, com.atproto.repo.putRecord, com.atproto.server.createSession,
advanced-guides/posts, advanced-guides/rate-limits), atproto.com/specs/xrpc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.platforms.bluesky.session import Sessions
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

BASE_URL = "https://bsky.social"
COLLECTION = "app.bsky.feed.post"
LONGEST_POST = 300
"""Graphemes; besides, 3,000 bytes."""

LONGEST_MESSAGE = 1_000
"""Graphemes; besides, 10,000 bytes."""

BYTES_A_GRAPHEME = 10
"""3,000 bytes to 300, 10,000 to 1,000: whichever of the two ends first is the length."""

POST_PREFIX = "at://"
"""Of a post's id; a direct message's is `<conversation>:<id>`."""

_NO_SUCH_RECORD = "RecordNotFound"
_ACCOUNT_CLOSED = ("AccountDeactivated", "AccountSuspended", "AccountTakedown")
_TOKEN_PROBLEMS = ("AuthMissing", "AuthenticationRequired", "ExpiredToken", "InvalidToken")


class Bluesky(NoWebhook):
    """The adapter of channel `bluesky`; an account is a DID, `did:plc:…`."""

    can_reply = True
    offers = Offers(
        forms=frozenset(
            {ReplyForm.DM, ReplyForm.LIKE, ReplyForm.MUTE, ReplyForm.BLOCK, ReplyForm.REPORT}
        ),
        longest_private=LONGEST_MESSAGE,
        undoes=frozenset({ReplyForm.LIKE, ReplyForm.MUTE, ReplyForm.BLOCK}),
    )
    longest_reply = LONGEST_POST
    quota: Quota | None = None

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api
        self._sessions: Sessions | None = None

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of notifications, or of what the source's query finds, newest first; of a
        source for messages, a page of the chat log."""
        if source.messages:
            from hearback.adapters.platforms.bluesky.log import Log  # noqa: PLC0415

            return Log(self, source, cursor).look()
        from hearback.adapters.platforms.bluesky.polling import Look  # noqa: PLC0415
        from hearback.adapters.platforms.shared.walking import forgotten  # noqa: PLC0415

        look = Look(source, cursor)
        answer = self.call(source.account, "GET", look.target)
        if error_of(answer) not in _TOKEN_PROBLEMS and (page := forgotten(cursor, answer.status)):
            return page
        require_success(answer)
        return look.read(answer)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.bluesky.events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        from hearback.adapters.platforms.shared.graphemes import graphemes  # noqa: PLC0415
        from hearback.domain.text import clean  # noqa: PLC0415

        said = clean(text)
        return max(graphemes(said), -(-len(said.encode()) // BYTES_A_GRAPHEME))

    def send(self, reply: Reply) -> str:
        """Under a key of the reply's own, so that a second attempt writes the same record."""
        from hearback.adapters.platforms.bluesky.posts import record_key, record_of  # noqa: PLC0415
        from hearback.adapters.platforms.shared.fields import identifier  # noqa: PLC0415

        if not reply.form.speaks:
            from hearback.adapters.platforms.bluesky.deeds import do  # noqa: PLC0415

            return do(self, reply)
        if reply.form is ReplyForm.DM:
            from hearback.adapters.platforms.bluesky import chat  # noqa: PLC0415

            return chat.send(self, reply)
        record = record_of(reply, self._answered(reply))
        body = {**self._place(reply, record_key(reply)), "record": record}
        answer = self.call(reply.account_id, "POST", "com.atproto.repo.putRecord", json_body=body)
        require_success(answer, (reply.text,))
        found = identifier(answer.json().get("uri"))
        if found is None:
            raise Unavailable("answer without a uri")
        return found

    def find(self, reply: Reply) -> str | None:
        """Raises `Refused` for a report: nobody tells which we have made."""
        if not reply.form.speaks:
            from hearback.adapters.platforms.bluesky.deeds import was_done  # noqa: PLC0415

            return was_done(reply)
        if reply.form is ReplyForm.DM:
            from hearback.adapters.platforms.bluesky import chat  # noqa: PLC0415

            return chat.find(self, reply)
        from hearback.adapters.platforms.bluesky.posts import record_key  # noqa: PLC0415
        from hearback.adapters.platforms.shared.fields import identifier  # noqa: PLC0415

        place = self._place(reply, record_key(reply))
        answer = self.call(reply.account_id, "GET", "com.atproto.repo.getRecord", query=place)
        if error_of(answer) == _NO_SUCH_RECORD:
            return None
        require_success(answer, (reply.text,))
        return identifier(answer.json().get("uri"))

    def _answered(self, reply: Reply) -> dict[str, Any]:
        """The post that the reply answers, if it takes answers."""
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        post = self.post(reply)
        if fields.record(post.get("viewer")).get("replyDisabled") is True:
            raise Refused("replies_closed")
        return post

    def post(self, reply: Reply) -> dict[str, Any]:
        """The post that it is about, as it stands now: its version is part of our record.

        Raises `Refused` for a direct message, which has none.
        """
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        if not reply.in_reply_to.startswith(POST_PREFIX):
            raise Refused("not_offered")
        answer = self.call(
            reply.account_id, "GET", "app.bsky.feed.getPosts", query={"uris": reply.in_reply_to}
        )
        require_success(answer, (reply.text,))
        post = fields.record(next(iter(fields.items(answer.json().get("posts"))), None))
        if not fields.identifier(post.get("cid")):
            raise Refused("gone")
        return post

    @staticmethod
    def _place(reply: Reply, key: str) -> dict[str, str]:
        return {"repo": reply.account_id, "collection": COLLECTION, "rkey": key}

    def call(self, account_id: str, http_method: str, method: str, **content: Any) -> HttpAnswer:
        from hearback.adapters.platforms.bluesky.session import Sessions  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        self._sessions = self._sessions or Sessions(self._api)
        return self._sessions.call(account_id, http_method, method, **content)


def error_of(answer: HttpAnswer) -> str:
    """The protocol's word for what went wrong, empty for a success."""
    from hearback.adapters.platforms.shared.answers import error_name  # noqa: PLC0415

    return error_name(answer.json().get("error")) if answer.status >= 300 else ""


def require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

    word = error_of(answer)
    if word in _TOKEN_PROBLEMS or word in _ACCOUNT_CLOSED:
        raise NotAuthorised(f"not_authorised: {word}")
    answers.require_success(answer)
    if answer.status >= 300:
        detail = answer.json().get("message")
        raise answers.refused(word or f"http_{answer.status}", detail, secret_texts)
