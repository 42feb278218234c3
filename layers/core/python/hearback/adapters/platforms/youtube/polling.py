"""Reading a channel's comment threads, one call of one unit at a time.

New threads come newest first. A reply does not bring its thread to the top again, and nobody
tells of an edit or a deletion: so the latest threads are looked at a second time after each
walk, fifty a call, and then the replies of those that have changed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Protocol

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.google.errors import reason
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import Walk, is_taken, page_token
from hearback.adapters.platforms.youtube import require_success
from hearback.domain.polling import Found, Page, SourceCursor

REPLIES = {"part": "snippet", "maxResults": "100", "textFormat": "plainText"}
_THREADS = {"part": "snippet,replies", "textFormat": "plainText"}
_OVERLAP = timedelta(hours=1)
"""A comment that was held for review shows up with the time at which it was written."""

_MOST_WATCHED = 250
_IDS_A_CALL = 50
"""(?) The documents name no limit for `id`; other lists of this API take fifty."""

Watched = dict[str, list[Any]]
"""By thread, the latest to change first: how many replies it had, and when it changed."""


class Ask(Protocol):
    def __call__(self, path: str, **query: str) -> HttpAnswer: ...


class Threads:
    """The cursor's position: `{"walk", "watched", "again": [thread], "replies": [[thread, page]]}`.

    `again`: threads still to be looked at a second time; `replies`: those whose replies are still
    to be read.
    """

    def __init__(self, channel_id: str, cursor: SourceCursor) -> None:
        self._channel_id = channel_id
        self._since = cursor.since
        self._walk = Walk.of(fields.record(cursor.position.get("walk")))
        self._watched: Watched = dict(fields.record(cursor.position.get("watched")))
        self._again: list[str] = fields.items(cursor.position.get("again"))
        self._replies: list[list[str]] = fields.items(cursor.position.get("replies"))

    def look(self, ask: Ask) -> Page:
        """Raises `DeliveryFailed`."""
        if self._replies:
            return self._page(self._read_replies(ask))
        if self._again and self._walk.is_over:
            return self._page(self._look_again(ask))
        return self._page(self._read_threads(ask))

    def _page(self, items: Iterable[Found]) -> Page:
        found = tuple(items)
        position = {
            "walk": self._walk.position(),
            "watched": self._watched,
            "again": self._again,
            "replies": self._replies,
        }
        more = bool(self._walk.page or self._again or self._replies)
        return Page(items=found, position=position, cost=1, more=more)

    def _read_threads(self, ask: Ask) -> Iterator[Found]:
        paging = {"pageToken": self._walk.page} if self._walk.page else {}
        if not paging:
            self._again = list(self._watched)
        answer = ask(
            "commentThreads",
            **_THREADS,
            **paging,
            allThreadsRelatedToChannelId=self._channel_id,
            order="time",
            maxResults="100",
        )
        if reason(answer) == "invalidPageToken":
            self._walk = self._walk.restarted()
            return
        require_success(answer)
        threads, following = _threads(answer)
        floor = self._walk.floor(self._since, _OVERLAP)
        times = [_published(_top_comment(thread)) for thread in threads.values()]
        known = set(self._watched)
        yield from self._news(
            thread
            for (name, thread), at in zip(threads.items(), times, strict=True)
            if (self._has_changed(name, thread) if name in known else is_taken(at, floor))
        )
        self._watch(threads)
        self._walk = self._walk.after(times, following, floor)
        self._again = [name for name in self._again if name in self._watched.keys() - threads]

    def _look_again(self, ask: Ask) -> Iterator[Found]:
        """An answer without any of many threads proves nothing: they are left for the next walk."""
        asked, self._again = self._again[:_IDS_A_CALL], self._again[_IDS_A_CALL:]
        answer = ask("commentThreads", **_THREADS, id=",".join(asked))
        require_success(answer)
        threads = {name: each for name, each in _threads(answer)[0].items() if name in asked}
        if not threads and len(asked) > 1:
            return
        changed = [each for name, each in threads.items() if self._has_changed(name, each)]
        yield from self._news(changed)
        self._watched.update({name: _state(thread) for name, thread in threads.items()})
        for gone in (name for name in asked if name not in threads):
            self._watched.pop(gone, None)
            yield Found(key=f"{gone}@gone", body=json.dumps({"gone": gone}))

    def _read_replies(self, ask: Ask) -> Iterator[Found]:
        (thread_id, page), self._replies = self._replies[0], self._replies[1:]
        paging = {"pageToken": page} if page else {}
        answer = ask("comments", **REPLIES, **paging, parentId=thread_id)
        if reason(answer) == "invalidPageToken":
            self._replies = [[thread_id, ""], *self._replies]
            return
        if answer.status == 404:
            return
        require_success(answer)
        comments, following = listed(answer)
        if following:
            self._replies = [[thread_id, following], *self._replies]
        yield from self._found(comments)

    def _news(self, threads: Iterable[Mapping[str, Any]]) -> Iterator[Found]:
        """A thread's comments; where not all replies came with it, they are to be read."""
        for thread in threads:
            inline = _inline_replies(thread)
            yield from self._found([_top_comment(thread), *inline])
            thread_id = fields.identifier(thread.get("id"))
            if thread_id and _reply_count(thread) > len(inline):
                self._replies.append([thread_id, ""])

    def _found(self, comments: Iterable[Mapping[str, Any]]) -> Iterator[Found]:
        for comment in comments:
            if not is_taken(fields.moment(_changed(comment)), self._since):
                continue
            key = f"{fields.identifier(comment.get('id'))}@{_changed(comment)}"
            yield Found(key=key, body=json.dumps({"comment": comment}))

    def _has_changed(self, name: str, thread: Mapping[str, Any]) -> bool:
        return self._watched.get(name) != _state(thread)

    def _watch(self, threads: Mapping[str, Mapping[str, Any]]) -> None:
        """Also those that are too old to be taken: a new reply below one counts."""
        latest = {name: _state(thread) for name, thread in threads.items()}
        known = {**self._watched, **latest}
        busiest = sorted(known.items(), key=lambda each: str(each[1][1]), reverse=True)
        self._watched = dict(busiest[:_MOST_WATCHED])


