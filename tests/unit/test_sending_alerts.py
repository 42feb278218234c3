"""Alerts become mails: few, in time, never at night where the promise is of open hours."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hearback.domain.alerts import Alert, AlertKind
from hearback.domain.case import CaseStatus
from hearback.domain.policy import CarePolicy, Team
from hearback.domain.sla import SlaMetric
from hearback.use_cases.send_alerts import AlertedCase, Mail, SendAlerts
from infra.config import AlertConfig
from tests.builders import CASE_ID, MINUTE, NOW, a_case, a_clock, a_file, a_policy, an_alert
from tests.fakes import FakeAlertQueue, FakeCases, FakeMailer

SERVICE_CLOCK = a_clock(metric=SlaMetric.FIRST_RESPONSE, calendar="service")
NIGHT = datetime(2026, 3, 10, 20, 0, tzinfo=UTC)


class Writer:
    def write(self, team: Team, alerted: Sequence[AlertedCase], now: datetime) -> Mail:
        return Mail(subject=f"{team.id} {len(alerted)}", body=str(now))


class World:
    """Sending over fakes, with a clock that moves when it is waited for."""

    def __init__(
        self, policy: CarePolicy | None = None, pace: dict[str, str] | None = None
    ) -> None:
        self.now = NOW
        self.cases = FakeCases()
        self.mailer = FakeMailer()
        self.later = FakeAlertQueue()
        self.waited = 0.0
        self.send = SendAlerts(
            cases=self.cases,
            policy=policy or a_policy(),
            writer=Writer(),
            mailer=self.mailer,
            later=self.later,
            pace=pace or {},
            pause=self._pause,
        )
        self.put(a_case(clocks=(a_clock(), SERVICE_CLOCK)))

    def put(self, case: object) -> None:
        file = a_file(case)  # type: ignore[arg-type]
        self.cases.cases[file.case.id] = file.case
        self.cases.entries[file.case.id] = list(file.history)

    def _pause(self, seconds: float) -> None:
        self.waited += seconds
        self.now += timedelta(seconds=seconds)

    def run(self, alerts: Iterable[Alert]) -> int:
        return self.send(alerts, lambda: self.now)


def a_breach(number: int = 0, metric: SlaMetric = SlaMetric.ACKNOWLEDGEMENT) -> Alert:
    return an_alert(AlertKind.BREACH, metric=metric, episode=1, version=2 + number)


def test_an_alert_is_mailed_once_however_often_it_comes() -> None:
    world = World()
    assert world.run([a_breach(), a_breach()]) == 1
    assert world.run([a_breach()]) == 0
    assert [topic for topic, _, _ in world.mailer.sent] == ["care"]


def test_a_step_of_the_ladder_goes_to_its_role() -> None:
    world = World()
    world.run([an_alert(AlertKind.ESCALATION, role="manager")])
    assert [topic for topic, _, _ in world.mailer.sent] == ["role:manager"]


def test_a_burst_of_ten_thousand_is_told_in_digests_at_one_mail_a_second() -> None:
    world = World()
    moments: list[datetime] = []
    world.mailer.send = lambda *mail: moments.append(world.now)  # type: ignore[method-assign]
    alerts = [a_breach(number) for number in range(10_000)]
    for start in range(0, len(alerts), 100):
        world.run(alerts[start : start + 100])
    assert len(moments) == 100
    gaps = [after - before for before, after in pairwise(moments)]
    assert min(gaps) >= timedelta(seconds=1)
    assert len(world.cases.mailed) == 10_000


def test_topics_that_share_an_address_share_the_pace() -> None:
    world = World(pace={"care": "care", "role:manager": "care"})
    world.run([a_breach(), an_alert(AlertKind.ESCALATION, role="manager", version=9)])
    assert len(world.mailer.sent) == 2
    assert world.waited >= 1


def test_topics_of_different_people_do_not_wait_for_each_other() -> None:
    world = World()
    world.run([a_breach(), an_alert(AlertKind.ESCALATION, role="manager", version=9)])
    assert world.waited == 0


def test_which_topics_share_an_address_follows_from_the_configuration() -> None:
    config = AlertConfig(
        teams={"a": ("x@e.co", "y@e.co"), "b": ("z@e.co",), "c": ("w@e.co", "z@e.co")},
        roles={"lead": ("y@e.co", "w@e.co"), "boss": ("q@e.co",)},
    )
    assert config.pace() == {
        "a": "a",
        "role:lead": "a",
        "c": "a",
        "b": "a",
        "role:boss": "role:boss",
    }


def test_a_clock_of_open_hours_wakes_nobody_at_night() -> None:
    world = World()
    world.now = NIGHT
    night_watch = a_breach(1, SlaMetric.FIRST_RESPONSE)
    assert world.run([night_watch, a_breach()]) == 1
    assert world.later.alerts == [night_watch]
    assert world.later.delays == [900]
    world.now = NIGHT + timedelta(hours=11)
    assert world.run([night_watch]) == 1


def test_a_warning_that_the_work_has_overtaken_is_not_sent_and_a_breach_is() -> None:
    world = World()
    done = a_clock(satisfied_at=NOW + 20 * MINUTE, breached_at=NOW + 15 * MINUTE)
    world.put(a_case(clocks=(done,)))
    warning = an_alert(AlertKind.WARNING, metric=SlaMetric.ACKNOWLEDGEMENT, episode=1)
    assert world.run([warning]) == 0
    assert world.run([a_breach()]) == 1


def test_the_opening_of_a_case_that_has_closed_since_is_no_news() -> None:
    world = World()
    world.put(a_case(status=CaseStatus.CLOSED))
    assert world.run([an_alert()]) == 0


def test_an_alert_of_a_case_that_is_gone_is_dropped() -> None:
    world = World()
    del world.cases.cases[CASE_ID]
    assert world.run([an_alert()]) == 0
