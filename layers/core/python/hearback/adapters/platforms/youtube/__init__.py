"""YouTube: comments on a channel's videos and on the channel, and our replies to them.

There is no push, so the channel's threads are polled. Contract:
developers.google.com/youtube/v3/docs (commentThreads.list, comments.list, comments.insert, errors,
determine_quota_cost).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.in_characters import InCharacters
from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.platforms.google.tokens import GoogleTokens
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

BASE_URL = "https://www.googleapis.com/youtube/v3"
LONGEST_COMMENT = 10_000
"""(?) Not found in an official text; verify before relying on it."""

QUOTA_A_DAY = 10_000
UNITS_A_REPLY = 50
UNITS_FOR_REPLIES = 2_000
"""Not spent on polling: forty replies a day."""

_REFUSED = {
    "commentsDisabled": "comments_disabled",
    "commentTextTooLong": "too_long",
    "operationNotSupported": "replies_closed",
    "parentCommentIsPrivate": "replies_closed",
    "parentCommentNotFound": "gone",
    "commentNotFound": "gone",
    "videoNotFound": "gone",
}
_MOST_PAGES = 5


class YouTube(NoWebhook, InCharacters):
    """The adapter of channel `youtube`; an account is a channel's id, `UC…`."""

    can_reply = True
    longest_reply = LONGEST_COMMENT
    offers = Offers(
        forms=frozenset({ReplyForm.HIDE, ReplyForm.BLOCK}), undoes=frozenset({ReplyForm.HIDE})
    )

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api
        self._tokens: GoogleTokens | None = None

    @property
    def quota(self) -> Quota | None:
        from hearback.adapters.platforms.google.errors import PACIFIC  # noqa: PLC0415
        from hearback.domain.polling import Quota  # noqa: PLC0415

        return Quota(a_day=QUOTA_A_DAY - UNITS_FOR_REPLIES, time_zone=PACIFIC)

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """One call of one unit: a page of threads, of one thread's replies, or a second look."""
        from hearback.adapters.platforms.youtube.polling import Threads  # noqa: PLC0415

        def ask(path: str, **query: str) -> HttpAnswer:
            return self._call(source.account, "GET", path, query=query)

        return Threads(source.account, cursor).look(ask)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.youtube.events import events  # noqa: PLC0415

        return events(delivery)

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.shared.fields import identifier  # noqa: PLC0415
        from hearback.domain.text import clean  # noqa: PLC0415

        if not reply.form.speaks:
            return self._moderate(reply)
        snippet = {"parentId": _thread(reply.in_reply_to), "textOriginal": clean(reply.text)}
        answer = self._call(
            reply.account_id,
            "POST",
            "comments",
            query={"part": "snippet"},
            json_body={"snippet": snippet},
        )
        require_success(answer, (reply.text,))
        found = identifier(answer.json().get("id"))
        if found is None:
            raise Unavailable("answer without an id")
        return found

    def find(self, reply: Reply) -> str | None:
        """Our own words below the comment, in its first 500 replies.

        A moderation status is a state: setting it again changes nothing.
        """
        if not reply.form.speaks:
            return None
        from hearback.adapters.platforms.shared.fields import identifier, record  # noqa: PLC0415
        from hearback.adapters.platforms.shared.same_text import same_words  # noqa: PLC0415

        for comment in self._replies(reply):
            said = record(comment.get("snippet"))
            author = identifier(record(said.get("authorChannelId")).get("value"))
            texts = (said.get("textOriginal"), said.get("textDisplay"))
            if author == reply.account_id and any(same_words(each, reply.text) for each in texts):
                return identifier(comment.get("id"))
        return None

    def _moderate(self, reply: Reply) -> str:
        """Hidden comments are held for review, until they are published again.

        A ban comes with the comment's rejection: YouTube knows no other, and no call lifts one.
        """
        status = {"moderationStatus": "published" if reply.undoes else "heldForReview"}
        if reply.form is ReplyForm.BLOCK:
            if reply.undoes:
                raise Refused("not_offered")
            status = {"moderationStatus": "rejected", "banAuthor": "true"}
        query = {"id": reply.in_reply_to, **status}
        answer = self._call(reply.account_id, "POST", "comments/setModerationStatus", query=query)
        require_success(answer, (reply.text,))
        return reply.in_reply_to

    def _replies(self, reply: Reply) -> Iterator[dict[str, Any]]:
        from hearback.adapters.platforms.youtube.polling import REPLIES, listed  # noqa: PLC0415

        query = {**REPLIES, "parentId": _thread(reply.in_reply_to)}
        for _ in range(_MOST_PAGES):
            answer = self._call(reply.account_id, "GET", "comments", query=query)
            require_success(answer, (reply.text,))
            comments, following = listed(answer)
            yield from comments
            if not following:
                return
            query = {**query, "pageToken": following}

    def _call(self, account_id: str, method: str, path: str, **content: Any) -> HttpAnswer:
        from hearback.adapters.platforms.google.tokens import owners_tokens  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        tokens = self._tokens = self._tokens or owners_tokens(self._api)
        url = f"{(self._api.base_url or BASE_URL).rstrip('/')}/{path}"
        headers = {"authorization": f"Bearer {tokens.token(account_id)}"}
        answer = self._api.http.request(method, url, headers=headers, **content)
        if answer.status == 401:
            tokens.forget(account_id)
        return answer


def require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    from hearback.adapters.platforms.google import errors  # noqa: PLC0415
    from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

    errors.require_success(answer)
    if answer.status < 300:
        return
    word = errors.reason(answer)
    if answer.status == 404 and not word:
        word = "commentNotFound"
    detail = errors.error_of(answer).get("message")
    raise answers.refused(_REFUSED.get(word, word or f"http_{answer.status}"), detail, secret_texts)


def _thread(comment_id: str) -> str:
    """Replies hang below the top comment only; a reply's id starts with that one's."""
    return comment_id.partition(".")[0]
