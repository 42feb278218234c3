"""What is told of channels: handshakes, leases, sources, quotas, versions, silence."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hearback.adapters.platforms import linkedin
from hearback.bootstrap.watch_channels import versions
from hearback.domain.api_versions import GRAPH_ENDS, ends_on, graph_version
from hearback.domain.channel_life import Refusal
from hearback.domain.leases import Lease
from hearback.domain.policy import Closure, Source
from hearback.domain.polling import QUOTA_USED_UP, Quota, SourceCursor
from hearback.domain.troubles import Cause, Trouble
from hearback.domain.webhooks import Delivery
from hearback.use_cases.note_channel_life import NoteChannelLife
from hearback.use_cases.watch_channels import CAUSES, WatchChannels
from tests.builders import HOUR, MINUTE, a_policy
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # noon in California
DAY = timedelta(days=1)
QUOTA = Quota(a_day=1000, time_zone="America/Los_Angeles")


def a_source(**changes: Any) -> Source:
    plain = {"id": "tube", "brand": "nivora", "channel": "tube", "account": "UC1"}
    return Source(**{**plain, **changes})


@dataclass
class World:
    channels: tuple[str, ...] = ("x",)
    sources: tuple[Source, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
    log: FakeChannels = field(default_factory=FakeChannels)
    cases: FakeCases = field(default_factory=FakeCases)

    def cursor(self, **kept: Any) -> None:
        plain = SourceCursor(source_id=self.sources[0].id, day="2026-11-22", since=NOW - 30 * DAY)
        self.cases.keep_source_cursor(replace(plain, **kept))

    def look(self, now: datetime = NOW) -> tuple[Trouble, ...]:
        look = WatchChannels(
            policy=a_policy().model_copy(update={"sources": self.sources}),
            channels=self.channels,
            versions=self.versions,
            quota=lambda channel: QUOTA if channel == "tube" else None,
            cases=self.cases,
            log=self.log,
        )
        return look(now)

    def causes(self, now: datetime = NOW) -> list[Cause]:
        return [each.cause for each in self.look(now)]


def test_a_healthy_or_new_stage_has_nothing_to_tell() -> None:
    world = World(channels=("x", "linkedin", "email"), sources=(a_source(),))
    assert world.look() == ()


def test_what_is_looked_for_is_all_but_tokens() -> None:
    assert set(Cause) - set(CAUSES) == {each for each in Cause if each.startswith("token_")}


def test_a_token_that_is_refused_is_told_by_its_account() -> None:
    world = World()
    world.log.note_refusal(Refusal(channel="x", account_id="1500", at=NOW, reason="revoked"))
    assert world.look() == (
        Trouble(channel="x", cause=Cause.ACCESS_REFUSED, subject="1500", detail="revoked", at=NOW),
    )
    world.log.forget_refusal("x", "1500")
    assert world.look() == ()


def test_silence_is_told_with_its_beginning() -> None:
    world = World()
    for hour in range(24 * 15):
        world.log.note_event("x", NOW - 16 * DAY + hour * HOUR)
    last = NOW - DAY - HOUR
    assert world.look() == (Trouble(channel="x", cause=Cause.QUIET, at=last),)


def test_the_calendars_holidays_are_known() -> None:
    policy = a_policy()
    (name, calendar), *_ = policy.calendars.items()
    closed = calendar.model_copy(update={"closures": (Closure(date=date(2026, 5, 19)),)})
    feast = policy.model_copy(update={"calendars": {name: closed}})
    zone = ZoneInfo(calendar.time_zone)
    assert feast.is_holiday(datetime(2026, 5, 19, tzinfo=zone).astimezone(UTC))
    assert feast.is_holiday(datetime(2026, 5, 19, 23, 59, tzinfo=zone).astimezone(UTC))
    assert not feast.is_holiday(datetime(2026, 5, 20, tzinfo=zone).astimezone(UTC))


@pytest.mark.parametrize(
    ("channel", "silent", "lost"),
    [
        ("x", 25 * HOUR, False),
        ("x", 27 * HOUR, True),
        ("linkedin", 6 * HOUR, False),
        ("linkedin", 8 * HOUR, True),
        ("facebook", 900 * HOUR, False),
    ],
)
def test_a_handshake_is_missed_where_it_comes_regularly(
    channel: str, silent: timedelta, lost: bool
) -> None:
    world = World(channels=(channel,))
    world.log.note_handshake(channel, answered=True, at=NOW - silent)
    assert world.causes() == [Cause.HANDSHAKE_MISSING] * lost


def test_a_platform_that_never_asked_is_not_missed() -> None:
    assert World(channels=("x", "linkedin")).look() == ()


def test_refusals_are_told_from_the_second_on_until_one_is_answered() -> None:
    world = World(channels=("facebook",))
    told = []
    for minute in range(3):
        world.log.note_handshake("facebook", answered=False, at=NOW + minute * MINUTE)
        told.append(world.causes(NOW + 3 * MINUTE))
    assert told == [[], [Cause.HANDSHAKE_REFUSED], [Cause.HANDSHAKE_REFUSED]]
    assert world.causes(NOW + 2 * DAY) == []
    world.log.note_handshake("facebook", answered=True, at=NOW + 4 * MINUTE)
    assert world.causes(NOW + 5 * MINUTE) == []


def test_strangers_may_ask_about_hubs_topics_as_they_like() -> None:
    world = World(channels=("websub",))
    for minute in range(9):
        world.log.note_handshake("websub", answered=False, at=NOW + minute * MINUTE)
    assert world.look() == ()


def a_topic() -> Source:
    hub = {"url": "https://t.example/", "hub": "https://hub.example/"}
    return a_source(id="blog", channel="websub", account="", **hub)


def test_leases_are_told_of_by_their_source() -> None:
    world = World(channels=("websub",), sources=(a_topic(),))
    assert world.look() == ()
    world.cursor()
    assert world.causes() == [Cause.LEASE_NEVER_GRANTED]
    world.log.note_lease(Lease(topic="https://t.example/", granted_at=NOW, until=NOW + DAY))
    assert world.look(NOW + HOUR) == ()
    lost = Trouble(channel="websub", cause=Cause.LEASE_LOST, subject="blog", at=NOW + DAY)
    assert world.look(NOW + 2 * DAY) == (lost,)
    world.log.note_lease(Lease(topic="https://t.example/", denied_at=NOW + DAY, reason="full"))
    (denied,) = world.look(NOW + 2 * DAY)
    assert (denied.cause, denied.detail) == (Cause.LEASE_DENIED, "full")


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ({"failures": 2, "failure": "http_503"}, False),
        ({"failures": 3, "failure": "http_503"}, True),
        ({"failures": 1, "failure": "not_authorised: invalid_grant"}, True),
        ({"failures": 1, "failure": "address_not_public"}, True),
        ({"failures": 9, "failure": QUOTA_USED_UP, "not_before": NOW - HOUR}, False),
        ({}, False),
    ],
)
def test_a_source_that_cannot_be_read_is_told_with_why(kept: dict[str, Any], told: bool) -> None:
    world = World(sources=(a_source(),))
    world.cursor(**kept)
    found = world.look()
    assert [each.cause for each in found] == [Cause.SOURCE_FAILING] * told
    assert [each.detail for each in found] == [kept.get("failure")] * told


@pytest.mark.parametrize(
    ("kept", "cause"),
    [
        ({"spent": 790}, None),
        ({"spent": 800}, Cause.QUOTA_NEARLY_USED),
        ({"spent": 1000}, Cause.QUOTA_USED_UP),
        ({"spent": 5, "failure": QUOTA_USED_UP, "not_before": NOW + HOUR}, Cause.QUOTA_USED_UP),
        ({"spent": 1000, "day": "2026-11-21"}, None),
    ],
)
def test_a_quota_that_will_not_last_the_platforms_day_is_told(
    kept: dict[str, Any], cause: Cause | None
) -> None:
    world = World(sources=(a_source(),))
    world.cursor(**kept)
    found = world.look()
    assert [each.cause for each in found] == ([cause] if cause else [])
    if cause:
        assert found[0].at == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        assert found[0].detail == f"{kept['spent']}/1000"


def test_a_quota_that_is_spent_evenly_is_as_it_should_be() -> None:
    world = World(sources=(a_source(),))
    world.cursor(spent=810)
    assert world.look(NOW + 8 * HOUR) == ()


def test_of_a_shared_quota_a_sources_share_counts() -> None:
    world = World(sources=(a_source(), a_source(id="other")))
    world.cursor(spent=420)
    (found,) = world.look()
    assert (found.cause, found.detail) == (Cause.QUOTA_NEARLY_USED, "420/500")


def test_a_version_is_told_of_two_months_before_its_end() -> None:
    world = World(versions={"facebook": "v21.0", "x": "", "generic": ""})
    world.channels = ("facebook", "x")
    ends = datetime(2027, 1, 21, tzinfo=UTC)
    assert world.look(ends - 61 * DAY) == ()
    for now in (ends - 60 * DAY, ends + 90 * DAY):
        assert world.look(now) == (
            Trouble(channel="facebook", cause=Cause.VERSION_SUNSET, detail="v21.0", at=ends),
        )


@pytest.mark.parametrize(
    ("channel", "version", "ends"),
    [
        ("whatsapp", "v25.0", date(2028, 7, 29)),
        ("instagram", "v26.0", None),
        ("facebook", "v17.0", min(GRAPH_ENDS.values())),
        ("facebook", "", None),
        ("facebook", "latest", None),
        ("linkedin", "202610", date(2027, 10, 1)),
        ("linkedin", "202613", None),
        ("x", "v2.0", None),
    ],
)
def test_ends_of_versions(channel: str, version: str, ends: date | None) -> None:
    assert ends_on(channel, version) == ends


def test_the_stages_versions_are_those_of_its_addresses() -> None:
    urls = {
        "facebook": "https://graph.facebook.com/v25.0",
        "instagram": "",
        "whatsapp": "https://proxy.example",
        "linkedin": "",
        "x": "",
    }
    assert versions(urls) == {
        "facebook": "v25.0",
        "instagram": "v26.0",
        "whatsapp": "",
        "linkedin": linkedin.VERSION,
    }
    assert graph_version("http://127.0.0.1:4567/facebook/v26.0") == "v26.0"


def test_a_busy_channel_is_noted_once_a_minute() -> None:
    @dataclass
    class Counting(FakeChannels):
        writes: int = 0

        def note_event(self, channel: str, at: datetime) -> None:
            self.writes += 1
            super().note_event(channel, at)

    log = Counting()
    note = NoteChannelLife(channels=log)
    for second in range(600):
        at = NOW + timedelta(seconds=second)
        note(Delivery(channel="x", body="{}", received_at=at))
    assert log.writes == 10
    assert len(log.weeks("x")[0].hours) == 1
