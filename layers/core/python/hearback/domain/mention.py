"""What people say about the brand, as every platform's adapter hands it over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Visibility(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote it. `id` is the platform's, and absent where the platform withholds it.

    `tier` is the brand's own word for its customers, from a sender that knows them.
    """

    id: str | None = None
    name: str = ""
    handle: str = ""
    followers: int | None = None
    tier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One post, comment or message.

    `account_id` is the account or feed of ours through which it came; `thread_id` the
    conversation, equal for all posts of one thread; `posted_at` is the platform's word and
    may be absent, `received_at` is when it reached our edge: the clocks start there.
    `addressed`: it came to an account, page or form of ours; one that we found somewhere else is
    not, and must name the brand to count. `beside`: what was written beside the text and may
    name a reference of ours, such as a subject or the address that it was sent to. `subject`: a
    mail's. `bulk`: it was sent to many, or by a machine: no automatic answer goes back (RFC 3834).
    """

    channel: str
    account_id: str
    external_id: str
    author: Author
    text: str
    received_at: datetime
    posted_at: datetime | None = None
    thread_id: str = ""
    in_reply_to: str | None = None
    url: str = ""
    visibility: Visibility = Visibility.PUBLIC
    language_hint: str | None = None
    addressed: bool = True
    beside: str = ""
    subject: str = ""
    bulk: bool = False

    @property
    def is_private(self) -> bool:
        return self.visibility is Visibility.PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionAdded:
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionEdited:
    """The mention as it reads now; platforms do not promise that the original came first."""

    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionDeleted:
    channel: str
    external_id: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReturned:
    """A reply that the platform had taken did not arrive. `external_ids` and `people`: what the
    platform may have called the reply and whom it was for; `reason`: a stable word."""

    channel: str
    external_ids: tuple[str, ...]
    people: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRevoked:
    """An account took back what it had allowed us."""

    channel: str
    account_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIgnored:
    """A well-formed event that the product has no use for (yet); `event` names its type."""

    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBroken:
    """One part of a delivery that could not be read; the others in it are not affected."""

    reason: str
    fragment: str


Incoming = (
    MentionAdded
    | MentionEdited
    | MentionDeleted
    | ReplyReturned
    | AccessRevoked
    | EventIgnored
    | EventBroken
)
