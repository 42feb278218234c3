"""Tell people: one mail for one alert, one digest for many."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hearback.domain.alerts import Alert, AlertKind
from hearback.domain.errors import NotFound
from hearback.domain.policy import CarePolicy, Team
from hearback.domain.ports import CaseFile, Cases, Mailer
from hearback.domain.sla import SlaClock

_KEEP = timedelta(days=14)
_LARGEST_DIGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertedCase:
    """An alert with the case as it stands when the mail is written."""

    alert: Alert
    file: CaseFile

    @property
    def clock(self) -> SlaClock | None:
        if self.alert.metric is None:
            return None
        return self.file.case.clock(self.alert.metric, self.alert.episode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    subject: str
    body: str


class MailWriter(Protocol):
    def write(self, team: Team, alerted: Sequence[AlertedCase], now: datetime) -> Mail:
        """A mail for one case's alerts, or a digest for several cases'."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAlerts:
    cases: Cases
    policy: CarePolicy
    writer: MailWriter
    mailer: Mailer

    def __call__(self, alerts: Iterable[Alert], now: datetime) -> int:
        """Send what is new and still worth a mail; returns the number of mails.

        A crash after a mail and before its note repeats that mail: better told twice than never.
        """
        by_reader: dict[tuple[str, str], list[AlertedCase]] = defaultdict(list)
        for alert in dict.fromkeys(alerts):
            alerted = self._look_up(alert)
            if alerted is not None:
                by_reader[alert.role, alerted.file.case.team].append(alerted)
        mails = 0
        for (role, team_id), news in by_reader.items():
            for start in range(0, len(news), _LARGEST_DIGEST):
                part = news[start : start + _LARGEST_DIGEST]
                mail = self.writer.write(self.policy.team(team_id), part, now)
                self.mailer.send(f"role:{role}" if role else team_id, mail.subject, mail.body)
                mails += 1
                for alerted in part:
                    self.cases.note_alert_sent(alerted.alert, now + _KEEP)
        return mails

    def _look_up(self, alert: Alert) -> AlertedCase | None:
        if self.cases.alert_sent(alert):
            return None
        try:
            alerted = AlertedCase(alert=alert, file=self.cases.file(alert.case_id))
        except NotFound:
            return None
        return None if _is_settled(alerted) else alerted


def _is_settled(alerted: AlertedCase) -> bool:
    """A warning helps nobody once the work is done; a breach is told all the same."""
    clock = alerted.clock
    if alerted.alert.kind is AlertKind.WARNING:
        return clock is not None and not clock.is_open
    if alerted.alert.kind in (AlertKind.OPENED, AlertKind.CUSTOMER_WROTE):
        return alerted.file.case.is_closed
    return False
