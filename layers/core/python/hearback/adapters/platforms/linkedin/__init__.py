"""LinkedIn pages: comments and mentions, and our comments below them.

Contract: learn.microsoft.com/linkedin: shared/api-guide/webhook-validation,
marketing/community-management/organizations/organization-social-action-notifications,
marketing/community-management/shares/comments-api, marketing/versioning.
"""

from __future__ import annotations

import json
import re
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

BASE_URL = "https://api.linkedin.com"
VERSION = "202610"
"""(?) The month of the API that we speak. Each lives about twelve months and is then answered
with 426: look up the newest in LinkedIn's list of versions and deploy it."""

LONGEST_COMMENT = 1_250

_CHALLENGE = re.compile(r"[0-9A-Fa-f-]{36}")
"""A UUID and nothing else, so that nobody has us sign what could stand for an event."""

_COMMENT = re.compile(r"urn:li:comment:\((urn:li:[\w:]+),\w+\)", re.ASCII)
_PAGE_SIZE = 100
_MOST_PAGES = 5


class LinkedIn:
    """The adapter of channel `linkedin`; an account's id is `urn:li:organization:…`."""

    kept_headers: tuple[str, ...] = ()
    can_reply = True
    longest_reply = LONGEST_COMMENT
    offers = Offers(forms=frozenset({ReplyForm.LIKE}), undoes=frozenset({ReplyForm.LIKE}))

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:
        code = request.query.get("challengeCode", "")
        if not _CHALLENGE.fullmatch(code):
            raise Malformed("no challengeCode, or one that LinkedIn would not send")
        signed = hmac_sha256(signing_keys(secrets)[0].encode(), code.encode()).hex()
        body = json.dumps({"challengeCode": code, "challengeResponse": signed})
        return WebhookAnswer(body=body, content_type="application/json")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002 - LinkedIn signs no time
        """A replay is recognised by the comment's id."""
        given = request.headers.get("x-li-signature", "")
        require_signature((given,), secrets, partial(_signature, request.body))

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.linkedin.events import events  # noqa: PLC0415

        return events(delivery)

    quota: Quota | None = None

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of the notifications that a webhook should have brought."""
        from hearback.adapters.platforms.linkedin.backfill import Notifications  # noqa: PLC0415

        def ask(path: str) -> HttpAnswer:
            answer = self._ask(source.account, "GET", path)
            _require_success(answer, ())
            return answer

        return Notifications(source.account, cursor).look(ask)

    def length(self, text: str) -> int:
        return len(_sendable(text))

    def send(self, reply: Reply) -> str:
        if reply.form is ReplyForm.LIKE:
            return self._unlike(reply) if reply.undoes else self._like(reply)
        answer = self._call(reply, "POST", json_body=_comment(reply))
        if answer.status == 409:
            return self._sent_before(reply)
        _require_success(answer, (reply.text,))
        found = _urn_of(answer.json()) or _id_of(answer.headers.get("x-restli-id"))
        if found is None:
            raise Unavailable("answer without an id")
        return found

    def find(self, reply: Reply) -> str | None:
        """A like is a state: giving it again is a conflict, taking it back again finds none."""
        if reply.form is ReplyForm.LIKE:
            return None
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        for comment in self._comments(reply):
            if fields.identifier(comment.get("actor")) != reply.account_id:
                continue
            if _plain(fields.record(comment.get("message")).get("text")) == _plain(reply.text):
                return _urn_of(comment)
        return None

    def _comments(self, reply: Reply) -> Iterator[dict[str, Any]]:
        """The first 500 comments under what the reply answers."""
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        for page in range(_MOST_PAGES):
            query = {"start": str(page * _PAGE_SIZE), "count": str(_PAGE_SIZE)}
            answer = self._call(reply, "GET", query=query)
            _require_success(answer, (reply.text,))
            found = fields.items(answer.json().get("elements"))
            yield from map(fields.record, found)
            if len(found) < _PAGE_SIZE:
                return

    def _sent_before(self, reply: Reply) -> str:
        found = self.find(reply)
        if found is None:
            raise Refused("duplicate")
        return found

    def _like(self, reply: Reply) -> str:
        """(?) Each actor has one reaction to a post or comment; a second one is a conflict."""
        from urllib.parse import quote  # noqa: PLC0415

        answer = self._ask(
            reply.account_id,
            "POST",
            f"reactions?actor={quote(reply.account_id, safe='')}",
            json_body={"root": reply.in_reply_to, "reactionType": "LIKE"},
        )
        if answer.status != 409:
            _require_success(answer, (reply.text,))
        return reply.in_reply_to

    def _unlike(self, reply: Reply) -> str:
        """(?) The reaction's key is made of both URNs, each encoded."""
        from urllib.parse import quote  # noqa: PLC0415

        actor, post = (quote(urn, safe="") for urn in (reply.account_id, reply.in_reply_to))
        path = f"reactions/(actor:{actor},entity:{post})"
        answer = self._ask(reply.account_id, "DELETE", path)
        if answer.status != 404:
            _require_success(answer, (reply.text,))
        return reply.in_reply_to

    def _call(self, reply: Reply, method: str, **content: Any) -> HttpAnswer:
        """Calls the comments below a post or below a comment."""
        from urllib.parse import quote  # noqa: PLC0415

        path = f"socialActions/{quote(reply.in_reply_to, safe='')}/comments"
        return self._ask(reply.account_id, method, path, **content)

    def _ask(self, account: str, method: str, path: str, **content: Any) -> HttpAnswer:
        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        token = self._api.credential(account, "access_token")
        headers = {
            "authorization": f"Bearer {token}",
            "linkedin-version": VERSION,
            "x-restli-protocol-version": "2.0.0",
        }
        url = f"{(self._api.base_url or BASE_URL).rstrip('/')}/rest/{path}"
        return self._api.http.request(method, url, headers=headers, **content)


