"""A page of what Bluesky has for us: notifications of three kinds, or what a search finds."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import Walk, is_taken, page_token
from hearback.domain.policy import Source
from hearback.domain.polling import Found, Page, SourceCursor

REASONS = ("mention", "reply", "quote")
_A_PAGE = "100"
_OVERLAP = timedelta(minutes=10)


class Look:
    """One call: what to ask, and what the answer holds."""

    def __init__(self, source: Source, cursor: SourceCursor) -> None:
        self._search = source.query
        self._since = cursor.since
        self._walk = Walk.of(cursor.position)

    @property
    def target(self) -> str:
        """The method with its query, in which a name may come several times."""
        paging = [("limit", _A_PAGE)]
        if self._walk.page:
            paging.append(("cursor", self._walk.page))
        if self._search:
            wanted = [("q", self._search), ("sort", "latest")]
            return f"app.bsky.feed.searchPosts?{urlencode([*wanted, *paging])}"
        wanted = [("reasons", reason) for reason in REASONS]
        return f"app.bsky.notification.listNotifications?{urlencode([*wanted, *paging])}"

    def read(self, answer: HttpAnswer) -> Page:
        page = answer.json()
        listed = fields.items(page.get("posts" if self._search else "notifications"))
        posts = list(map(fields.record, listed))
        times = [fields.moment(post.get("indexedAt")) for post in posts]
        floor = self._walk.floor(self._since, _OVERLAP)
        taken = [p for p, at in zip(posts, times, strict=True) if is_taken(at, floor)]
        following = page_token(page.get("cursor")) if posts else ""
        walk = self._walk.after(times, following, floor)
        return Page(
            items=tuple(self._found(post) for post in taken if self._is_wanted(post)),
            position=walk.position(),
            more=not walk.is_over,
        )

    def _is_wanted(self, post: dict[str, Any]) -> bool:
        """A server that does not know `reasons` sends likes and follows too."""
        return bool(self._search) or post.get("reason") in REASONS

    def _found(self, post: dict[str, Any]) -> Found:
        body = {**post, "reason": "search"} if self._search else post
        return Found(key=fields.identifier(post.get("uri")) or "", body=json.dumps(body))
