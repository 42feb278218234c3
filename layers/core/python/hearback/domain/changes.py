"""What can happen to a case. The history of a case is a list of entries of these changes, and
the case is nothing but what they add up to (see `evolve`)."""

from dataclasses import dataclass
from datetime import datetime

from hearback.domain.abuse_steps import AbuseRequest, AbuseStep
from hearback.domain.case import CaseStatus
from hearback.domain.classification import Kind, Language, Leverage, Severity, Topic
from hearback.domain.identity import IdentityCheck
from hearback.domain.mention import Author, Visibility
from hearback.domain.replies import ReplyForm, ReplyPurpose
from hearback.domain.sla import SlaClock, SlaMetric
from hearback.domain.threads import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    case_id: str
    brand: str
    channel: str
    account_id: str
    visibility: Visibility
    author: Author
    thread_id: str
    external_id: str
    kind: Kind
    severity: Severity
    topic: Topic
    language: Language
    leverage: Leverage
    offensive: bool
    needs_review: bool
    team: str
    policy_id: str
    policy_version: str
    opened_at: datetime
    subject: str = ""
    bulk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionJoined:
    """`channel` is empty in entries from before a case could have several threads."""

    external_id: str
    received_at: datetime
    channel: str = ""
    account_id: str = ""
    thread_id: str = ""
    person_id: str = ""
    visibility: Visibility = Visibility.PUBLIC
    subject: str = ""
    bulk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionChanged:
    """The author edited a mention; the mention's item has the words as they read now."""

    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRemoved:
    external_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassified:
    kind: Kind
    severity: Severity
    topic: Topic
    leverage: Leverage
    policy_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged:
    status: CaseStatus
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssigneeChanged:
    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """To another team, or back to the own one for somebody else. No reason is asked for."""

    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    clock: SlaClock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRetimed:
    """A clock's times as they are after a pause or a new classification."""

    clock: SlaClock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPaused:
    metric: SlaMetric
    episode: int
    paused_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWarned:
    """`warned`: how many of the clock's warnings are announced by now."""

    metric: SlaMetric
    episode: int
    warned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBreached:
    metric: SlaMetric
    episode: int
    breached_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSatisfied:
    metric: SlaMetric
    episode: int
    satisfied_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCancelled:
    metric: SlaMetric
    episode: int
    cancelled_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """A breach went unmended; `step` counts the ladder's rungs from 1."""

    metric: SlaMetric
    episode: int
    step: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimersSet:
    """The case's own appointments; each time all four are set."""

    silence_at: datetime | None = None
    remind_at: datetime | None = None
    follow_up_at: datetime | None = None
    close_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDue:
    """Time to ask how it was; `automatic` if the product does so by itself."""

    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue:
    """The customer was silent for long; `automatic` if the product reminds them by itself."""

    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """The customer's own score, 1 to 5; `told_to` is who must hear of a low one."""

    score: int
    told_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyQueued:
    reply_id: str
    purpose: ReplyPurpose
    by_human: bool
    form: ReplyForm = ReplyForm.PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRecorded:
    """An agent spoke to the customer another way; the reply's item has the words, if any."""

    reply_id: str
    purpose: ReplyPurpose


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOverridden:
    """An agent sent a reply in spite of these rules of style."""

    reply_id: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySent:
    reply_id: str
    external_id: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFailed:
    reply_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyHeld:
    """The platform refuses our token; the reply waits for people to renew it."""

    reply_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedQueued:
    """Something is to be done on the platform; `target_id` is the mention that it is about.

    `undoes`: the id of the deed that it takes back, with the agent's `reason`.
    """

    reply_id: str
    form: ReplyForm
    target_id: str
    undoes: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedDone:
    reply_id: str
    form: ReplyForm
    undoes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedFailed:
    reply_id: str
    form: ReplyForm
    reason: str
    undoes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseStepAsked:
    """One person wants a step that takes two."""

    request: AbuseRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseStepTaken:
    """`request` has who asked, why, and the evidence; `approved_by` is empty where one may act."""

    request: AbuseRequest
    approved_by: str = ""

    @property
    def step(self) -> AbuseStep:
        return self.request.step


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceEnded:
    """They are answered again."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLinked:
    """The case goes on in another conversation too; or, with a reference, may do so."""

    thread: Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityVerified:
    check: IdentityCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRestarted:
    execution: str


Change = (
    CaseOpened
    | MentionJoined
    | MentionChanged
    | MentionRemoved
    | Reclassified
    | StatusChanged
    | AssigneeChanged
    | HandedOver
    | ClockStarted
    | ClockRetimed
    | ClockPaused
    | ClockWarned
    | ClockBreached
    | ClockSatisfied
    | ClockCancelled
    | Escalated
    | TimersSet
    | FollowUpDue
    | ReminderDue
    | Rated
    | ReplyQueued
    | ReplyRecorded
    | GateOverridden
    | ReplySent
    | ReplyFailed
    | ReplyHeld
    | DeedQueued
    | DeedDone
    | DeedFailed
    | AbuseStepAsked
    | AbuseStepTaken
    | SilenceEnded
    | ThreadLinked
    | IdentityVerified
    | WorkflowRestarted
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a case's history: what one act changed, all at once.

    `version` is the case's version after it. `actor` is `system`, `customer` or `agent:<name>`;
    `request_id` marks the form that caused it, so that the same form acts once.
    """

    case_id: str
    version: int
    at: datetime
    actor: str
    changes: tuple[Change, ...]
    request_id: str = ""
