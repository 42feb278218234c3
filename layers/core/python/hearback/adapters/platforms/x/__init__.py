"""X: posts that mention, answer or quote us, and our replies to them.

Contract: docs.x.com/x-api/webhooks, docs.x.com/x-api/activity, docs.x.com/x-api/posts.
"""

from __future__ import annotations

import base64
import json
import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.signatures import (
    hmac_sha256,
    require_signature,
    signing_keys,
)
from hearback.domain.errors import Malformed, NotAuthorised, Refused, Unavailable
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm
from hearback.domain.webhooks import WebhookAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookRequest

BASE_URL = "https://api.x.com"

_CRC_TOKEN = re.compile(r"[A-Za-z0-9+/=_.-]{1,256}")
"""No brace and no quote: our answer signs the token just as X signs an event, so with a free
choice of tokens anybody could have an event of their own making signed by us."""

_DUPLICATE = ("duplicate content",)
_NOT_SUMMONED = ("you are mentioned", "been mentioned", "not allowed to reply", "who can reply")
_GONE = ("deleted or not visible",)
"""X has no codes for these; the phrases are those of its answers, in lower case."""

_APP_PROBLEMS = ("client-forbidden", "oauth1-permissions", "unsupported-authentication")
"""Ends of a 403's `type`: the app lacks a permission, so that people must act."""

_LEADING_NAMES = re.compile(r"\A(?:@\w{1,15}\s+)+")
_SHORTENED = re.compile(r"https?://t\.co/\w+")
_MOST_PAGES = 5
_SKEW = timedelta(minutes=5)


