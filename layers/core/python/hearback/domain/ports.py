"""What the use cases need of the world. Adapters and the tests' fakes both keep to these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from hearback.domain.alerts import Alert
from hearback.domain.case import Case, CaseMention
from hearback.domain.changes import Entry
from hearback.domain.classification import Classification
from hearback.domain.mention import Incoming, Mention
from hearback.domain.offers import Offers
from hearback.domain.polling import SourceCursor
from hearback.domain.replies import Reply
from hearback.domain.webhooks import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMention:
    """That a mention came in before, and what was made of it. No case: noise, or deleted."""

    channel: str
    external_id: str
    case_id: str = ""
    deleted: bool = False


_MOST_THREADS = 10
_MOST_OPEN_CASES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """`thread_id` is that of the latest mention, `earlier` are others of the same author."""

    case_id: str
    thread_id: str
    last_mention_at: datetime
    earlier: tuple[str, ...] = ()

    def has_thread(self, thread_id: str) -> bool:
        return bool(thread_id) and thread_id in (self.thread_id, *self.earlier)

    def with_thread(self, thread_id: str, at: datetime) -> "OpenCase":
        """The newest few threads are kept."""
        others = (t for t in (self.thread_id, *self.earlier) if t != thread_id)
        return replace(
            self, thread_id=thread_id, last_mention_at=at, earlier=tuple(others)[:_MOST_THREADS]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorProfile:
    """What is known of an author: earlier cases and those that may still be open.

    `version` guards it: two mentions of one author cannot open two cases at once.
    """

    channel: str
    id: str
    version: int = 0
    name: str = ""
    handle: str = ""
    case_count: int = 0
    open_cases: tuple[OpenCase, ...] = ()

    def with_case(self, case_id: str, thread_id: str, at: datetime) -> "AuthorProfile":
        """The profile with this case as its latest; of the others the newest few are kept."""
        known = next((each for each in self.open_cases if each.case_id == case_id), None)
        fresh = OpenCase(case_id=case_id, thread_id=thread_id, last_mention_at=at)
        this = known.with_thread(thread_id, at) if known else fresh
        others = tuple(each for each in self.open_cases if each.case_id != case_id)
        return replace(
            self, version=self.version + 1, open_cases=(this, *others)[:_MOST_OPEN_CASES]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What one act writes, all or nothing.

    `wake_at` is when the workflow must look again. `new_mention` is recorded as seen and fails
    the whole with `AlreadySeen` if it was before; `was_noise` says that it is known to be in
    the table as noise. `mention` is put into the case as it reads now; `replies` are new ones,
    `updated_reply` is one that was leased, `returned_reply` one that had been sent. `references`
    are those that customers may name from now on to be known as this case's.
    """

    case: Case
    entry: Entry
    wake_at: datetime | None
    mention: CaseMention | None = None
    new_mention: SeenMention | None = None
    was_noise: bool = False
    replies: tuple[Reply, ...] = ()
    updated_reply: Reply | None = None
    returned_reply: Reply | None = None
    author: AuthorProfile | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All that is kept of a case, for a page or a mail."""

    case: Case
    history: tuple[Entry, ...]
    mentions: tuple[CaseMention, ...]
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCaseRow:
    """What the sweep needs of each open case."""

    case_id: str
    execution: str
    wake_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the workflow is to wait for next. `seconds` until `wake_at`, at least one."""

    case_id: str
    stage: str
    wake_at: str
    seconds: int


