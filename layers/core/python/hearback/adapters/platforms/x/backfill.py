"""Asking X for posts, where webhooks do not reach or have missed some: each post read is paid for.

Contract: docs.x.com/x-api/users/get-mentions, docs.x.com/x-api/posts/search-recent-posts,
docs.x.com/x-api/getting-started/pricing. A post comes in the envelope of the Activity API, so that
it is read as if it had been pushed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import page_token
from hearback.domain.policy import Source
from hearback.domain.polling import Found, Page, Quota, SourceCursor
from hearback.domain.prices import X_POST_READ

QUOTA = Quota(a_day=1_000, micro_dollars=X_POST_READ)
"""Posts: X sets no such limit, this is ours. Five dollars a day at most."""

_OLDEST = timedelta(days=6)
"""A search reaches back seven days; the seventh is left for clocks that differ."""

_A_PAGE = 100
_FIELDS = {
    "tweet.fields": "author_id,conversation_id,created_at,edit_history_tweet_ids,lang,note_tweet,"
    "referenced_tweets",
    "expansions": "author_id",
    "user.fields": "name,public_metrics,username",
}


class Look:
    """One call. The cursor's position: `{"since_id", "start", "newest_id", "page"}`.

    `since_id`: the newest post when the last walk began. `start` stands in for it at first.
    """

    def __init__(
        self,
        source: Source,
        cursor: SourceCursor,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._source = source
        self._position: dict[str, Any] = dict(cursor.position)
        if not self._position.get("since_id") and not self._position.get("start"):
            oldest = now() - _OLDEST
            self._position["start"] = _written(max(cursor.since or oldest, oldest))

    @property
    def path(self) -> str:
        if self._source.query:
            return "/2/tweets/search/recent"
        return f"/2/users/{quote(self._source.account, safe='')}/mentions"

    @property
    def query(self) -> dict[str, str]:
        """`since_id` and `start_time` exclude each other."""
        query = {**_FIELDS, "max_results": str(_A_PAGE)}
        if self._source.query:
            query["query"] = self._source.query
        if self._position.get("since_id"):
            query["since_id"] = str(self._position["since_id"])
        else:
            query["start_time"] = str(self._position["start"])
        if self._position.get("page"):
            query["pagination_token"] = str(self._position["page"])
        return query

    def anew(self, answer: HttpAnswer) -> Page | None:
        """Where to go on if X refuses the place: it takes no `since_id` that is older than what it
        still searches, and no page's token after some time (?).

        Without its mark, the next look starts as far back as X goes. Without its page, in the next
        run, as each post is paid for again: it starts at the mark.
        """
        if answer.status != 400:
            return None
        wrong = map(fields.record, fields.items(answer.json().get("errors")))
        if any("since_id" in fields.record(each.get("parameters")) for each in wrong):
            return Page(position={}, more=bool(self._position.get("since_id")))
        if not self._position.get("page"):
            return None
        kept = {name: self._position.get(name) for name in ("since_id", "start")}
        return Page(position={name: value for name, value in kept.items() if value})

    def read(self, answer: HttpAnswer) -> Page:
        """Oldest first within the page; reposts are paid for and left."""
        page = answer.json()
        posts = [each for each in fields.items(page.get("data")) if isinstance(each, dict)]
        ids = [found for post in posts if (found := fields.identifier(post.get("id")))]
        newest = max([*ids, str(self._position.get("newest_id") or "")], key=_by_number)
        following = page_token(fields.record(page.get("meta")).get("next_token"))
        users = fields.items(fields.record(page.get("includes")).get("users"))
        own_words = (post for post in reversed(posts) if not _is_repost(post))
        return Page(
            items=tuple(self._found(post, users) for post in own_words),
            position=self._after(newest, following),
            cost=len(posts),
            more=bool(following),
        )

    def _after(self, newest: str, following: str) -> dict[str, Any]:
        if following:
            return {**self._position, "newest_id": newest, "page": following}
        mark = newest or self._position.get("since_id")
        return {"since_id": mark} if mark else {"start": self._position["start"]}

    def _found(self, post: dict[str, Any], users: list[Any]) -> Found:
        author = [user for user in users if fields.record(user).get("id") == post.get("author_id")]
        event = {
            "event_type": "post.mention.create",
            "filter": {"user_id": self._source.account},
            "payload": post,
            "includes": {"users": author},
        }
        key = fields.identifier(post.get("id")) or ""
        return Found(key=key, body=json.dumps({"data": event}))


def _is_repost(post: dict[str, Any]) -> bool:
    others = map(fields.record, fields.items(post.get("referenced_tweets")))
    return any(other.get("type") == "retweeted" for other in others)


def _by_number(post_id: str) -> tuple[int, str]:
    return len(post_id), post_id


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