class X:
    """The adapter of channel `x`."""

    kept_headers: tuple[str, ...] = ()
    can_reply = True
    longest_reply = 280
    offers = Offers(
        forms=frozenset({ReplyForm.DM, ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.MUTE}),
        undoes=frozenset({ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.MUTE}),
        longest_private=10_000,
    )

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:
        token = request.query.get("crc_token", "")
        if not _CRC_TOKEN.fullmatch(token):
            raise Malformed("no crc_token, or one that X would not send")
        signed = _signature(token.encode(), signing_keys(secrets)[0].encode())
        body = json.dumps({"response_token": signed})
        return WebhookAnswer(body=body, content_type="application/json")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002 - X signs no time
        """A replay is recognised by the post's id."""
        given = request.headers.get("x-twitter-webhooks-signature", "")
        require_signature((given,), secrets, partial(_signature, request.body))

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.x.events import events  # noqa: PLC0415

        return events(delivery)

    @property
    def quota(self) -> Quota | None:
        from hearback.adapters.platforms.x.backfill import QUOTA  # noqa: PLC0415

        return QUOTA

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of the account's mentions, or of what the source's query finds."""
        from hearback.adapters.platforms.x.backfill import Look  # noqa: PLC0415

        look = Look(source, cursor)
        answer = self._call(source.account, "GET", look.path, query=look.query)
        if page := look.anew(answer):
            return page
        require_success(answer, ())
        return look.read(answer)

    def length(self, text: str) -> int:
        """Weighted: a link 23, any emoji 2, a letter of most alphabets 1, others 2."""
        from twitter_text import parse_tweet  # noqa: PLC0415 - takes 160 ms

        return int(parse_tweet(_sendable(text)).weightedLength)

    def send(self, reply: Reply) -> str:
        if reply.form is not ReplyForm.PUBLIC:
            from hearback.adapters.platforms.x import private  # noqa: PLC0415

            return private.send(partial(self._call, reply.account_id), reply)
        body = {
            "text": _sendable(reply.text),
            "reply": {"in_reply_to_tweet_id": reply.in_reply_to},
        }
        answer = self._call(reply.account_id, "POST", "/2/tweets", json_body=body)
        if answer.status == 403 and _says(answer, _DUPLICATE):
            return self._sent_before(reply)
        require_success(answer, (reply.text,))
        return _id_of(answer)

    def find(self, reply: Reply) -> str | None:
        """Reads our newest posts back to when the reply was written, 500 at most."""
        if reply.form is not ReplyForm.PUBLIC:
            from hearback.adapters.platforms.x import private  # noqa: PLC0415

            return private.find(partial(self._call, reply.account_id), reply)
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        for post in self._own_posts(reply):
            posted_at = fields.moment(post.get("created_at"))
            if posted_at is not None and posted_at < reply.created_at - _SKEW:
                return None
            if _is_this(post, reply):
                return fields.identifier(post.get("id"))
        return None

    def _own_posts(self, reply: Reply) -> Iterator[dict[str, Any]]:
        from urllib.parse import quote  # noqa: PLC0415

        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        path = f"/2/users/{quote(reply.account_id, safe='')}/tweets"
        wanted = "referenced_tweets,created_at,note_tweet"
        query = {"max_results": "100", "tweet.fields": wanted}
        for _ in range(_MOST_PAGES):
            answer = self._call(reply.account_id, "GET", path, query=query)
            require_success(answer, (reply.text,))
            page = answer.json()
            yield from map(fields.record, fields.items(page.get("data")))
            following = fields.identifier(fields.record(page.get("meta")).get("next_token"))
            if following is None:
                return
            query["pagination_token"] = following

    def _sent_before(self, reply: Reply) -> str:
        found = self.find(reply)
        if found is None:
            raise Refused("duplicate")
        return found

    def _call(self, account_id: str, method: str, path: str, **content: Any) -> HttpAnswer:
        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        token = self._api.credential(account_id, "access_token")
        base = (self._api.base_url or BASE_URL).rstrip("/")
        headers = {"authorization": f"Bearer {token}"}
        return self._api.http.request(method, base + path, headers=headers, **content)


def require_success(answer: HttpAnswer, secret_texts: Sequence[str]) -> None:
    from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

    answers.require_success(answer)
    if str(answer.json().get("type")).endswith(_APP_PROBLEMS):
        raise NotAuthorised("not_authorised: the app lacks a permission")
    if answer.status == 403 and _says(answer, _NOT_SUMMONED):
        raise Refused("not_summoned")
    if answer.status >= 300:
        word = "gone" if _says(answer, _GONE) else f"http_{answer.status}"
        raise answers.refused(word, _detail(answer), secret_texts)


def _signature(message: bytes, key: bytes) -> str:
    return "sha256=" + base64.b64encode(hmac_sha256(key, message)).decode()


def _sendable(text: str) -> str:
    from hearback.domain.text import clean  # noqa: PLC0415

    return clean(text)


def _detail(answer: HttpAnswer) -> str:
    told = answer.json()
    return str(told.get("detail") or told.get("title") or "")


def _says(answer: HttpAnswer, phrases: tuple[str, ...]) -> bool:
    detail = _detail(answer).lower()
    return any(phrase in detail for phrase in phrases)


def _id_of(answer: HttpAnswer) -> str:
    from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

    found = fields.identifier(fields.record(answer.json().get("data")).get("id"))
    if found is None:
        raise Unavailable("answer without an id")
    return found


def _is_this(post: dict[str, Any], reply: Reply) -> bool:
    """Whether the post answers the same one in the same words.

    X puts the names of those it answers before the text, and a link of its own for each of ours.
    """
    from hearback.adapters.platforms.shared import fields  # noqa: PLC0415
    from hearback.adapters.platforms.x import events  # noqa: PLC0415

    if events.answered(post) != reply.in_reply_to:
        return False
    try:
        theirs = _plain(events.full_text(post))
    except fields.Broken:
        return False
    pattern = r"\S+".join(map(re.escape, _SHORTENED.split(theirs)))
    return re.fullmatch(pattern, _plain(reply.text)) is not None


def _plain(text: str) -> str:
    return _LEADING_NAMES.sub("", " ".join(_sendable(text).split()))
