"""App Store: reviews of an app, and the one answer that each may have.

Contract: developer.apple.com/documentation/appstoreconnectapi (customer reviews, customer review
responses, generating tokens, identifying rate limits). A source with a `url` reads Apple's public
feed of reviews instead, which needs no key and whose reviews cannot be answered:
`https://itunes.apple.com/<country>/rss/customerreviews/id=<app>/sortBy=mostRecent/json`. It is
not documented (?).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.in_characters import InCharacters
from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.offers import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.safe_fetch import SafeFetch
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

BASE_URL = "https://api.appstoreconnect.apple.com"
LONGEST_REPLY = 5_970
"""Characters."""

TOKEN_SECONDS = 15 * 60
"""(?) Apple takes twenty minutes at most; the rest is for clocks that differ."""

_AUDIENCE = "appstoreconnect-v1"


class AppStore(NoWebhook, InCharacters):
    """The adapter of channel `app_store`; an account is an app's number."""

    can_reply = True
    longest_reply = LONGEST_REPLY
    offers = NOTHING
    quota: Quota | None = None

    def __init__(
        self,
        api: PlatformApi | None = None,
        fetcher: SafeFetch | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._api = api
        self._fetcher = fetcher
        self._clock = clock

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """A page of reviews, newest first; of the public feed the page that it has."""
        from hearback.adapters.platforms.app_store.reviews import read, reading  # noqa: PLC0415
        from hearback.adapters.platforms.shared.walking import forgotten  # noqa: PLC0415

        if source.url:
            return self._fetch_feed(source, cursor)
        path = f"/v1/apps/{_quoted(source.account)}/customerReviews"
        answer = self._call(source.account, "GET", path, query=reading(cursor))
        if page := forgotten(cursor, answer.status):
            return page
        _require_success(answer)
        return read(answer, cursor)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.app_store.events import events  # noqa: PLC0415

        return events(delivery)

    def send(self, reply: Reply) -> str:
        """Replaces an earlier answer to the review, so that a second attempt doubles nothing."""
        from hearback.adapters.platforms.app_store.reviews import FEED_ID, response  # noqa: PLC0415
        from hearback.adapters.platforms.shared.fields import identifier, record  # noqa: PLC0415

        if reply.in_reply_to.startswith(FEED_ID):
            raise Refused("channel_without_replies")
        path = "/v1/customerReviewResponses"
        answer = self._call(reply.account_id, "POST", path, json_body=response(reply))
        _require_success(answer, (reply.text,))
        found = identifier(record(answer.json().get("data")).get("id"))
        if found is None:
            raise Unavailable("answer without an id")
        return found

    def find(self, reply: Reply) -> str | None:
        """Whether the review's answer reads as this reply."""
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415
        from hearback.adapters.platforms.shared.same_text import same_words  # noqa: PLC0415

        path = f"/v1/customerReviews/{_quoted(reply.in_reply_to)}/response"
        answer = self._call(reply.account_id, "GET", path)
        if answer.status == 404:
            return None
        _require_success(answer, (reply.text,))
        given = fields.record(answer.json().get("data"))
        said = fields.record(given.get("attributes")).get("responseBody")
        return fields.identifier(given.get("id")) if same_words(said, reply.text) else None

    def _fetch_feed(self, source: Source, cursor: SourceCursor) -> Page:
        from hearback.adapters.platforms.app_store.reviews import read_feed  # noqa: PLC0415
        from hearback.adapters.platforms.shared.conditional import news  # noqa: PLC0415
        from hearback.adapters.safe_fetch import SafeFetch  # noqa: PLC0415
        from hearback.domain.polling import Page  # noqa: PLC0415

        self._fetcher = self._fetcher or SafeFetch()
        answer = news(self._fetcher, source.url, cursor)
        return Page(position=cursor.position) if answer is None else read_feed(answer, cursor)

    def _call(self, account_id: str, method: str, path: str, **content: Any) -> HttpAnswer:
        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        base = (self._api.base_url or BASE_URL).rstrip("/")
        headers = {"authorization": f"Bearer {self._token(self._api, account_id)}"}
        return self._api.http.request(method, base + path, headers=headers, **content)

    def _token(self, api: PlatformApi, account_id: str) -> str:
        from hearback.adapters.platforms.shared.signed_tokens import private_key, signed  # noqa: PLC0415

        now = int(self._clock())
        claims = {
            "iss": api.credential(account_id, "issuer_id"),
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "aud": _AUDIENCE,
        }
        header = {"alg": "ES256", "kid": api.credential(account_id, "key_id"), "typ": "JWT"}
        return signed(claims, private_key(api, account_id), header)


def _require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    """Apple's errors are a list of `{status, code, title, detail}`; the first one is told."""
    from hearback.adapters.platforms.shared import answers, fields  # noqa: PLC0415

    answers.require_success(answer)
    if answer.status < 300:
        return
    error = fields.record(next(iter(fields.items(answer.json().get("errors"))), None))
    word = fields.label(error.get("code")) or f"http_{answer.status}"
    if answer.status == 403:
        raise NotAuthorised(f"not_authorised: {word}")
    detail = error.get("detail") or error.get("title")
    raise answers.refused("gone" if answer.status == 404 else word, detail, secret_texts)


def _quoted(part: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415

    return quote(part, safe="")
