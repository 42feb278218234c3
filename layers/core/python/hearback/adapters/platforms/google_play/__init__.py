"""Google Play: reviews of an app, and the one answer that each may have.

Contract: developers.google.com/android-publisher/reply-to-reviews, …/api-ref/rest/v3/reviews,
developers.google.com/identity/protocols/oauth2/service-account.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.in_characters import InCharacters
from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.errors import Unavailable
from hearback.domain.offers import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.platforms.google.tokens import GoogleTokens
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

BASE_URL = "https://androidpublisher.googleapis.com"
LONGEST_REPLY = 350
"""Characters."""

CALLS_AN_HOUR = 200
"""For reading, an app: more than a poll every minute takes, so that they are not counted."""

_SCOPE = "https://www.googleapis.com/auth/androidpublisher"
_TOKEN_SECONDS = 3600
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class GooglePlay(NoWebhook, InCharacters):
    """The adapter of channel `google_play`; an account is an app's package name."""

    can_reply = True
    longest_reply = LONGEST_REPLY
    offers = NOTHING
    quota: Quota | None = None

    def __init__(
        self, api: PlatformApi | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._api = api
        self._clock = clock
        self._tokens: GoogleTokens | None = None

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of the reviews that were written or changed within the last week."""
        from hearback.adapters.platforms.google_play.reviews import read, reading  # noqa: PLC0415
        from hearback.adapters.platforms.shared.walking import forgotten  # noqa: PLC0415

        answer = self._call(source.account, "GET", "", query=reading(cursor))
        if page := forgotten(cursor, answer.status):
            return page
        _require_success(answer)
        return read(answer, cursor)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.google_play.reviews import events  # noqa: PLC0415

        return events(delivery)

    def send(self, reply: Reply) -> str:
        """Replaces an earlier answer to the review, so that a second attempt doubles nothing."""
        from hearback.adapters.platforms.shared.fields import record  # noqa: PLC0415
        from hearback.domain.text import clean  # noqa: PLC0415

        path = f"/{_quoted(reply.in_reply_to)}:reply"
        body = {"replyText": clean(reply.text)}
        answer = self._call(reply.account_id, "POST", path, json_body=body)
        _require_success(answer, (reply.text,))
        if not record(answer.json().get("result")):
            raise Unavailable("answer without a result")
        return _reply_id(reply)

    def find(self, reply: Reply) -> str | None:
        """Whether the review's answer reads as this reply."""
        from hearback.adapters.platforms.google_play.reviews import answer_of  # noqa: PLC0415
        from hearback.adapters.platforms.shared.same_text import same_words  # noqa: PLC0415

        answer = self._call(reply.account_id, "GET", f"/{_quoted(reply.in_reply_to)}")
        _require_success(answer, (reply.text,))
        return _reply_id(reply) if same_words(answer_of(answer.json()), reply.text) else None

    def _call(self, account_id: str, method: str, path: str, **content: Any) -> HttpAnswer:
        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        tokens = self._tokens = self._tokens or self._service_tokens(self._api)
        base = (self._api.base_url or BASE_URL).rstrip("/")
        url = f"{base}/androidpublisher/v3/applications/{_quoted(account_id)}/reviews{path}"
        headers = {"authorization": f"Bearer {tokens.token(account_id)}"}
        answer = self._api.http.request(method, url, headers=headers, **content)
        if answer.status == 401:
            tokens.forget(account_id)
        return answer

    def _service_tokens(self, api: PlatformApi) -> GoogleTokens:
        from hearback.adapters.platforms.google.tokens import (  # noqa: PLC0415
            TOKEN_URL,
            GoogleTokens,
        )
        from hearback.adapters.platforms.shared.signed_tokens import private_key, signed  # noqa: PLC0415

        def grant(account_id: str) -> dict[str, str]:
            now = int(self._clock())
            claims = {
                "iss": api.credential(account_id, "client_email"),
                "scope": _SCOPE,
                "aud": api.credentials().get(account_id, {}).get("token_uri") or TOKEN_URL,
                "iat": now,
                "exp": now + _TOKEN_SECONDS,
            }
            header = {"alg": "RS256", "typ": "JWT"}
            assertion = signed(claims, private_key(api, account_id), header)
            return {"grant_type": _GRANT, "assertion": assertion}

        return GoogleTokens(api, grant, self._clock)


def _require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    from hearback.adapters.platforms.google import errors  # noqa: PLC0415
    from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

    errors.require_success(answer)
    if answer.status >= 300:
        word = errors.reason(answer) or f"http_{answer.status}"
        detail = errors.error_of(answer).get("message")
        raise answers.refused("gone" if answer.status == 404 else word, detail, secret_texts)


def _quoted(part: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415

    return quote(part, safe="")


def _reply_id(reply: Reply) -> str:
    """An answer has no id of its own: there is one a review."""
    return f"{reply.in_reply_to}#reply"
