"""Tell people: one mail for one alert, one digest for many, never faster than they can be sent."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from hearback.domain.alerts import Alert, AlertKind
from hearback.domain.errors import NotFound
from hearback.domain.policy import CarePolicy, Team
from hearback.domain.ports import AlertQueue, CaseFile, Cases, Mailer
from hearback.domain.sla import SlaClock

_KEEP = timedelta(days=14)
_LARGEST_DIGEST = 100
_BETWEEN_MAILS = timedelta(seconds=1)
_LOOK_AGAIN_SECONDS = 900
"""The longest that the queue can hold a message back."""


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
    """`pace`: by topic, the group of topics that share an address; one mail a second a group.
    `pause` waits so many seconds."""

    cases: Cases
    policy: CarePolicy
    writer: MailWriter
    mailer: Mailer
    later: AlertQueue
    pace: Mapping[str, str]
    pause: Callable[[float], None]

    def __call__(self, alerts: Iterable[Alert], clock: Callable[[], datetime]) -> int:
        """Send what is new and still worth a mail; returns the number of mails.

        A crash after a mail and before its note repeats that mail: better told twice than never.
        """
        by_reader: dict[tuple[str, str], list[AlertedCase]] = defaultdict(list)
        too_early: list[Alert] = []
        for alert in dict.fromkeys(alerts):
            alerted = self._look_up(alert)
            if alerted is None:
                continue
            if self._doors_are_closed(alerted, clock()):
                too_early.append(alert)
            else:
                by_reader[alert.role, alerted.file.case.team].append(alerted)
        if too_early:
            self.later.put(too_early, delay_seconds=_LOOK_AGAIN_SECONDS)
        mails = 0
        for (role, team), news in by_reader.items():
            for part in _parts(news):
                self._send(f"role:{role}" if role else team, team, part, clock)
                mails += 1
        return mails

    def _send(
        self, topic: str, team: str, news: Sequence[AlertedCase], clock: Callable[[], datetime]
    ) -> None:
        self._wait_for_turn(self.pace.get(topic, topic), clock)
        mail = self.writer.write(self.policy.team(team), news, clock())
        self.mailer.send(topic, mail.subject, mail.body)
        for alerted in news:
            self.cases.note_alert_sent(alerted.alert, clock() + _KEEP)

    def _wait_for_turn(self, group: str, clock: Callable[[], datetime]) -> None:
        """Mail programs and providers close their doors to storms: one mail a second."""
        while True:
            now = clock()
            free_at = self.cases.take_mail_turn(group, now, now + _BETWEEN_MAILS)
            if free_at is None:
                return
            self.pause(max((free_at - now).total_seconds(), 0.05))

    def _look_up(self, alert: Alert) -> AlertedCase | None:
        if self.cases.alert_sent(alert):
            return None
        try:
            alerted = AlertedCase(alert=alert, file=self.cases.file(alert.case_id))
        except NotFound:
            return None
        return None if _is_settled(alerted) else alerted

    def _doors_are_closed(self, alerted: AlertedCase, now: datetime) -> bool:
        """A clock that counts open hours wakes nobody at night."""
        clock = alerted.clock
        return clock is not None and not self.policy.working_time(clock.calendar).is_open(now)


def _parts(news: list[AlertedCase]) -> Iterable[Sequence[AlertedCase]]:
    for start in range(0, len(news), _LARGEST_DIGEST):
        yield news[start : start + _LARGEST_DIGEST]


def _is_settled(alerted: AlertedCase) -> bool:
    """A warning helps nobody once the work is done; a breach is told all the same."""
    clock = alerted.clock
    if alerted.alert.kind is AlertKind.WARNING:
        return clock is not None and not clock.is_open
    if alerted.alert.kind in (AlertKind.OPENED, AlertKind.CUSTOMER_WROTE):
        return alerted.file.case.is_closed
    return False