class Cases(Protocol):
    """The table. Raises `NotFound`, `Conflict`, `AlreadySeen` as said."""

    def get(self, case_id: str) -> Case:
        """Raises `NotFound`."""
        ...

    def file(self, case_id: str) -> CaseFile:
        """Raises `NotFound`."""
        ...

    def case_of_reference(self, reference: str) -> str | None:
        """The id of the case that gave a customer this reference."""
        ...

    def seen(self, channel: str, external_id: str) -> SeenMention | None: ...

    def mention(self, case_id: str, channel: str, external_id: str) -> CaseMention:
        """Raises `NotFound`."""
        ...

    def reply(self, case_id: str, reply_id: str) -> Reply:
        """Raises `NotFound`."""
        ...

    def author(self, channel: str, author_id: str) -> AuthorProfile: ...

    def note_noise(
        self, mention: Mention, classification: Classification, expires_at: datetime
    ) -> bool:
        """Remember a mention that opens no case. False if it was known already."""
        ...

    def note_deleted(self, channel: str, external_id: str, expires_at: datetime) -> None:
        """Remember a deletion that came before, or without, its mention."""
        ...

    def commit(self, commit: Commit) -> None:
        """Raises `Conflict` if the case or the author changed since, `AlreadySeen`."""
        ...

    def lease_reply(
        self, case_id: str, reply_id: str, now: datetime, until: datetime
    ) -> Reply | None:
        """Take a reply for sending, this attempt counted; none if it is sent or failed.

        Raises `Conflict` while another worker has it.
        """
        ...

    def release_reply(self, reply: Reply) -> None:
        """Give a leased reply back to the queue, with its attempts counted."""
        ...

    def open_cases(self) -> Iterator[OpenCaseRow]: ...

    def has_token(self, case_id: str) -> bool: ...

    def alert_sent(self, alert: Alert) -> bool: ...

    def note_alert_sent(self, alert: Alert, expires_at: datetime) -> None: ...

    def take_mail_turn(self, group: str, now: datetime, until: datetime) -> datetime | None:
        """Whose turn it is to mail a group of addresses.

        None if it is ours: nobody else's then before `until`. Otherwise when to ask again.
        """
        ...

    def source_cursor(self, source_id: str) -> SourceCursor: ...

    def keep_source_cursor(self, cursor: SourceCursor) -> None: ...


class Erasure(Protocol):
    def erase(self, case_id: str) -> None:
        """What hung on a case that is gone: history, mentions, replies, and an author without
        another case. A case that is still there is left alone."""
        ...


class Workflow(Protocol):
    def start(self, case_id: str, execution: str) -> None:
        """Start the case's execution; one that exists already is as good."""
        ...

    def wake(self, token: str, plan: Plan) -> None:
        """End the wait behind a token; a token that is spent is no error."""
        ...

    def stop(self, execution: str) -> None:
        """Stop an execution; one that does not run is no error."""
        ...

    def running(self) -> frozenset[str]:
        """Names of all running executions."""
        ...


class ReplyQueue(Protocol):
    def put(self, case_id: str, reply_id: str, delay_seconds: int = 0) -> None: ...


class AlertQueue(Protocol):
    def put(self, alerts: Sequence[Alert], delay_seconds: int = 0) -> None: ...


class MentionQueue(Protocol):
    def put(self, delivery: Delivery) -> None: ...

    def reject(self, delivery: Delivery, reason: str) -> None:
        """Put it into the dead-letter queue, with the reason as an attribute."""
        ...


class Classifier(Protocol):
    def classify(self, text: str, language_hint: str | None = None) -> Classification: ...


class Platform(Protocol):
    """A platform's side that the workers use; its edge is in `adapters/platforms`."""

    can_reply: bool
    longest_reply: int
    offers: Offers

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        """All events of one delivery; one broken part does not lose the others."""
        ...

    def length(self, text: str) -> int:
        """Length as the platform counts it."""
        ...

    def send(self, reply: Reply) -> str:
        """Publish it, or do the deed; returns the platform's id. Raises `DeliveryFailed`.

        That of a private answer to a public post is `<conversation>:<message>`. One that
        `undoes` is the deed of that id, to be taken back; one that does not stand is as good.
        """
        ...

    def find(self, reply: Reply) -> str | None:
        """The platform's id of this reply if an earlier attempt got through."""
        ...


class Mailer(Protocol):
    def send(self, topic: str, subject: str, body: str) -> None:
        """`topic`: a team's id, or `role:` and a ladder's role."""
        ...