def _signature(message: bytes, key: bytes) -> str:
    return hmac_sha256(key, b"hmacsha256=" + message).hex()


def _comment(reply: Reply) -> dict[str, Any]:
    """Below a comment, `object` is the post that it is on; below a post, the post itself."""
    below = _COMMENT.fullmatch(reply.in_reply_to)
    comment: dict[str, Any] = {
        "actor": reply.account_id,
        "object": below[1] if below else reply.in_reply_to,
        "message": {"text": _sendable(reply.text)},
    }
    return {**comment, "parentComment": reply.in_reply_to} if below else comment


def _require_success(answer: HttpAnswer, texts: Sequence[str]) -> None:
    """426 holds the reply like an expired token: it goes out once the version is renewed."""
    from hearback.adapters.platforms.shared.answers import refused, require_success  # noqa: PLC0415

    require_success(answer)
    error = answer.json() if answer.status >= 300 else {}
    if answer.status == 426:
        raise NotAuthorised(f"version_sunset: LinkedIn-Version {VERSION} is no longer answered")
    if answer.status == 403 and error.get("code") == "ACCESS_DENIED":
        raise NotAuthorised("not_authorised: the app or the member lacks a permission")
    if answer.status >= 300:
        word = "gone" if answer.status == 404 else f"http_{answer.status}"
        raise refused(word, error.get("message"), texts)


def _urn_of(comment: dict[str, Any]) -> str | None:
    return next(filter(None, map(_id_of, map(comment.get, ("commentUrn", "$URN", "id")))), None)


def _id_of(value: object) -> str | None:
    from hearback.adapters.platforms.shared.fields import identifier  # noqa: PLC0415

    return identifier(value)


def _sendable(text: str) -> str:
    from hearback.domain.text import clean  # noqa: PLC0415

    return clean(text)


def _plain(text: object) -> str:
    return " ".join(_sendable(text).split()) if isinstance(text, str) else ""
