"""Google Business Profile: reviews of our places, and our replies to them.

Contract: developers.google.com/my-business (notifications, reference/rest/v4 accounts.locations.
reviews), cloud.google.com/pubsub/docs/push, …/authenticate-push-subscriptions.

Google tells through a push subscription of Cloud Pub/Sub. What is checked of a push: `token` of its
address is one of our secrets; and, if a verify token is set, the push's own token was made by
Google for that audience and is not past its time (`google.identity`). A forged push could do no
more than have us read a review: the message brings an id, and the words are fetched from Google.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.signatures import require_signature
from hearback.domain.errors import Malformed, Refused
from hearback.domain.offers import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.platforms.google.identity import GoogleKeys
    from hearback.adapters.platforms.google.tokens import GoogleTokens
    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookAnswer, WebhookRequest

BASE_URL = "https://mybusiness.googleapis.com/v4"
LONGEST_REPLY = 4_096
"""Bytes."""

_SECONDS_FOR_KEYS = 4.0
"""The edge must answer soon; Google repeats a push that it could not check."""

REVIEW = re.compile(r"(accounts/[\w-]+/locations/[\w-]+)/reviews/[\w-]+", re.ASCII)


class GoogleBusiness:
    """The adapter of channel `google_business`; an account's id is `accounts/…/locations/…`.

    Its credentials are `client_id`, `client_secret` and `refresh_token`.
    """

    kept_headers: tuple[str, ...] = ()
    can_reply = True
    longest_reply = LONGEST_REPLY
    offers = NOTHING

    def __init__(self, api: PlatformApi | None = None, keys: GoogleKeys | None = None) -> None:
        self._api = api
        self._keys = keys
        self._tokens: GoogleTokens | None = None

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:  # noqa: ARG002
        raise Malformed("this webhook has no handshake")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:
        """A replay is recognised by the review's id and words."""
        require_signature((request.query.get("token", ""),), secrets, bytes.decode)
        if secrets.verify_token:
            self._require_google(request, secrets.verify_token, now)

    def _require_google(self, request: WebhookRequest, audience: str, now: datetime) -> None:
        from hearback.adapters.platforms.google.identity import (  # noqa: PLC0415
            GoogleKeys,
            require_google,
        )
        from hearback.adapters.safe_fetch import SafeFetch  # noqa: PLC0415

        self._keys = self._keys or GoogleKeys(SafeFetch(seconds=_SECONDS_FOR_KEYS))
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        require_google(token, audience, self._keys, now)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        """Fetches the review. Raises `RateLimited`, `Unavailable`."""
        from hearback.adapters.platforms.google_business.events import events  # noqa: PLC0415

        return events(delivery, self._review if self._api else None)

    def length(self, text: str) -> int:
        return len(_sendable(text).encode())

    def send(self, reply: Reply) -> str:
        """A review has one reply: this replaces an earlier one, and is safe to repeat."""
        comment = {"comment": _sendable(reply.text)}
        answer = self._call(reply.in_reply_to, "PUT", "/reply", json_body=comment)
        _require_success(answer, (reply.text,))
        return f"{reply.in_reply_to}/reply"

    def find(self, reply: Reply) -> str | None:
        from hearback.adapters.platforms.shared.fields import record  # noqa: PLC0415

        found = record(self._review(reply.in_reply_to).get("reviewReply"))
        same = _plain(found.get("comment")) == _plain(reply.text)
        return f"{reply.in_reply_to}/reply" if same else None

    def _review(self, name: str) -> dict[str, Any]:
        """Raises `Refused` with `gone` for a review that is no more."""
        answer = self._call(name, "GET")
        _require_success(answer)
        return answer.json()

    def _call(self, review: str, method: str, what: str = "", **content: Any) -> HttpAnswer:
        from hearback.adapters.platforms.google.tokens import owners_tokens  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        named = REVIEW.fullmatch(review)
        if named is None:
            raise Refused("gone: not a review of Google's")
        tokens = self._tokens = self._tokens or owners_tokens(self._api)
        url = f"{(self._api.base_url or BASE_URL).rstrip('/')}/{review}{what}"
        headers = {"authorization": f"Bearer {tokens.token(named[1])}"}
        answer = self._api.http.request(method, url, headers=headers, **content)
        if answer.status == 401:
            tokens.forget(named[1])
        return answer


def _require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    from hearback.adapters.platforms.google import errors  # noqa: PLC0415
    from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

    errors.require_success(answer)
    if answer.status >= 300:
        word = "gone" if answer.status == 404 else f"http_{answer.status}"
        raise answers.refused(word, errors.error_of(answer).get("message"), secret_texts)


def _sendable(text: str) -> str:
    from hearback.domain.text import clean  # noqa: PLC0415

    return clean(text)


def _plain(text: object) -> str:
    return " ".join(_sendable(text).split()) if isinstance(text, str) else ""
