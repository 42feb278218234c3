"""Looking for what a lost webhook did not bring: our newest posts, and the comments below them.

What is found is written as the webhook would have, with the same ids, so that what came already is
a duplicate. A walk reads the newest hundred posts with the newest comments of each; where these are
all news, the rest of that post's comments is read too, page by page. The mark moves when all is
read. Edits and deletions are not told of.

Contract: developers.facebook.com/docs/graph-api (page feed, object comments, paging) and
developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference (user media, media
comments).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hearback.adapters.platforms.meta.graph import Graph
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import is_taken, page_token
from hearback.domain.errors import Refused
from hearback.domain.polling import Found, Page, SourceCursor

_POSTS_A_PAGE = 25
_MOST_PAGES = 4
_COMMENTS_A_PAGE = 50
_OVERLAP = timedelta(minutes=10)
"""How late a comment may show up in a list."""

_GONE = "gone"

Change = dict[str, Any]
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where a product keeps posts and comments, and how its webhook would tell of them.

    `told_post`, `told_comment`: a webhook's change, None for our own words and for what it would
    not tell. `time`: the name of the time of creation.
    """

    kind: str
    posts: str
    post_fields: str
    comment_fields: str
    comment_query: Mapping[str, str]
    time: str
    told_post: Callable[[str, Item], Change | None]
    told_comment: Callable[[str, Item, Item], Change | None]

    def below(self) -> str:
        asked = "".join(f".{name}({value})" for name, value in self.comment_query.items())
        return f"comments{asked}.limit({_COMMENTS_A_PAGE}){{{self.comment_fields}}}"


@dataclass(slots=True)
class _State:
    """`mark`: nothing older is news; `began`: when this walk did; `posts`: the next page of posts;
    `pages`: how many were read; `open`: posts with more comments, each with the next page."""

    mark: datetime | None = None
    began: datetime | None = None
    posts: str = ""
    pages: int = 0
    open: list[list[str]] = field(default_factory=list)

    @classmethod
    def of(cls, position: Mapping[str, Any]) -> _State:
        return cls(
            mark=fields.moment(position.get("mark")),
            began=fields.moment(position.get("began")),
            posts=str(position.get("posts") or ""),
            pages=fields.whole(position.get("pages")) or 0,
            open=[list(map(str, each)) for each in fields.items(position.get("open"))],
        )

    @property
    def is_over(self) -> bool:
        return not self.open and not self.posts

    def position(self) -> dict[str, Any]:
        given = {
            "mark": self.mark and self.mark.isoformat(),
            "began": self.began and self.began.isoformat(),
            "posts": self.posts,
            "pages": self.pages,
            "open": self.open,
        }
        return {name: value for name, value in given.items() if value}


