"""In-memory stand-ins for the ports. They keep the same promises as the real adapters: the
contract suites run over both."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from hearback.domain.alerts import Alert
from hearback.domain.case import Case, CaseMention
from hearback.domain.changes import Entry
from hearback.domain.classification import Classification
from hearback.domain.errors import AlreadySeen, Conflict, NotFound
from hearback.domain.mention import Incoming, Mention, MentionAdded
from hearback.domain.offers import NOTHING, Offers
from hearback.domain.polling import SourceCursor
from hearback.domain.ports import (
    AuthorProfile,
    CaseFile,
    Commit,
    OpenCaseRow,
    Plan,
    SeenMention,
)
from hearback.domain.replies import Reply, ReplyForm, ReplyStatus
from hearback.domain.webhooks import Delivery


class FakeCases:
    """`Cases` in dictionaries; every commit is all or nothing."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.wakes: dict[str, datetime | None] = {}
        self.entries: dict[str, list[Entry]] = {}
        self.mentions: dict[tuple[str, str, str], CaseMention] = {}
        self.replies: dict[tuple[str, str], Reply] = {}
        self.seen_mentions: dict[tuple[str, str], SeenMention] = {}
        self.authors: dict[tuple[str, str], AuthorProfile] = {}
        self.references: dict[str, str] = {}
        self.mailed: set[str] = set()
        self.turns: dict[str, datetime] = {}
        self.cursors: dict[str, SourceCursor] = {}
        self.tokens: set[str] = set()

    def get(self, case_id: str) -> Case:
        if case_id not in self.cases:
            raise NotFound(case_id)
        return self.cases[case_id]

    def file(self, case_id: str) -> CaseFile:
        mentions = [m for (case, _, _), m in self.mentions.items() if case == case_id]
        return CaseFile(
            case=self.get(case_id),
            history=tuple(self.entries[case_id]),
            mentions=tuple(sorted(mentions, key=lambda each: each.mention.received_at)),
            replies=tuple(self.replies[key] for key in sorted(self.replies) if key[0] == case_id),
        )

    def case_of_reference(self, reference: str) -> str | None:
        return self.references.get(reference)

    def seen(self, channel: str, external_id: str) -> SeenMention | None:
        return self.seen_mentions.get((channel, external_id))

    def mention(self, case_id: str, channel: str, external_id: str) -> CaseMention:
        try:
            return self.mentions[case_id, channel, external_id]
        except KeyError:
            raise NotFound(external_id) from None

    def reply(self, case_id: str, reply_id: str) -> Reply:
        try:
            return self.replies[case_id, reply_id]
        except KeyError:
            raise NotFound(reply_id) from None

    def author(self, channel: str, author_id: str) -> AuthorProfile:
        known = self.authors.get((channel, author_id))
        return known or AuthorProfile(channel=channel, id=author_id)

    def note_noise(
        self, mention: Mention, classification: Classification, expires_at: datetime
    ) -> bool:
        key = (mention.channel, mention.external_id)
        if key in self.seen_mentions:
            return False
        self.seen_mentions[key] = SeenMention(
            channel=mention.channel, external_id=mention.external_id
        )
        return True

    def note_deleted(self, channel: str, external_id: str, expires_at: datetime) -> None:
        self.seen_mentions[channel, external_id] = SeenMention(
            channel=channel, external_id=external_id, deleted=True
        )

    def commit(self, commit: Commit) -> None:
        self._check(commit)
        case = commit.case
        self.cases[case.id] = case
        self.wakes[case.id] = commit.wake_at
        self.entries.setdefault(case.id, []).append(commit.entry)
        if commit.mention is not None:
            where = commit.mention.mention
            self.mentions[case.id, where.channel, where.external_id] = commit.mention
        if commit.new_mention is not None:
            new = commit.new_mention
            self.seen_mentions[new.channel, new.external_id] = new
        for reply in commit.replies:
            self.replies[case.id, reply.id] = reply
        if commit.updated_reply is not None:
            self.replies[case.id, commit.updated_reply.id] = commit.updated_reply
        if commit.returned_reply is not None:
            self.replies[case.id, commit.returned_reply.id] = commit.returned_reply
        if commit.author is not None:
            self.authors[commit.author.channel, commit.author.id] = commit.author
        self.references |= dict.fromkeys(commit.references, commit.case.id)

    def _check(self, commit: Commit) -> None:
        new = commit.new_mention
        if new is not None:
            known = self.seen_mentions.get((new.channel, new.external_id))
            if commit.was_noise and (known is None or known.case_id or known.deleted):
                raise Conflict(commit.case.id)
            if known is not None and not commit.was_noise:
                raise AlreadySeen(commit.case.id)
        before = self.cases.get(commit.case.id)
        if (before.version if before else 0) != commit.case.version - 1:
            raise Conflict(commit.case.id)
        author = commit.author
        if (
            author is not None
            and self.author(author.channel, author.id).version != author.version - 1
        ):
            raise Conflict(commit.case.id)
        if commit.updated_reply is not None:
            self._must_be_leased(commit.updated_reply)
        if not self.references.keys().isdisjoint(commit.references):
            raise Conflict(commit.case.id)
        returned = commit.returned_reply
        if returned is not None:
            known_reply = self.replies[commit.case.id, returned.id]
            if known_reply.status is not ReplyStatus.SENT:
                raise Conflict(returned.id)

    def lease_reply(
        self, case_id: str, reply_id: str, now: datetime, until: datetime
    ) -> Reply | None:
        reply = self.replies[case_id, reply_id]
        expired = reply.leased_until is not None and reply.leased_until < now
        if reply.status in (ReplyStatus.SENT, ReplyStatus.FAILED):
            return None
        if reply.status is ReplyStatus.SENDING and not expired:
            raise Conflict(reply_id)
        leased = replace(
            reply, status=ReplyStatus.SENDING, leased_until=until, attempts=reply.attempts + 1
        )
        self.replies[case_id, reply_id] = leased
        return leased

    def release_reply(self, reply: Reply) -> None:
        self._must_be_leased(reply)
        self.replies[reply.case_id, reply.id] = reply

    def _must_be_leased(self, reply: Reply) -> None:
        if self.replies[reply.case_id, reply.id].status is not ReplyStatus.SENDING:
            raise Conflict(reply.id)

    def open_cases(self) -> Iterator[OpenCaseRow]:
        for case in list(self.cases.values()):
            if not case.is_closed:
                yield OpenCaseRow(
                    case_id=case.id,
                    execution=case.execution,
                    wake_at=self.wakes[case.id],
                    updated_at=case.updated_at,
                )

    def has_token(self, case_id: str) -> bool:
        return case_id in self.tokens

    def alert_sent(self, alert: Alert) -> bool:
        return alert.id in self.mailed

    def note_alert_sent(self, alert: Alert, expires_at: datetime) -> None:
        self.mailed.add(alert.id)

    def take_mail_turn(self, group: str, now: datetime, until: datetime) -> datetime | None:
        free_at = self.turns.get(group)
        if free_at is not None and free_at > now:
            return free_at
        self.turns[group] = until
        return None

    def source_cursor(self, source_id: str) -> SourceCursor:
        return self.cursors.get(source_id, SourceCursor(source_id=source_id))

    def keep_source_cursor(self, cursor: SourceCursor) -> None:
        self.cursors[cursor.source_id] = cursor


