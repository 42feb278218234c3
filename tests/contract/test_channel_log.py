"""What every `ChannelLog` promises: the same suite over the fake and over the real table."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from hearback.adapters.channels_table import ChannelsTable
from hearback.domain.channel_life import ChannelLog, Handshakes, Refusal
from hearback.domain.known_tokens import KnownToken, Told
from hearback.domain.leases import Lease
from hearback.domain.rhythm import Week, hour_of_week, week_of
from hearback.domain.troubles import Cause, KnownTrouble
from local.aws import client
from tests.builders import HOUR, MINUTE, NOW
from tests.emulator import make_table
from tests.fake_channels import FakeChannels

TOPIC = "https://blog.example/" + "x" * 2_000
DAY = timedelta(days=1)


@pytest.fixture(params=["fake", "table"])
def log(request: pytest.FixtureRequest) -> ChannelLog:
    if request.param == "fake":
        return FakeChannels()
    name = f"channels-{uuid.uuid4().hex[:8]}"
    dynamodb = client("dynamodb", request.getfixturevalue("emulator_url"))
    make_table(dynamodb, name)
    return ChannelsTable(dynamodb, name)


def test_a_channel_without_handshakes_has_none(log: ChannelLog) -> None:
    assert log.handshakes("x") == Handshakes(channel="x")


def test_refused_handshakes_are_counted_until_one_is_answered(log: ChannelLog) -> None:
    log.note_handshake("x", answered=True, at=NOW)
    log.note_handshake("x", answered=False, at=NOW + MINUTE)
    log.note_handshake("x", answered=False, at=NOW + 2 * MINUTE)
    assert log.handshakes("x") == Handshakes(
        channel="x", answered_at=NOW, refused_at=NOW + 2 * MINUTE, refused=2
    )
    log.note_handshake("x", answered=True, at=NOW + 3 * MINUTE)
    known = log.handshakes("x")
    assert (known.answered_at, known.refused) == (NOW + 3 * MINUTE, 0)
    assert log.handshakes("linkedin").answered_at is None


def test_a_handshake_that_is_told_twice_or_late_changes_nothing(log: ChannelLog) -> None:
    for _ in range(2):
        log.note_handshake("x", answered=False, at=NOW)
    log.note_handshake("x", answered=False, at=NOW - HOUR)
    assert log.handshakes("x").refused == 1


def test_a_lease_is_kept_with_the_latest_grant_and_the_latest_denial(log: ChannelLog) -> None:
    assert log.lease(TOPIC) is None
    log.note_lease(Lease(topic=TOPIC, granted_at=NOW, until=NOW + 5 * DAY))
    log.note_lease(Lease(topic=TOPIC, denied_at=NOW + DAY, reason="gone"))
    log.note_lease(Lease(topic=TOPIC, granted_at=NOW - DAY, until=NOW + 90 * DAY))
    assert log.lease(TOPIC) == Lease(
        topic=TOPIC,
        granted_at=NOW,
        until=NOW + 5 * DAY,
        denied_at=NOW + DAY,
        reason="gone",
    )
    log.note_lease(Lease(topic=TOPIC, granted_at=NOW + 2 * DAY, until=NOW + 7 * DAY))
    lease = log.lease(TOPIC)
    assert lease is not None
    assert (lease.until, lease.is_denied) == (NOW + 7 * DAY, False)
    assert log.lease(TOPIC + "y") is None


def test_tokens_are_renewed_by_one_run_at_a_time(log: ChannelLog) -> None:
    assert log.take_token_turn(NOW, NOW + MINUTE)
    assert not log.take_token_turn(NOW, NOW + MINUTE)
    assert log.take_token_turn(NOW + MINUTE, NOW + 2 * MINUTE)


def test_of_an_account_that_is_refused_the_latest_is_kept_until_it_is_forgotten(
    log: ChannelLog,
) -> None:
    first = Refusal(channel="x", account_id="1500", at=NOW, reason="revoked")
    later = replace(first, at=NOW + MINUTE, reason="http_401")
    other = replace(first, account_id="1501")
    for each in (first, other, later, first):
        log.note_refusal(each)
    assert set(log.refusals()) == {later, other}
    log.forget_refusal("x", "1500")
    log.forget_refusal("x", "1500")
    assert log.refusals() == (other,)


def test_what_the_operators_know_is_kept_by_channel_and_cause(log: ChannelLog) -> None:
    assert log.known_troubles() == ()
    first = KnownTrouble(channel="x", cause=Cause.QUIET, since=NOW, told_at=NOW)
    other = replace(first, cause=Cause.TOKEN_ENDING)
    log.keep_trouble(first)
    log.keep_trouble(other)
    over = replace(first, is_over=True, is_told=False)
    log.keep_trouble(over)
    assert set(log.known_troubles()) == {over, other}


def test_the_hours_in_which_a_channel_brought_something_are_kept_by_week(log: ChannelLog) -> None:
    assert log.weeks("x") == ()
    for at in (NOW, NOW + MINUTE / 2, NOW + MINUTE, NOW + HOUR, NOW + 7 * DAY):
        log.note_event("x", at)
    log.note_event("facebook", NOW)
    first, second = sorted(log.weeks("x"), key=lambda week: week.week)
    hour = hour_of_week(NOW)
    assert first == Week(
        week=week_of(NOW),
        hours=frozenset({hour, hour + 1}),
        first_at=NOW,
        last_at=NOW + HOUR,
    )
    assert (second.hours, second.first_at) == (frozenset({hour}), NOW + 7 * DAY)


def test_an_event_that_comes_late_changes_nothing(log: ChannelLog) -> None:
    log.note_event("x", NOW + HOUR)
    log.note_event("x", NOW)
    (week,) = log.weeks("x")
    assert (week.first_at, week.last_at, len(week.hours)) == (NOW + HOUR, NOW + HOUR, 1)


def test_what_is_known_of_a_token_takes_the_place_of_what_was(log: ChannelLog) -> None:
    assert log.take_token_turn(NOW, NOW + MINUTE)
    assert log.known_tokens() == ()
    told = Told(expires_at="never", data_ends_at=NOW + DAY)
    known = KnownToken(channel="facebook", account="1", of="ab", asked_at=NOW, told=told)
    other = replace(known, account="urn:li:2", told=Told(refused="code 190", too_young_at=NOW))
    log.keep_token(known)
    log.keep_token(other)
    assert log.known_tokens() == (known, other)
    log.keep_token(replace(known, asked_at=NOW + DAY, told=Told()))
    assert log.known_tokens() == (replace(known, asked_at=NOW + DAY, told=Told()), other)