class Backfill:
    """One call a look, of one account."""

    def __init__(
        self,
        shelf: Shelf,
        graph: Graph,
        cursor: SourceCursor,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._shelf = shelf
        self._graph = graph
        self._state = _State.of(cursor.position)
        self._now = now
        marked = self._state.mark and min(self._state.mark, now()) - _OVERLAP
        self._floor = max(filter(None, (marked, cursor.since)), default=None)

    def look(self) -> Page:
        """Raises `DeliveryFailed`."""
        state = self._state
        state.began = state.began or self._now()
        found = tuple(self._rest_of_a_post() if state.open else self._page_of_posts())
        if state.is_over:
            return Page(items=found, position={"mark": state.began.isoformat()})
        return Page(items=found, position=state.position(), more=True)

    def _page_of_posts(self) -> list[Found]:
        shelf, state = self._shelf, self._state
        query = {
            "fields": f"{shelf.post_fields},{shelf.below()}",
            "limit": str(_POSTS_A_PAGE),
            **({"after": state.posts} if state.posts else {}),
        }
        page = self._graph.get(self._graph.account_id, shelf.posts, query=query)
        state.pages += 1
        state.posts = _following(page) if state.pages < _MOST_PAGES else ""
        found: list[Found] = []
        for post in map(fields.record, fields.items(page.get("data"))):
            found += self._post(post)
            found += self._comments(post, fields.record(post.get("comments")))
        return found

    def _rest_of_a_post(self) -> list[Found]:
        """One that is gone meanwhile has no more comments."""
        post_id, after = self._state.open.pop(0)
        query = {
            "fields": self._shelf.comment_fields,
            "limit": str(_COMMENTS_A_PAGE),
            "after": after,
            **self._shelf.comment_query,
        }
        try:
            page = self._graph.get(post_id, "comments", query=query)
        except Refused as error:
            if str(error).startswith(_GONE):
                return []
            raise
        return list(self._comments({"id": post_id}, page))

    def _post(self, post: Item) -> Iterator[Found]:
        if self._is_news(post):
            yield from self._found(self._shelf.told_post(self._graph.account_id, post), post)

    def _comments(self, post: Item, page: Item) -> Iterator[Found]:
        """Newest first. More of them are read if the last of these is news."""
        comments = [fields.record(each) for each in fields.items(page.get("data"))]
        following, post_id = _following(page), fields.identifier(post.get("id"))
        if following and post_id and comments and self._is_news(comments[-1]):
            self._state.open.append([post_id, following])
        for comment in comments:
            for each in (comment, *_replies(comment)):
                if self._is_news(each):
                    change = self._shelf.told_comment(self._graph.account_id, post, each)
                    yield from self._found(change, each)

    def _is_news(self, item: Item) -> bool:
        return is_taken(fields.moment(item.get(self._shelf.time)), self._floor)

    def _found(self, change: Change | None, item: Item) -> Iterator[Found]:
        key = fields.identifier(item.get("id"))
        if change is None or key is None:
            return
        at = fields.moment(item.get(self._shelf.time))
        entry = {
            "id": self._graph.account_id,
            **({"time": int(at.timestamp())} if at else {}),
            "changes": [change],
        }
        yield Found(key=key, body=json.dumps({"object": self._shelf.kind, "entry": [entry]}))


def _replies(comment: Item) -> list[Item]:
    """Instagram nests them, Facebook's stream has them among the others."""
    nested = fields.items(fields.record(comment.get("replies")).get("data"))
    return [{"parent_id": comment.get("id"), **fields.record(each)} for each in nested]


def _following(page: Item) -> str:
    paging = fields.record(page.get("paging"))
    after = fields.record(paging.get("cursors")).get("after")
    return page_token(after) if paging.get("next") else ""


def _facebook_post(page: str, post: Item) -> Change | None:
    if fields.identifier(fields.record(post.get("from")).get("id")) == page:
        return None
    names = ("from", "message", "created_time", "permalink_url")
    told = {name: post[name] for name in names if name in post}
    return _feed({**told, "item": "status", "post_id": post.get("id")})


def _facebook_comment(page: str, post: Item, comment: Item) -> Change | None:
    if fields.identifier(fields.record(comment.get("from")).get("id")) == page:
        return None
    names = ("from", "message", "created_time", "permalink_url")
    told = {name: comment[name] for name in names if name in comment}
    parent = fields.record(comment.get("parent")).get("id") or post.get("id")
    return _feed(
        {
            **told,
            "item": "comment",
            "comment_id": comment.get("id"),
            "post_id": post.get("id"),
            "parent_id": parent,
        }
    )


def _feed(value: Change) -> Change:
    return {"field": "feed", "value": {**value, "verb": "add"}}


def _nothing(account: str, post: Item) -> Change | None:  # noqa: ARG001 - one shape for all
    """Only the account's owner posts there."""
    return None


def _instagram_comment(account: str, post: Item, comment: Item) -> Change | None:
    """`user` is there only for comments of our own."""
    author = fields.record(comment.get("from"))
    own = fields.identifier(fields.record(comment.get("user")).get("id"))
    if account in (own, fields.identifier(author.get("id"))):
        return None
    value = {
        "id": comment.get("id"),
        "text": comment.get("text"),
        "from": author or {"username": comment.get("username")},
        "media": {"id": post.get("id")},
        **({"parent_id": comment["parent_id"]} if comment.get("parent_id") else {}),
    }
    return {"field": "comments", "value": value}


_REPLY_FIELDS = "id,text,timestamp,username,user,from,parent_id"

FACEBOOK = Shelf(
    kind="page",
    posts="feed",
    post_fields="id,from,message,created_time,permalink_url",
    comment_fields="id,from,message,created_time,permalink_url,parent{id}",
    comment_query={"filter": "stream", "order": "reverse_chronological"},
    time="created_time",
    told_post=_facebook_post,
    told_comment=_facebook_comment,
)
INSTAGRAM = Shelf(
    kind="instagram",
    posts="media",
    post_fields="id,timestamp",
    comment_fields=f"{_REPLY_FIELDS},replies{{{_REPLY_FIELDS}}}",
    comment_query={},
    time="timestamp",
    told_post=_nothing,
    told_comment=_instagram_comment,
)
