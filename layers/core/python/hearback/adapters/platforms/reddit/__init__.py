"""Reddit: what is said to our account, or about us in public, and our replies.

Contract: www.reddit.com/dev/api (message/inbox, search, r/…/new, r/…/comments, api/info,
api/comment, user/…/comments, message/sent), github.com/reddit-archive/reddit/wiki/OAuth2.
Reddit must have approved the use: no stage has this channel unless its operator names it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.adapters.platforms.shared.kept_tokens import KeptTokens
    from hearback.domain.mention import Incoming
    from hearback.domain.policy import Source
    from hearback.domain.polling import Page, Quota, SourceCursor
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

BASE_URL = "https://oauth.reddit.com"
LONGEST_COMMENT = 10_000
"""Characters of Markdown."""

CALLS_A_DAY = 10_000
"""Ours: Reddit counts by the minute, a hundred on the average of ten."""

MICRO_DOLLARS_A_CALL = 240
"""(?) Reddit's price of July 2023 for commercial use: $0.24 per 1,000; your contract may differ."""

_MESSAGE = "t4_"
_MOST_PAGES = 5
_SKEW_SECONDS = 300


class Reddit(NoWebhook):
    """The adapter of channel `reddit`; an account is its name, without `u/`."""

    can_reply = True
    offers = Offers(forms=frozenset({ReplyForm.BLOCK, ReplyForm.REPORT}))
    longest_reply = LONGEST_COMMENT

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api
        self._tokens: KeptTokens | None = None

    @property
    def quota(self) -> Quota | None:
        from hearback.domain.polling import Quota  # noqa: PLC0415

        return Quota(a_day=CALLS_A_DAY, micro_dollars=MICRO_DOLLARS_A_CALL)

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        """One call: a page of one of the source's lists, or the second look."""
        from hearback.adapters.platforms.reddit.errors import require_success  # noqa: PLC0415
        from hearback.adapters.platforms.reddit.polling import Look  # noqa: PLC0415

        look = Look(source, cursor)
        answer = self._call(source.account, "GET", look.path, query=look.query)
        require_success(answer)
        return look.read(answer)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.reddit.events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        from hearback.adapters.platforms.reddit.text import length  # noqa: PLC0415

        return length(text)

    def send(self, reply: Reply) -> str:
        """A comment below a post or a comment; below a private message, a private message."""
        from hearback.adapters.platforms.reddit import deeds  # noqa: PLC0415
        from hearback.adapters.platforms.reddit.errors import require_success  # noqa: PLC0415
        from hearback.adapters.platforms.reddit.text import markdown  # noqa: PLC0415

        if not reply.form.speaks:
            return deeds.do(partial(self._post, reply.account_id), reply)
        if reply.form is not ReplyForm.PUBLIC and not _is_private(reply):
            raise Refused("not_offered")
        order = {"api_type": "json", "thing_id": reply.in_reply_to, "text": markdown(reply.text)}
        answer = self._post(reply.account_id, "/api/comment", order)
        require_success(answer, (reply.text, order["text"]))
        return _name_of_new(answer)

    def find(self, reply: Reply) -> str | None:
        """Reads our newest words back to when the reply was written, 500 at most.

        Raises `Refused` where nobody tells: of a report, and of a private message since Reddit
        keeps those as chats.
        """
        if not reply.form.speaks:
            from hearback.adapters.platforms.reddit.deeds import was_done  # noqa: PLC0415

            return was_done(reply)
        try:
            return self._found(reply)
        except Refused:
            if _is_private(reply):
                raise Refused("outcome_unknown") from None
            raise

    def _found(self, reply: Reply) -> str | None:
        from hearback.adapters.platforms.reddit.text import same_words  # noqa: PLC0415
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        for data in self._own_words(reply):
            written_at = fields.moment(data.get("created_utc"))
            age = (reply.created_at - written_at).total_seconds() if written_at else 0
            if age > _SKEW_SECONDS:
                return None
            answers = fields.identifier(data.get("parent_id")) == reply.in_reply_to
            if answers and same_words(data.get("body"), reply.text):
                return fields.identifier(data.get("name"))
        return None

    def _own_words(self, reply: Reply) -> Iterator[dict[str, Any]]:
        from urllib.parse import quote  # noqa: PLC0415

        from hearback.adapters.platforms.reddit.errors import require_success  # noqa: PLC0415
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        own = f"/user/{quote(reply.account_id, safe='')}/comments"
        path = "/message/sent" if _is_private(reply) else own
        query = {"raw_json": "1", "sort": "new", "limit": "100"}
        for _ in range(_MOST_PAGES):
            answer = self._call(reply.account_id, "GET", path, query=query)
            require_success(answer, (reply.text,))
            page = fields.record(answer.json().get("data"))
            for child in map(fields.record, fields.items(page.get("children"))):
                yield fields.record(child.get("data"))
            following = fields.identifier(page.get("after"))
            if following is None:
                return
            query["after"] = following

    def _post(self, account_id: str, path: str, order: dict[str, str]) -> HttpAnswer:
        return self._call(account_id, "POST", path, query={"raw_json": "1"}, form=order)

    def _call(self, account_id: str, method: str, path: str, **content: Any) -> HttpAnswer:
        """Once more with a new token where the kept one is no longer taken."""
        from hearback.adapters.platforms.reddit.tokens import name_of, tokens_of  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        api, tokens = self._api, self._tokens or tokens_of(self._api)
        self._tokens = tokens
        url = (api.base_url or BASE_URL).rstrip("/") + path

        def ask() -> HttpAnswer:
            bearer = {"authorization": f"Bearer {tokens.token(account_id)}"}
            headers = {**bearer, "user-agent": name_of(api, account_id)}
            return api.http.request(method, url, headers=headers, **content)

        answer = ask()
        if answer.status == 401:
            tokens.forget(account_id)
            answer = ask()
        return answer


def _name_of_new(answer: HttpAnswer) -> str:
    """Of the comment or message in `json.data.things`."""
    from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

    data = fields.record(fields.record(answer.json().get("json")).get("data"))
    thing = fields.record(next(iter(fields.items(data.get("things"))), None))
    found = fields.identifier(fields.record(thing.get("data")).get("name"))
    if found is None:
        raise Unavailable("answer without a name")
    return found


def _is_private(reply: Reply) -> bool:
    return reply.in_reply_to.startswith(_MESSAGE)
