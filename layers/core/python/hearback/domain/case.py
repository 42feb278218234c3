"""A case: one customer's matter, from the first mention to the last word."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.domain.abuse_steps import AbuseRequest, AbuseStep
from hearback.domain.classification import Classification, Kind, Language, Leverage, Severity, Topic
from hearback.domain.identity import IdentityCheck
from hearback.domain.mention import Author, Mention, Visibility
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaClock, SlaMetric
from hearback.domain.threads import Thread, ThreadLink


class CaseStatus(StrEnum):
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    WAITING_CUSTOMER = "waiting_customer"
    RESOLUTION_PROPOSED = "resolution_proposed"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"
    DISMISSED = "dismissed"


class Stage(StrEnum):
    """Where the workflow waits; each is named as its state in the ASL file."""

    AWAIT_ACKNOWLEDGEMENT = "AwaitAcknowledgement"
    AWAIT_RESOLUTION = "AwaitResolution"
    AWAIT_FOLLOW_UP = "AwaitFollowUp"
    CLOSED = "Closed"


_STAGE = {
    CaseStatus.NEW: Stage.AWAIT_ACKNOWLEDGEMENT,
    CaseStatus.ACKNOWLEDGED: Stage.AWAIT_RESOLUTION,
    CaseStatus.IN_PROGRESS: Stage.AWAIT_RESOLUTION,
    CaseStatus.WAITING_CUSTOMER: Stage.AWAIT_RESOLUTION,
    CaseStatus.RESOLUTION_PROPOSED: Stage.AWAIT_FOLLOW_UP,
    CaseStatus.RESOLVED: Stage.AWAIT_FOLLOW_UP,
    CaseStatus.CLOSED: Stage.CLOSED,
    CaseStatus.MERGED: Stage.CLOSED,
    CaseStatus.DISMISSED: Stage.CLOSED,
}


_HEARD = (ReplyStatus.SENT, ReplyStatus.RECORDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMark:
    """What the case keeps of a reply; its words lie in the reply's own item."""

    id: str
    purpose: ReplyPurpose
    by_human: bool
    status: ReplyStatus
    form: ReplyForm = ReplyForm.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedMark:
    """What the case keeps of a deed; `target_id` is the mention that it is about.

    `undoes`: the id of the deed that this one takes back.
    """

    id: str
    form: ReplyForm
    target_id: str
    status: ReplyStatus
    undoes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case as its events have made it. `version` counts the history's entries.

    `channel`, `account_id`, `thread_id` and `visibility` are those of its first mention, by which
    its promises were made; `talks_at` is the place in `threads` of the latest one.
    """

    id: str
    version: int
    brand: str
    channel: str
    account_id: str
    visibility: Visibility
    author: Author
    thread_id: str
    status: CaseStatus
    kind: Kind
    severity: Severity
    topic: Topic
    language: Language
    leverage: Leverage = Leverage.NONE
    offensive: bool = False
    needs_review: bool = False
    team: str
    assignee: str = ""
    policy_id: str
    policy_version: str
    opened_at: datetime
    updated_at: datetime
    last_mention_id: str
    last_mention_at: datetime
    mention_count: int = 1
    clocks: tuple[SlaClock, ...] = ()
    replies: tuple[ReplyMark, ...] = ()
    escalation_level: int = 0
    reopen_count: int = 0
    silence_at: datetime | None = None
    remind_at: datetime | None = None
    follow_up_at: datetime | None = None
    close_at: datetime | None = None
    score: int | None = None
    threads: tuple[Thread, ...] = ()
    talks_at: int = 0
    identity: IdentityCheck | None = None
    deeds: tuple[DeedMark, ...] = ()
    abuse_steps: tuple[AbuseStep, ...] = ()
    abuse_request: AbuseRequest | None = None
    execution: str

    @property
    def stage(self) -> Stage:
        return _STAGE[self.status]

    @property
    def is_closed(self) -> bool:
        return self.stage is Stage.CLOSED

    @property
    def is_resolved(self) -> bool:
        return self.stage is Stage.AWAIT_FOLLOW_UP

    @property
    def conversations(self) -> tuple[Thread, ...]:
        """The first thread and all that came to it."""
        return self.threads or (self._first_thread(),)

    @property
    def place(self) -> Thread:
        """Where the customer's latest word came: answers go there."""
        return self.conversations[self.talks_at]

    @property
    def public_place(self) -> Thread | None:
        """Where the customer last spoke to us before everyone, if they ever did."""
        open_to_all = (t for t in self.conversations if not t.is_private and t.last_mention_id)
        return max(open_to_all, key=lambda t: t.last_mention_at or t.since, default=None)

    @property
    def is_silenced(self) -> bool:
        """Whether we answer no more: a step against abuse."""
        return AbuseStep.SILENCE in self.abuse_steps

    def thread_of(self, reply: Reply) -> Thread:
        """The thread in which a reply speaks; its latest mention may be newer than the reply."""
        private = reply.form is ReplyForm.DM
        found = (t for t in self.conversations if t.channel == reply.channel)
        return next((t for t in found if t.is_private is private), self.place)

    def _first_thread(self) -> Thread:
        """Of a case from before threads were kept."""
        return Thread(
            channel=self.channel,
            account_id=self.account_id,
            thread_id=self.thread_id,
            person_id=self.author.id or "",
            visibility=self.visibility,
            since=self.opened_at,
            link=ThreadLink.OPENED,
            last_mention_id=self.last_mention_id,
            last_mention_at=self.last_mention_at,
        )

    def facts(self) -> dict[str, object]:
        """What the policy's matchers look at."""
        return {
            "channel": self.channel,
            "account": self.account_id,
            "brand": self.brand,
            "kind": self.kind,
            "severity": self.severity,
            "topic": self.topic,
            "language": self.language,
            "visibility": self.visibility,
            "customer_tier": self.author.tier,
        }

    def open_clock(self, metric: SlaMetric) -> SlaClock | None:
        return next((c for c in self.clocks if c.metric is metric and c.is_open), None)

    def clock(self, metric: SlaMetric, episode: int) -> SlaClock:
        return next(c for c in self.clocks if c.key == (metric, episode))

    def episodes(self, metric: SlaMetric) -> int:
        return sum(c.metric is metric for c in self.clocks)

    def has_reply(self, purpose: ReplyPurpose, form: ReplyForm | None = None) -> bool:
        """Whether one is on its way or out; a failed one does not count."""
        return any(
            r.purpose is purpose and form in (None, r.form) and r.status is not ReplyStatus.FAILED
            for r in self.replies
        )

    def was_heard(self, purpose: ReplyPurpose) -> bool:
        """Whether one has reached the customer."""
        return any(r.purpose is purpose and r.status in _HEARD for r in self.replies)

    @property
    def standing_deeds(self) -> tuple[DeedMark, ...]:
        """Done, or about to be, and not taken back; a failed one does not count."""
        undone = {d.undoes for d in self.deeds if d.status is ReplyStatus.SENT}
        return tuple(
            d
            for d in self.deeds
            if not d.undoes and d.id not in undone and d.status is not ReplyStatus.FAILED
        )

    def has_deed(self, form: ReplyForm, target_id: str) -> bool:
        return any((d.form, d.target_id) == (form, target_id) for d in self.standing_deeds)

    def is_taken_back(self, deed_id: str) -> bool:
        """Whether a deed is, or is about to be."""
        return any(d.undoes == deed_id and d.status is not ReplyStatus.FAILED for d in self.deeds)

    @property
    def answered_by_human(self) -> bool:
        """A warning is a person's word, but no answer."""
        return any(
            r.by_human and r.status in _HEARD and r.purpose is not ReplyPurpose.WARNING
            for r in self.replies
        )

    @property
    def next_due_at(self) -> datetime | None:
        """The earliest promise still to be kept."""
        return min((c.due_at for c in self.clocks if c.is_running), default=None)

    def breaches(self, now: datetime) -> tuple[SlaClock, ...]:
        """Broken promises, whatever the status says: only times are compared."""
        return tuple(c for c in self.clocks if c.is_breached(now))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMention:
    """A mention as it stands in its case, with what the classifier said of it."""

    case_id: str
    mention: Mention
    classification: Classification
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