def _threads(answer: HttpAnswer) -> tuple[dict[str, dict[str, Any]], str]:
    """By id, in the list's order."""
    resources, following = listed(answer)
    named = ((fields.identifier(each.get("id")), each) for each in resources)
    return {name: each for name, each in named if name}, following


def listed(answer: HttpAnswer) -> tuple[list[dict[str, Any]], str]:
    """The page's resources, and the token of the next one or nothing."""
    page = answer.json()
    resources = [each for each in fields.items(page.get("items")) if isinstance(each, dict)]
    return resources, page_token(page.get("nextPageToken"))


def _top_comment(thread: Mapping[str, Any]) -> dict[str, Any]:
    return fields.record(fields.record(thread.get("snippet")).get("topLevelComment"))


def _inline_replies(thread: Mapping[str, Any]) -> list[dict[str, Any]]:
    comments = fields.items(fields.record(thread.get("replies")).get("comments"))
    return [each for each in comments if isinstance(each, dict)]


def _reply_count(thread: Mapping[str, Any]) -> int:
    return fields.whole(fields.record(thread.get("snippet")).get("totalReplyCount")) or 0


def _state(thread: Mapping[str, Any]) -> list[Any]:
    changes = map(_changed, [_top_comment(thread), *_inline_replies(thread)])
    return [_reply_count(thread), max(changes)]


def _changed(comment: Mapping[str, Any]) -> str:
    said = fields.record(comment.get("snippet"))
    return fields.label(said.get("updatedAt")) or fields.label(said.get("publishedAt"))


def _published(comment: Mapping[str, Any]) -> Any:
    return fields.moment(fields.record(comment.get("snippet")).get("publishedAt"))
