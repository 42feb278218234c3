"""Mastodon: posts that mention us on any server, and our replies to them.

Contract: docs.joinmastodon.org/methods/notifications, /methods/statuses, /methods/instance,
/api/rate-limits. The API is that of the account's own server.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.errors import NotAuthorised, RateLimited, Unavailable
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

LONGEST_POST = 500
"""Characters, unless the server says otherwise."""

LONGEST_NAME = 32
"""Characters kept free for `@name ` before the reply; a name has 30 at most (?)."""

CHARACTERS_A_LINK = 23


class Mastodon(NoWebhook):
    """The adapter of channel `mastodon`; an account is its number on its own server."""

    can_reply = True
    offers = Offers(
        forms=frozenset(
            {ReplyForm.DM, ReplyForm.LIKE, ReplyForm.MUTE, ReplyForm.BLOCK, ReplyForm.REPORT}
        ),
        undoes=frozenset({ReplyForm.LIKE, ReplyForm.MUTE, ReplyForm.BLOCK}),
    )
    quota: Quota | None = None

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api
        self._longest_post: int | None = None

    @property
    def longest_reply(self) -> int:
        """As the server says, asked once; without an api as most servers do."""
        if self._longest_post is None:
            self._longest_post = self._asked_limit() if self._api else LONGEST_POST
        return self._longest_post - LONGEST_NAME

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """The oldest page of mentions that is newer than what was read."""
        from hearback.adapters.platforms.mastodon.polling import query_of, read  # noqa: PLC0415

        answer = self._call(source.account, "GET", "/api/v1/notifications", query=query_of(cursor))
        require_success(answer)
        return read(answer, cursor)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.mastodon.events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        """Characters as people count them, a link 23, of `@name@server` only the name."""
        from hearback.adapters.platforms.mastodon.text import length  # noqa: PLC0415

        return length(text)

    def send(self, reply: Reply) -> str:
        """A second attempt brings back the first one's post: the server keeps our key an hour."""
        from hearback.adapters.platforms.mastodon import deeds  # noqa: PLC0415
        from hearback.adapters.platforms.shared.fields import identifier  # noqa: PLC0415

        if not reply.form.speaks:
            return deeds.do(partial(self._call, reply.account_id, "POST"), reply)
        answer = self._call(
            reply.account_id,
            "POST",
            "/api/v1/statuses",
            headers={"idempotency-key": reply.id},
            form=self._post(reply),
        )
        require_success(answer, (reply.text,))
        found = identifier(answer.json().get("id"))
        if found is None:
            raise Unavailable("answer without an id")
        return found

    def find(self, reply: Reply) -> str | None:
        """Our own post with these words right below the one that it answers.

        Raises `Refused` for a report: nobody tells which we have made.
        """
        if not reply.form.speaks:
            from hearback.adapters.platforms.mastodon import deeds  # noqa: PLC0415

            return deeds.was_done(reply)
        from hearback.adapters.platforms.mastodon.text import same_words  # noqa: PLC0415
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        answer = self._status(reply, "/context")
        require_success(answer, (reply.text,))
        below = map(fields.record, fields.items(answer.json().get("descendants")))
        for status in below:
            author = fields.identifier(fields.record(status.get("account")).get("id"))
            answers = fields.identifier(status.get("in_reply_to_id"))
            if author != reply.account_id or answers != reply.in_reply_to:
                continue
            if same_words(status.get("content"), reply.text):
                return fields.identifier(status.get("id"))
        return None

    def _post(self, reply: Reply) -> dict[str, str]:
        """As visible as what it answers: what was said to us alone is answered to them alone."""
        from hearback.adapters.platforms.mastodon.text import addressed  # noqa: PLC0415
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        answer = self._status(reply)
        require_success(answer, (reply.text,))
        status = answer.json()
        visibility = status.get("visibility")
        public = visibility in ("public", "unlisted")
        in_private = reply.form is ReplyForm.DM
        name = fields.label(fields.record(status.get("account")).get("acct"))
        return {
            "status": addressed(reply.text, name),
            "in_reply_to_id": reply.in_reply_to,
            "visibility": str(visibility) if public and not in_private else "direct",
        }

    def _status(self, reply: Reply, part: str = "") -> HttpAnswer:
        from urllib.parse import quote  # noqa: PLC0415

        path = f"/api/v1/statuses/{quote(reply.in_reply_to, safe='')}{part}"
        return self._call(reply.account_id, "GET", path)

    def _call(self, account_id: str, method: str, path: str, **content: Any) -> HttpAnswer:
        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        token = self._api.credential(account_id, "access_token")
        headers = {"authorization": f"Bearer {token}", **content.pop("headers", {})}
        return self._api.http.request(method, self._url(path), headers=headers, **content)

    def _asked_limit(self) -> int:
        """In an instance's answer: `configuration.statuses.max_characters`."""
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        if self._api is None:
            return LONGEST_POST
        try:
            answer = self._api.http.request("GET", self._url("/api/v2/instance"))
        except Unavailable:
            return LONGEST_POST
        statuses = fields.record(fields.record(answer.json().get("configuration")).get("statuses"))
        told = fields.whole(statuses.get("max_characters"))
        return told if told and answer.status == 200 else LONGEST_POST

    def _url(self, path: str) -> str:
        if self._api is None or not self._api.base_url:
            raise NotAuthorised("not_authorised: the stage does not say which server it is")
        return self._api.base_url.rstrip("/") + path


def require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    """Mastodon has no codes: the status tells, and `error` explains."""
    from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

    if answer.status == 429:
        raise RateLimited("rate_limited", _wait(answer))
    answers.require_success(answer)
    if answer.status == 403:
        raise NotAuthorised("not_authorised: http_403")
    if answer.status >= 300:
        word = "gone" if answer.status in (404, 410) else f"http_{answer.status}"
        raise answers.refused(word, answer.json().get("error"), secret_texts)


def _wait(answer: HttpAnswer) -> int:
    """Seconds; Mastodon's `x-ratelimit-reset` is a date, not a number."""
    from datetime import UTC, datetime  # noqa: PLC0415

    from hearback.adapters.platforms.shared import answers, fields  # noqa: PLC0415

    reset = fields.moment(answer.headers.get("x-ratelimit-reset"))
    if reset is None:
        return answers.wait_of(answer)
    return answers.sane_wait(int((reset - datetime.now(UTC)).total_seconds()) + 1)
