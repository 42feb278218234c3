"""Who must hear of what: the alerts that follow from an entry in a case's history."""

from dataclasses import dataclass
from enum import StrEnum

from hearback.domain.case import CaseStatus
from hearback.domain.changes import (
    AbuseStepAsked,
    CaseOpened,
    Change,
    ClockBreached,
    ClockWarned,
    DeedFailed,
    Entry,
    Escalated,
    FollowUpDue,
    HandedOver,
    MentionJoined,
    Rated,
    ReminderDue,
    ReplyFailed,
    ReplyHeld,
    StatusChanged,
)
from hearback.domain.replies import TAKEN_BACK
from hearback.domain.sla import SlaMetric


class AlertKind(StrEnum):
    """In order of urgency: a digest lists them so."""

    ESCALATION = "escalation"
    BREACH = "breach"
    NOT_AUTHORISED = "not_authorised"
    REPLY_FAILED = "reply_failed"
    DEED_FAILED = "deed_failed"
    WARNING = "warning"
    REOPENED = "reopened"
    CUSTOMER_WROTE = "customer_wrote"
    APPROVAL_ASKED = "approval_asked"
    HANDED_OVER = "handed_over"
    LOW_SCORE = "low_score"
    FOLLOW_UP_DUE = "follow_up_due"
    REMINDER_DUE = "reminder_due"
    OPENED = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One thing that somebody must hear of. `role`: a ladder's rung, or empty for the team.

    Holds no personal data: the mail reads the case when it is written.
    """

    case_id: str
    version: int
    number: int
    kind: AlertKind
    metric: SlaMetric | None = None
    episode: int = 0
    role: str = ""

    @property
    def id(self) -> str:
        return f"{self.case_id}#{self.version:06d}-{self.number}"


def alerts_for(entry: Entry) -> tuple[Alert, ...]:
    """The alerts of one entry; the same entry gives the same alerts with the same ids."""
    alerts = []
    for number, change in enumerate(entry.changes):
        kind = _kind_of(change)
        if kind is not None:
            alerts.append(
                Alert(
                    case_id=entry.case_id,
                    version=entry.version,
                    number=number,
                    kind=kind,
                    metric=getattr(change, "metric", None),
                    episode=getattr(change, "episode", 0),
                    role=getattr(change, "role", getattr(change, "told_to", "")),
                )
            )
    return _without_the_obvious(tuple(alerts))


def _kind_of(change: Change) -> AlertKind | None:  # noqa: C901
    match change:
        case CaseOpened():
            return AlertKind.OPENED
        case ClockWarned():
            return AlertKind.WARNING
        case ClockBreached():
            return AlertKind.BREACH
        case Escalated():
            return AlertKind.ESCALATION
        case ReplyFailed():
            return AlertKind.REPLY_FAILED
        case DeedFailed(reason=reason) if reason != TAKEN_BACK:
            return AlertKind.DEED_FAILED
        case AbuseStepAsked():
            return AlertKind.APPROVAL_ASKED
        case ReplyHeld():
            return AlertKind.NOT_AUTHORISED
        case MentionJoined():
            return AlertKind.CUSTOMER_WROTE
        case HandedOver():
            return AlertKind.HANDED_OVER
        case FollowUpDue(automatic=False):
            return AlertKind.FOLLOW_UP_DUE
        case ReminderDue(automatic=False):
            return AlertKind.REMINDER_DUE
        case Rated(told_to=role) if role:
            return AlertKind.LOW_SCORE
        case StatusChanged(status=CaseStatus.IN_PROGRESS, reason="customer_said_no"):
            return AlertKind.REOPENED
        case _:
            return None


def _without_the_obvious(alerts: tuple[Alert, ...]) -> tuple[Alert, ...]:
    """What else they say tells that the customer wrote; the team needs one mail, not two."""
    if any(alert.kind in (AlertKind.REOPENED, AlertKind.LOW_SCORE) for alert in alerts):
        return tuple(a for a in alerts if a.kind is not AlertKind.CUSTOMER_WROTE)
    return alerts
