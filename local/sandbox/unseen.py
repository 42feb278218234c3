"""What a passer-by would not see, and the pages show all the same: deeds and private messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hearback.domain.mention import Author
from local.sandbox.conversations import Conversation
from local.sandbox.deeds import Deed, Message
from local.sandbox.posts import Post


@dataclass(frozen=True, slots=True)
class PrivateTalk:
    """What we and one person wrote to each other in private, oldest first."""

    person: Author
    messages: tuple[Message, ...]


def marks(posts: Iterable[Post], deeds: Iterable[Deed]) -> dict[str, tuple[str, ...]]:
    """By post, what was done with it or with its author, each kind once."""
    done: dict[str, dict[str, None]] = {}
    for deed in deeds:
        done.setdefault(deed.target, {})[deed.kind] = None
    return {
        post.id: tuple(done.get(post.id, {}) | done.get(post.author.id or "", {})) for post in posts
    }


def private_talks(talk: Conversation, messages: Sequence[Message]) -> list[PrivateTalk]:
    """With those who speak in a public conversation, one for each person."""
    people = {
        post.author.id: post.author for post in (talk.first, *talk.answers) if not post.is_ours
    }
    found = (
        PrivateTalk(author, tuple(m for m in messages if m.is_with(person)))
        for person, author in people.items()
    )
    return [private for private in found if private.messages]
