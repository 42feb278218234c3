"""TikTok: comments on our videos, and our replies to them. For business accounts only.

Contract: developers.tiktok.com/doc/webhooks-verification, business-api.tiktok.com/portal/docs
(Accounts API: comments; webhooks; return codes).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.signatures import hmac_sha256, require_signature
from hearback.domain.errors import (
    Malformed,
    NotAuthorised,
    RateLimited,
    Refused,
    Unavailable,
    Unverified,
)
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookAnswer, WebhookRequest

BASE_URL = "https://business-api.tiktok.com"
LONGEST_REPLY = 1_200
"""(?) Older texts say 150; verify before relying on it."""

TOLERANCE_SECONDS = 5 * 60
"""(?) TikTok leaves the choice to us, and does not say that it signs a repeated call anew."""

_MOST_DIGITS = 12
_TOO_MANY_CALLS = 40100
_PEOPLE_MUST_ACT = (40001, *range(40101, 40119))
"""(?) 40001: no permission; 40101 and on: app or token invalid, expired or revoked."""

_SYSTEM_ERRORS = 50_000
_PAGE_SIZE = 30
_MOST_PAGES = 5


class TikTok:
    """The adapter of channel `tiktok`; an account's id is its open id."""

    kept_headers: tuple[str, ...] = ()
    can_reply = True
    longest_reply = LONGEST_REPLY
    offers = Offers(
        forms=frozenset({ReplyForm.LIKE, ReplyForm.HIDE}),
        undoes=frozenset({ReplyForm.LIKE, ReplyForm.HIDE}),
    )

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:  # noqa: ARG002
        raise Malformed("this webhook has no handshake")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:
        sent_at, signature = _signed(request.headers.get("tiktok-signature", ""))
        if not _is_recent(sent_at, now):
            raise Unverified("a recent time is missing in the signature")
        message = sent_at.encode() + b"." + request.body
        require_signature((signature,), secrets, partial(_signature, message))

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.tiktok.events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        return len(_sendable(text))

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        if not reply.form.speaks:
            return self._set(reply)
        comment = {**_target(reply), "text": _sendable(reply.text)}
        answer = self._call(reply, "POST", "reply/create", json_body=comment)
        data = data_of(answer, (reply.text,))
        own_id = fields.identifier(data.get("comment_id"))
        if own_id is None:
            raise Unavailable("answer without an id")
        return f"{comment['video_id']}:{own_id}"

    def find(self, reply: Reply) -> str | None:
        """Reads the newest replies below the comment, 150 at most; states need no search."""
        if not reply.form.speaks:
            return None
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        for comment in self._replies(reply):
            own_id = fields.identifier(comment.get("comment_id"))
            is_ours = comment.get("owner") is True
            if own_id and is_ours and _plain(comment.get("text")) == _plain(reply.text):
                return f"{_target(reply)['video_id']}:{own_id}"
        return None

    def _set(self, reply: Reply) -> str:
        """(?) Paths and words of likes and hiding, as TikTok's Business API names them."""
        what = "like" if reply.form is ReplyForm.LIKE else "hide"
        action = f"{'UN' if reply.undoes else ''}{what.upper()}"
        body = {**_target(reply), "action": action}
        data_of(self._call(reply, "POST", what, json_body=body), (reply.text,))
        return reply.in_reply_to

    def _replies(self, reply: Reply) -> Iterator[dict[str, Any]]:
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        newest_first = {"status": "ALL", "sort_field": "create_time", "sort_order": "desc"}
        query = {**_target(reply), **newest_first, "max_count": str(_PAGE_SIZE)}
        for _ in range(_MOST_PAGES):
            data = data_of(self._call(reply, "GET", "reply/list", query=query), (reply.text,))
            yield from map(fields.record, fields.items(data.get("comments")))
            following = fields.whole(data.get("cursor"))
            if data.get("has_more") is not True or following is None:
                return
            query["cursor"] = str(following)

    def _call(self, reply: Reply, method: str, what: str, **content: Any) -> HttpAnswer:
        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        token = self._api.credential(reply.account_id, "access_token")
        base = (self._api.base_url or BASE_URL).rstrip("/")
        url = f"{base}/open_api/v1.3/business/comment/{what}/"
        return self._api.http.request(method, url, headers={"access-token": token}, **content)


def _signed(header: str) -> tuple[str, str]:
    """Time and signature of `t=…,s=…`. Raises `Unverified` unless each is there once."""
    parts = [part.partition("=") for part in header.split(",")]
    if sorted(name for name, _, _ in parts) != ["s", "t"]:
        raise Unverified("signature is missing or doubled")
    found = {name: value for name, _, value in parts}
    return found["t"], found["s"]


def _is_recent(sent_at: str, now: datetime) -> bool:
    if not (sent_at.isascii() and sent_at.isdecimal() and len(sent_at) <= _MOST_DIGITS):
        return False
    return abs(now.timestamp() - int(sent_at)) <= TOLERANCE_SECONDS


def _signature(message: bytes, key: bytes) -> str:
    return hmac_sha256(key, message).hex()


def _target(reply: Reply) -> dict[str, str]:
    """`in_reply_to` is `video:comment`. Raises `Refused` for another."""
    video, _, comment = reply.in_reply_to.partition(":")
    if not (video.isdecimal() and comment.isdecimal() and reply.in_reply_to.isascii()):
        raise Refused("gone: not a comment of TikTok's")
    return {"business_id": reply.account_id, "video_id": video, "comment_id": comment}


def data_of(answer: HttpAnswer, secret_texts: Sequence[str]) -> dict[str, Any]:
    """TikTok answers most errors with 200 and a code of its own."""
    from hearback.adapters.platforms.shared import answers, fields  # noqa: PLC0415

    code = fields.whole(answer.json().get("code"))
    if code == _TOO_MANY_CALLS:
        raise RateLimited(f"code_{code}", answers.wait_of(answer))
    if code in _PEOPLE_MUST_ACT:
        raise NotAuthorised(f"not_authorised: code {code}")
    answers.require_success(answer)
    if code is None and answer.status < 300:
        raise Unavailable("answer without a code")
    if code is not None and code >= _SYSTEM_ERRORS:
        raise Unavailable(f"code_{code}")
    if code or answer.status >= 300:
        word = f"code_{code}" if code else f"http_{answer.status}"
        raise answers.refused(word, answer.json().get("message"), secret_texts)
    return fields.record(answer.json().get("data"))


def _sendable(text: str) -> str:
    from hearback.domain.text import clean  # noqa: PLC0415

    return clean(text)


def _plain(text: object) -> str:
    return " ".join(_sendable(text).split()) if isinstance(text, str) else ""
