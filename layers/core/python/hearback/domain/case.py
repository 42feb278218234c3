"""A case: one customer's matter, from the first mention to the last word."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.domain.classification import Classification, Kind, Language, Leverage, Severity, Topic
from hearback.domain.mention import Author, Mention, Visibility
from hearback.domain.replies import ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaClock, SlaMetric


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMark:
    """What the case keeps of a reply; its words lie in the reply's own item."""

    id: str
    purpose: ReplyPurpose
    by_human: bool
    status: ReplyStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case as its events have made it. `version` counts the history's entries."""

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

    def has_reply(self, purpose: ReplyPurpose) -> bool:
        """Whether one is on its way or out; a failed one does not count."""
        return any(
            r.purpose is purpose and r.status is not ReplyStatus.FAILED for r in self.replies
        )

    @property
    def answered_by_human(self) -> bool:
        heard = (ReplyStatus.SENT, ReplyStatus.RECORDED)
        return any(r.by_human and r.status in heard for r in self.replies)

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
