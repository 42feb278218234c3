"""What is said on Mastodon, to all or to one person alone, and how its API shows it."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Literal

from hearback.domain.mention import Author
from local.sandbox.calls import the_sandbox
from local.sandbox.deeds import Message
from local.sandbox.doing import person
from local.sandbox.platforms.mastodon_calls import problem
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.writing import iso


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A post or a private message: on Mastodon both are the same but for who may read them."""

    id: str
    author: Author
    text: str
    at: datetime
    edited_at: datetime | None = None
    in_reply_to: str | None = None
    visibility: Literal["public", "direct"] = "public"

    @classmethod
    def of_post(cls, post: Post) -> "Status":
        return cls(
            id=post.id,
            author=post.author,
            text=post.text,
            at=post.at,
            edited_at=post.changed_at if post.history else None,
            in_reply_to=post.in_reply_to,
        )

    @classmethod
    def of_message(cls, message: Message) -> "Status":
        return cls(
            id=message.id,
            author=person("mastodon", message.sender_id) or Author(id=message.sender_id),
            text=message.text,
            at=message.at,
            in_reply_to=message.about or None,
            visibility="direct",
        )

    @property
    def is_ours(self) -> bool:
        return the_sandbox().account("mastodon", self.author.id) is not None

    def as_json(self) -> dict[str, Any]:
        shown = escape(self.text, quote=False).replace("\n", "<br />")
        return {
            "id": self.id,
            "uri": f"https://sosyal.example/users/{self.author.handle}/statuses/{self.id}",
            "url": f"https://sosyal.example/@{self.author.handle}/{self.id}",
            "created_at": iso(self.at),
            "edited_at": iso(self.edited_at) if self.edited_at else None,
            "in_reply_to_id": self.in_reply_to,
            "visibility": self.visibility,
            "spoiler_text": "",
            "content": f"<p>{shown}</p>",
            "account": account(self.author),
        }


def statuses() -> list[Status]:
    """All that stand, oldest first; ids rise with time."""
    return [status for status, is_gone in numbered() if not is_gone]


def numbered() -> list[tuple[Status, bool]]:
    """With those taken down, so that places never change; whether each is."""
    sandbox = the_sandbox()
    posts = [(Status.of_post(p), p.deleted_at is not None) for p in sandbox.posts("mastodon")]
    letters = [(Status.of_message(m), False) for m in sandbox.messages("mastodon")]
    return sorted(posts + letters, key=lambda each: each[0].at)


def status_of(status_id: str) -> Status:
    sandbox = the_sandbox()
    try:
        return Status.of_post(sandbox.post("mastodon", status_id))
    except UnknownPost:
        for message in sandbox.messages("mastodon"):
            if message.id == status_id:
                return Status.of_message(message)
    raise problem(404)


def account(author: Author) -> dict[str, Any]:
    return {
        "id": author.id,
        "acct": author.handle,
        "username": author.handle,
        "display_name": author.name,
        "bot": False,
        "followers_count": author.followers or 0,
    }
