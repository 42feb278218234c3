"""What people and we have written on the sandbox's platforms."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from hearback.domain.mention import Author


class UnknownPost(LookupError):
    """No such post, or it was taken down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """An earlier wording, and when it was replaced."""

    text: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post, comment or page as it reads now.

    `thread` is the id of the conversation's first post, or the name of the feed. X gives each
    edit an id of its own: `edit_ids` are those, oldest first, and `id` stays the first one.
    `stars`: of a review, 1 to 5; none for 0.
    """

    channel: str
    id: str
    author: Author
    text: str
    at: datetime
    thread: str
    is_ours: bool = False
    in_reply_to: str | None = None
    quoted: str | None = None
    title: str = ""
    stars: int = 0
    edit_ids: tuple[str, ...] = ()
    history: tuple[Wording, ...] = ()
    deleted_at: datetime | None = None

    @property
    def is_first(self) -> bool:
        return self.id == self.thread

    @property
    def changed_at(self) -> datetime:
        """When it was said, or last reworded."""
        return self.history[-1].until if self.history else self.at

    def reworded(self, text: str, at: datetime, edit_id: str | None = None) -> "Post":
        edits = (*self.edit_ids, edit_id) if edit_id else self.edit_ids
        earlier = (*self.history, Wording(text=self.text, until=at))
        return replace(self, text=text, history=earlier, edit_ids=edits)

    def as_json(self) -> dict[str, Any]:
        """The shape of `GET /control/state`."""
        return {
            "channel": self.channel,
            "id": self.id,
            "author": {
                "id": self.author.id,
                "name": self.author.name,
                "handle": self.author.handle,
            },
            "is_ours": self.is_ours,
            "text": self.text,
            "title": self.title,
            "stars": self.stars,
            "in_reply_to": self.in_reply_to,
            "quoted": self.quoted,
            "thread": self.thread,
            "at": self.at.isoformat(),
            "history": [
                {"text": wording.text, "until": wording.until.isoformat()}
                for wording in self.history
            ],
            "deleted_at": self.deleted_at.isoformat() if self.deleted_at else None,
        }
