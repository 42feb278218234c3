"""The sandbox's memory: accounts, posts, and the faults that were ordered."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.deeds import Deed, Message
from local.sandbox.faults import Faults
from local.sandbox.meter import Meter
from local.sandbox.platform import Naming
from local.sandbox.platforms import ACCOUNTS, PLATFORMS
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.tokens import Tokens


def _now() -> datetime:
    return datetime.now(UTC)


class Sandbox:
    """All platforms at once. Safe to use from several threads; `clock` says what time it is.

    `kept`: what a platform remembers beside posts, such as the sessions that it has opened.
    """

    def __init__(
        self,
        accounts: tuple[BrandAccount, ...] = ACCOUNTS,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.accounts = accounts
        self.clock = clock
        self.faults = Faults()
        self.meter = Meter()
        self.tokens = Tokens(accounts)
        self.kept: dict[str, Any] = {}
        self._count = itertools.count(1)
        self._posts: dict[tuple[str, str], Post] = {}
        self._deeds: dict[Deed, None] = {}
        self._messages: list[Message] = []
        self._people: dict[tuple[str, str], Author] = {}
        self._first_ids: dict[tuple[str, str], str] = {}
        self._version = 0
        self._lock = RLock()

    @property
    def version(self) -> int:
        """Goes up with every change."""
        return self._version

    def account_of_token(self, channel: str, token: str) -> BrandAccount | None:
        return self.tokens.account_of(channel, token)

    def account(self, channel: str, account_id: str | None) -> BrandAccount | None:
        return next((a for a in self.accounts if (a.channel, a.id) == (channel, account_id)), None)

    def reserve_id(self, channel: str, author: Author, answered: Post | None = None) -> str:
        """An id for a post that is published later."""
        with self._lock:
            naming = Naming(
                count=next(self._count), at=self.clock(), author=author, answered=answered
            )
            return PLATFORMS[channel].new_id(naming)

    def publish(  # noqa: PLR0913 - a post has that many sides
        self,
        channel: str,
        author: Author,
        text: str,
        in_reply_to: str | None = None,
        thread: str | None = None,
        *,
        quoted: str | None = None,
        title: str = "",
        stars: int = 0,
        id: str | None = None,  # noqa: A002 - the post's own word
    ) -> Post:
        """Say something: a post, an answer, or the next item of the feed named `thread`.

        A Facebook comment is an answer to its post. Raises `UnknownPost` if it answers or
        quotes what is not there.
        """
        with self._lock:
            answered, listed_in = None, PLATFORMS[channel].default_thread
            if not listed_in and (in_reply_to or thread):
                answered = self.post(channel, in_reply_to or thread or "")
                in_reply_to, thread = answered.id, answered.thread
            if quoted is not None:
                quoted = self.post(channel, quoted).id
            id_ = id or self.reserve_id(channel, author, answered)
            post = Post(
                channel=channel,
                id=id_,
                author=author,
                text=text,
                at=self.clock(),
                thread=thread or listed_in or id_,
                is_ours=self.account(channel, author.id) is not None,
                in_reply_to=in_reply_to,
                quoted=quoted,
                title=title,
                stars=stars,
            )
            self._keep(post)
            return post

    def edit(self, channel: str, post_id: str, text: str) -> Post:
        """Reword a post. Raises `UnknownPost`."""
        with self._lock:
            post = self.post(channel, post_id)
            renamed = PLATFORMS[channel].edits_have_ids
            edit_id = self.reserve_id(channel, post.author) if renamed else None
            post = post.reworded(text, self.clock(), edit_id)
            if edit_id:
                self._first_ids[channel, edit_id] = post.id
            self._keep(post)
            return post

    def remove(self, channel: str, post_id: str) -> Post:
        """Take a post down. Raises `UnknownPost`."""
        with self._lock:
            post = replace(self.post(channel, post_id), deleted_at=self.clock())
            self._keep(post)
            return post

    def post(self, channel: str, post_id: str) -> Post:
        """The post, found by its first id or an edit's. Raises `UnknownPost`."""
        with self._lock:
            first = self._first_ids.get((channel, post_id), post_id)
            found = self._posts.get((channel, first))
            if found is None or found.deleted_at is not None:
                raise UnknownPost(post_id)
            return found

    def posts(self, channel: str | None = None) -> tuple[Post, ...]:
        """All posts, also those taken down, oldest first."""
        with self._lock:
            return tuple(p for p in self._posts.values() if channel in (None, p.channel))

    def do(self, deed: Deed) -> bool:
        """Whether it is new: what is done already stays done."""
        with self._lock:
            is_new = deed not in self._deeds
            if is_new:
                self._deeds[deed] = None
                self._version += 1
            return is_new

    def undo(self, undone: Callable[[Deed], bool]) -> bool:
        """Whether there was any: what is not done stays so."""
        with self._lock:
            found = [deed for deed in self._deeds if undone(deed)]
            for deed in found:
                del self._deeds[deed]
            self._version += bool(found)
            return bool(found)

    def deeds(self, channel: str | None = None) -> tuple[Deed, ...]:
        with self._lock:
            return tuple(d for d in self._deeds if channel in (None, d.channel))

    def write(
        self, channel: str, conversation: str, sender_id: str, text: str, about: str = ""
    ) -> Message:
        """A private message into a conversation, ours or theirs."""
        with self._lock:
            message = Message(
                channel=channel,
                id=self.reserve_id(channel, Author(id=sender_id)).rpartition("/")[2],
                conversation=conversation,
                sender_id=sender_id,
                text=text,
                at=self.clock(),
                about=about,
            )
            self._messages.append(message)
            self._version += 1
            return message

    def hear(self, channel: str, author: Author, text: str) -> Message:
        """What a person writes to us in private, in the conversation that bears their id."""
        person_id = author.id or ""
        with self._lock:
            self._people[channel, person_id] = author
            return self.write(channel, person_id, person_id, text)

    def person(self, channel: str, person_id: str) -> Author | None:
        """Who has written there, in public or in private, or is ourselves."""
        if account := self.account(channel, person_id):
            return account.profile
        authors = [post.author for post in self.posts(channel) if post.author.id == person_id]
        if authors:
            return authors[-1]
        with self._lock:
            return self._people.get((channel, person_id))

    def messages(self, channel: str | None = None) -> tuple[Message, ...]:
        """All private messages, oldest first."""
        with self._lock:
            return tuple(m for m in self._messages if channel in (None, m.channel))

    def _keep(self, post: Post) -> None:
        self._posts[post.channel, post.id] = post
        self._version += 1
