"""Facebook pages: comments, posts and mentions, and our replies to them.

Contract: developers.facebook.com/docs/graph-api (webhooks, page feed, object comments, errors).
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.signatures import equal, hmac_sha256, require_signature
from hearback.domain.errors import (
    Malformed,
    NotAuthorised,
    RateLimited,
    Refused,
    Unavailable,
    Unverified,
)
from hearback.domain.webhooks import WebhookAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookRequest

BASE_URL = "https://graph.facebook.com/v26.0"
LONGEST_COMMENT = 8_000
"""(?) Not found in an official text; verify before relying on it."""

_TOKEN_INVALID = 190
_TOO_MANY_CALLS = (4, 17, 32, 613, 80001)
_TRY_AGAIN = (1, 2)
_DUPLICATE = 506
_MOST_PAGES = 5


class Facebook:
    """The adapter of channel `facebook`."""

    kept_headers: tuple[str, ...] = ()
    can_reply = True
    longest_reply = LONGEST_COMMENT

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:
        given = request.query.get("hub.verify_token", "")
        if not secrets.verify_token or not equal(given, secrets.verify_token):
            raise Unverified("hub.verify_token is missing or wrong")
        challenge = request.query.get("hub.challenge", "")
        if request.query.get("hub.mode") != "subscribe" or not challenge:
            raise Malformed("not a subscription")
        return WebhookAnswer(body=challenge)

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002 - Meta signs no time
        """A replay is recognised by the comment's id."""
        given = request.headers.get("x-hub-signature-256", "")
        require_signature((given,), secrets, partial(_signature, request.body))

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.facebook_events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        return len(_sendable(text))

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.fields import identifier  # noqa: PLC0415

        answer = self._call(reply, "POST", form={"message": _sendable(reply.text)})
        if _code(answer) == _DUPLICATE:
            return self._sent_before(reply)
        _require_success(answer, reply)
        found = identifier(answer.json().get("id"))
        if found is None:
            raise Unavailable("answer without an id")
        return found

    def find(self, reply: Reply) -> str | None:
        from hearback.adapters.platforms.fields import identifier, record  # noqa: PLC0415

        for comment in self._comments(reply):
            if identifier(record(comment.get("from")).get("id")) != reply.account_id:
                continue
            if _plain(comment.get("message")) == _plain(reply.text):
                return identifier(comment.get("id"))
        return None

    def _comments(self, reply: Reply) -> Iterator[dict[str, Any]]:
        """The first 500 comments under the one that the reply answers."""
        from hearback.adapters.platforms import fields  # noqa: PLC0415

        query = {"fields": "id,message,from", "limit": "100"}
        for _ in range(_MOST_PAGES):
            answer = self._call(reply, "GET", query=query)
            _require_success(answer, reply)
            page = answer.json()
            yield from map(fields.record, fields.items(page.get("data")))
            paging = fields.record(page.get("paging"))
            after = fields.identifier(fields.record(paging.get("cursors")).get("after"))
            if after is None or not paging.get("next"):
                return
            query["after"] = after

    def _sent_before(self, reply: Reply) -> str:
        found = self.find(reply)
        if found is None:
            raise Refused("duplicate")
        return found

    def _call(self, reply: Reply, method: str, **content: Any) -> HttpAnswer:
        """Calls the comments' edge; the token goes into a header, so that no log has it."""
        from urllib.parse import quote  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        token = self._api.credential(reply.account_id, "access_token")
        base = (self._api.base_url or BASE_URL).rstrip("/")
        url = f"{base}/{quote(reply.in_reply_to, safe='')}/comments"
        headers = {"authorization": f"Bearer {token}"}
        return self._api.http.request(method, url, headers=headers, **content)


def _signature(message: bytes, key: bytes) -> str:
    return "sha256=" + hmac_sha256(key, message).hex()


def _require_success(answer: HttpAnswer, reply: Reply) -> None:
    """Meta's own codes come first: most of its errors come as 400, its limits too."""
    from hearback.adapters.platforms.answers import refused, require_success  # noqa: PLC0415

    error = _error(answer)
    code = _code(answer)
    if code == _TOKEN_INVALID:
        raise NotAuthorised(f"not_authorised: code 190, subcode {error.get('error_subcode')}")
    if code in _TOO_MANY_CALLS:
        raise RateLimited(f"code_{code}", _wait(answer))
    if code in _TRY_AGAIN or error.get("is_transient") is True:
        raise Unavailable(f"code_{code}")
    require_success(answer)
    if answer.status >= 300:
        word = f"code_{code}" if code else f"http_{answer.status}"
        raise refused(word, error.get("message"), (reply.text,))


def _error(answer: HttpAnswer) -> dict[str, Any]:
    from hearback.adapters.platforms.fields import record  # noqa: PLC0415

    return record(answer.json().get("error"))


def _code(answer: HttpAnswer) -> int | None:
    from hearback.adapters.platforms.fields import whole  # noqa: PLC0415

    return whole(_error(answer).get("code"))


def _wait(answer: HttpAnswer) -> int:
    """Seconds, from the longest of the minutes that Meta names for any use case of the page."""
    from hearback.adapters.platforms import answers, fields  # noqa: PLC0415

    try:
        usage = json.loads(answer.headers.get("x-business-use-case-usage", "{}"))
    except (ValueError, RecursionError):
        usage = {}
    minutes = [
        fields.whole(fields.record(use).get("estimated_time_to_regain_access")) or 0
        for uses in fields.record(usage).values()
        for use in fields.items(uses)
    ]
    longest = max(minutes, default=0)
    return answers.sane_wait(longest * 60) if longest else answers.wait_of(answer)


def _sendable(text: str) -> str:
    from hearback.domain.text import clean  # noqa: PLC0415

    return clean(text)


def _plain(text: object) -> str:
    return " ".join(_sendable(text).split()) if isinstance(text, str) else ""