@dataclass
class FakeWorkflow:
    """`Workflow` that only remembers: executions by name, and what woke which token."""

    started: dict[str, str] = field(default_factory=dict)
    woken: list[tuple[str, Plan]] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)

    def start(self, case_id: str, execution: str) -> None:
        self.started.setdefault(execution, case_id)

    def wake(self, token: str, plan: Plan) -> None:
        self.woken.append((token, plan))

    def stop(self, execution: str) -> None:
        self.stopped.append(execution)

    def running(self) -> frozenset[str]:
        return frozenset(self.started) - frozenset(self.stopped)


@dataclass
class FakeReplyQueue:
    orders: list[tuple[str, str, int]] = field(default_factory=list)

    def put(self, case_id: str, reply_id: str, delay_seconds: int = 0) -> None:
        self.orders.append((case_id, reply_id, delay_seconds))


@dataclass
class FakeErasure:
    erased: list[str] = field(default_factory=list)

    def erase(self, case_id: str) -> None:
        self.erased.append(case_id)


@dataclass
class FakeAlertQueue:
    alerts: list[Alert] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)

    def put(self, alerts: Sequence[Alert], delay_seconds: int = 0) -> None:
        self.alerts.extend(alerts)
        self.delays += [delay_seconds] * len(alerts)


@dataclass
class FakeMentionQueue:
    deliveries: list[Delivery] = field(default_factory=list)
    rejected: list[tuple[Delivery, str]] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)

    def reject(self, delivery: Delivery, reason: str) -> None:
        self.rejected.append((delivery, reason))


@dataclass
class FakeClassifier:
    """Says of each text what the test said before; of others, the default."""

    default: Classification
    by_text: Mapping[str, Classification] = field(default_factory=dict)

    def classify(self, text: str, language_hint: str | None = None) -> Classification:
        return self.by_text.get(text, self.default)


@dataclass
class FakePlatform:
    """A platform that keeps what is said to it. `trouble`: errors for the next calls, in order;
    `loses_answers` publishes and then fails, as a broken connection does."""

    can_reply: bool = True
    longest_reply: int = 280
    offers: Offers = NOTHING
    events: Sequence[Incoming] = ()
    trouble: list[Exception] = field(default_factory=list)
    loses_answers: bool = False
    published: list[Reply] = field(default_factory=list)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        return self.events

    def length(self, text: str) -> int:
        return len(text)

    def send(self, reply: Reply) -> str:
        if self.trouble and not self.loses_answers:
            raise self.trouble.pop(0)
        self.published.append(reply)
        if self.trouble:
            raise self.trouble.pop(0)
        return self._id_of(reply, len(self.published))

    def find(self, reply: Reply) -> str | None:
        for number, known in enumerate(self.published, 1):
            what, known_as = ((r.form, r.in_reply_to, r.undoes) for r in (reply, known))
            if what == known_as and known.text == reply.text:
                return self._id_of(reply, number)
        return None

    def _id_of(self, reply: Reply, number: int) -> str:
        begins = reply.form in (ReplyForm.PRIVATE, self.offers.private_form)
        return f"talk-{reply.person_id}:out-{number}" if begins else f"out-{number}"


@dataclass
class FakeMailer:
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, topic: str, subject: str, body: str) -> None:
        self.sent.append((topic, subject, body))


def adding(*mentions: Mention) -> FakePlatform:
    """A platform whose deliveries bring these mentions."""
    return FakePlatform(events=tuple(MentionAdded(mention=mention) for mention in mentions))
