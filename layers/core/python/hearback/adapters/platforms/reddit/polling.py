"""Reading Reddit's lists, newest first, and then once more what was read of late.

The inbox does not tell of edits, and no list of deletions: so after each walk the latest hundred
things are looked at again, in one call.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.reddit.events import (
    COMMENT,
    GONE,
    POST,
    READ,
    SEARCH,
    fullname,
    version,
    words_of,
)
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import Walk, is_taken, page_token
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.policy import Source
from hearback.domain.polling import Found, Page, SourceCursor
from hearback.domain.text import clean, fold

_A_PAGE = 100
_OVERLAP = timedelta(hours=1)
"""A post that was held back by a filter shows up with the time at which it was written."""

_LONGEST_WORDS = 15_000
"""Characters of a post, which may have 40,000: a queue's message holds these in any alphabet."""

_NAME = r"[A-Za-z0-9_]{2,21}"
_COMMUNITY = re.compile(rf"/?r/({_NAME}(?:\+{_NAME})*)/?(?:\s+(.+))?", re.DOTALL)
_LOOKS_LIKE_ONE = ("r/", "/r/")


@dataclass(frozen=True, slots=True)
class _List:
    """`words`: taken is only what has all of them, where Reddit cannot search."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()


class Look:
    """One call. The cursor's position: `{"step", "walks": {path: walk}, "watched"}`.

    `step`: which list is next, the last one is the second look. `watched`: the latest things,
    newest first, with the version that was read.
    """

    def __init__(self, source: Source, cursor: SourceCursor) -> None:
        """Raises `Refused` for a query that names no community as Reddit does."""
        self._source = source
        self._since = cursor.since
        self._lists = _lists_of(source.query)
        walks = fields.record(cursor.position.get("walks"))
        self._walks = {
            each.path: Walk.of(fields.record(walks.get(each.path))) for each in self._lists
        }
        self._watched: dict[str, str] = dict(fields.record(cursor.position.get("watched")))
        step = fields.whole(cursor.position.get("step")) or 0
        self._step = step if step < len(self._lists) + bool(self._watched) else 0

    @property
    def path(self) -> str:
        return "/api/info" if self._is_second else self._list.path

    @property
    def query(self) -> dict[str, str]:
        if self._is_second:
            return {"raw_json": "1", "id": ",".join(self._watched)}
        page = self._walks[self._list.path].page
        paging = {"limit": str(_A_PAGE), **({"after": page} if page else {})}
        return {"raw_json": "1", **self._list.query, **paging}

    def read(self, answer: HttpAnswer) -> Page:
        """Raises `Unavailable` for what is no listing."""
        children, following = _listing(answer)
        if self._is_second:
            return self._page(tuple(self._changed(children)), step=0, more=False)
        here, walk = self._list, self._walks[self._list.path]
        floor = walk.floor(self._since, _OVERLAP)
        times = [fields.moment(_data(child).get("created_utc")) for child in children]
        taken = [child for child, at in zip(children, times, strict=True) if is_taken(at, floor)]
        wanted = [child for child in taken if _has(child, here.words)]
        self._watch(wanted, are_newest=not walk.page)
        walk = self._walks[here.path] = walk.after(times, following, floor)
        return self._page(tuple(map(self._found, wanted)), step=self._step + walk.is_over)

    @property
    def _list(self) -> _List:
        return self._lists[self._step]

    @property
    def _is_second(self) -> bool:
        return self._step == len(self._lists)

    def _page(self, items: tuple[Found, ...], *, step: int, more: bool = True) -> Page:
        if step == len(self._lists) and not self._watched:
            step, more = 0, False
        walks = {path: walk.position() for path, walk in self._walks.items()}
        position = {"step": step, "walks": walks, "watched": self._watched}
        return Page(items=items, position=position, cost=1, more=more)

    def _changed(self, children: list[Any]) -> Iterator[Found]:
        """Of what was read before. What Reddit does not show is no proof: it may be held back."""
        for child in children:
            name, now = fullname(fields.record(child)), version(_data(child))
            if name not in self._watched or self._watched[name] == now:
                continue
            yield self._found(child)
            if now == GONE:
                del self._watched[name]
            else:
                self._watched[name] = now

    def _watch(self, children: list[Any], *, are_newest: bool) -> None:
        """Private messages cannot be asked for by name, and our own words are known."""
        found: dict[str, str] = {}
        for child in map(fields.record, children):
            name, data = fullname(child), _data(child)
            is_ours = fields.label(data.get("author")).lower() == self._source.account.lower()
            is_public = child.get("kind") in (COMMENT, POST)
            if name and is_public and not is_ours and version(data) != GONE:
                found[name] = version(data)
        others = {name: was for name, was in self._watched.items() if name not in found}
        watched = {**found, **others} if are_newest else {**others, **found}
        self._watched = dict(list(watched.items())[:_A_PAGE])

    def _found(self, child: object) -> Found:
        """With what is read of it. One that cannot be read is known by all that it holds."""
        reason = SEARCH if self._source.query else "inbox"
        body = json.dumps(_slim(child, reason) if isinstance(child, dict) else child)
        name = fullname(fields.record(child))
        return Found(key=f"{name}@{version(_data(child))}" if name else body, body=body)


def _lists_of(query: str) -> tuple[_List, ...]:
    """Nothing: our inbox, in which nothing is marked as read. `r/name`: what is new there.
    `r/name words`: posts that a search there finds, and comments that have the words. Else a
    search everywhere, for posts: Reddit has none for comments."""
    if not query:
        return (_List("/message/inbox", {"mark": "false"}),)
    found = _COMMUNITY.fullmatch(query.strip())
    if found is None and query.strip().startswith(_LOOKS_LIKE_ONE):
        raise Refused("bad_query: a community is written r/name")
    if found is None:
        return (_List("/search", _search(query)),)
    here, words = f"/r/{found[1]}", found[2]
    if not words:
        return _List(f"{here}/new"), _List(f"{here}/comments")
    needed = tuple(fold(clean(word)) for word in words.split())
    search = {**_search(words), "restrict_sr": "true"}
    return _List(f"{here}/search", search), _List(f"{here}/comments", words=needed)


def _search(words: str) -> dict[str, str]:
    return {"q": words.strip(), "sort": "new", "type": "link"}


def _listing(answer: HttpAnswer) -> tuple[list[Any], str]:
    """The things, and the name after which the next page starts, or nothing."""
    told = answer.json()
    data = told.get("data")
    if told.get("kind") != "Listing" or not isinstance(data, dict):
        raise Unavailable("answer is no listing")
    return fields.items(data.get("children")), page_token(data.get("after"))


def _data(child: object) -> dict[str, Any]:
    return fields.record(fields.record(child).get("data"))


def _slim(child: dict[str, Any], reason: str) -> dict[str, Any]:
    data = child.get("data")
    if isinstance(data, dict):
        data = {name: _cut(value) for name, value in data.items() if name in READ}
    return {"kind": child.get("kind"), "data": data, "reason": reason}


def _cut(value: object) -> object:
    return value[:_LONGEST_WORDS] if isinstance(value, str) else value


def _has(child: object, words: tuple[str, ...]) -> bool:
    try:
        said = fold(clean(words_of(fields.record(child)))) if words else ""
    except fields.Broken:
        return True
    return all(word in said for word in words)
