"""Public conversations, as a passer-by would read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from local.sandbox.posts import Post


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread's first post and what followed, oldest first."""

    first: Post
    answers: tuple[Post, ...]

    @property
    def id(self) -> str:
        return self.first.id

    @property
    def last_at(self) -> datetime:
        return max(post.at for post in (self.first, *self.answers))

    @property
    def openings(self) -> tuple[Post, ...]:
        """The first words of each person in it."""
        first: dict[str | None, Post] = {}
        for post in (self.first, *self.answers):
            if not post.is_ours:
                first.setdefault(post.author.id, post)
        return tuple(first.values())

    def heard_after(self, opening: Post) -> timedelta | None:
        """How long this person waited for our first word; none if they wait still."""
        theirs = {p.id for p in (self.first, *self.answers) if p.author.id == opening.author.id}
        replies = (p for p in self.answers if p.is_ours and p.in_reply_to in theirs)
        return next((reply.at - opening.at for reply in replies), None)

    @property
    def waits(self) -> bool:
        """Somebody in it has not heard from us."""
        return any(self.heard_after(post) is None for post in self.openings if not post.deleted_at)

    @property
    def is_answered(self) -> bool:
        return bool(self.openings) and not self.waits

    def under(self, post: Post) -> tuple[Post, ...]:
        """The direct answers to one post of the conversation."""
        return tuple(answer for answer in self.answers if answer.in_reply_to == post.id)


@dataclass(frozen=True, slots=True)
class Tally:
    """A platform in figures: of so many people, in so many conversations, who heard back."""

    people: int
    heard: int
    replies: int
    median_wait: timedelta | None

    @property
    def share(self) -> int:
        """Per cent of the people to whom we said something."""
        return round(100 * self.heard / self.people) if self.people else 0


def conversations(posts: Iterable[Post]) -> list[Conversation]:
    """All threads, the one with the latest post first."""
    threads: dict[str, list[Post]] = {}
    for post in posts:
        threads.setdefault(post.thread, []).append(post)
    found = [Conversation(thread[0], tuple(thread[1:])) for thread in threads.values()]
    return sorted(found, key=lambda conversation: conversation.last_at, reverse=True)


def tally(posts: Iterable[Post]) -> Tally:
    all_posts = tuple(posts)
    talks = [(talk, post) for talk in conversations(all_posts) for post in talk.openings]
    spans = [talk.heard_after(post) for talk, post in talks]
    waits = [span.total_seconds() for span in spans if span is not None]
    return Tally(
        people=len(talks),
        heard=len(waits),
        replies=sum(post.is_ours and not post.is_first for post in all_posts),
        median_wait=timedelta(seconds=median(waits)) if waits else None,
    )
