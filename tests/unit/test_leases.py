"""Leases of hubs: what a hub says, when to ask again, what is wrong."""

import json
from datetime import timedelta
from typing import Any

import pytest

from hearback.domain.leases import LONGEST, SHORTEST, Lease, LeaseTrouble, lease_from, trouble_of
from tests.builders import HOUR, MINUTE, NOW

DAY = timedelta(days=1)
EVERY = 15 * MINUTE


def said(**changes: Any) -> str:
    told = {"hub.mode": "subscribe", "hub.topic": "https://t.example/", "hub.lease_seconds": "3600"}
    return json.dumps({**told, **{f"hub.{name}": value for name, value in changes.items()}})


def granted(length: timedelta) -> Lease:
    return Lease(topic="t", granted_at=NOW, until=NOW + length)


def test_a_grant_says_until_when() -> None:
    lease = lease_from(said(), NOW)
    assert lease == Lease(topic="https://t.example/", granted_at=NOW, until=NOW + HOUR)


@pytest.mark.parametrize(
    ("seconds", "length"),
    [
        ("0", SHORTEST),
        ("-5", DAY),
        ("soon", DAY),
        ("9" * 11, LONGEST),
        ("9" * 30, DAY),
        (None, DAY),
    ],
)
def test_an_absurd_length_is_brought_within_reason(seconds: object, length: timedelta) -> None:
    lease = lease_from(said(lease_seconds=seconds), NOW)
    assert lease is not None
    assert lease.until == NOW + length


def test_a_denial_keeps_its_reason_on_one_short_line() -> None:
    lease = lease_from(said(mode="denied", reason="no\n\x1b[31mmore " + "x" * 900), NOW)
    assert lease is not None
    assert (lease.denied_at, lease.granted_at) == (NOW, None)
    assert lease.reason.startswith("no[31mmore xxx")
    assert len(lease.reason) == 200


@pytest.mark.parametrize("told", ["", "{}", "[]", "null", said(mode="unsubscribe"), "[" * 50_000])
def test_what_is_no_word_of_a_hubs_is_no_lease(told: str) -> None:
    assert lease_from(told, NOW) is None


@pytest.mark.parametrize(
    ("length", "before_the_end"),
    [(9 * DAY, 3 * DAY), (HOUR, 30 * MINUTE), (20 * MINUTE, 10 * MINUTE), (3 * HOUR, HOUR)],
)
def test_it_is_renewed_well_before_its_end(length: timedelta, before_the_end: timedelta) -> None:
    assert granted(length).renew_at(EVERY) == NOW + length - before_the_end


def test_without_a_lease_there_is_nothing_to_renew() -> None:
    assert Lease(topic="t", denied_at=NOW).renew_at(EVERY) is None


def test_people_hear_of_a_lease_that_is_lost_denied_or_never_came() -> None:
    lease = granted(5 * DAY)
    assert trouble_of(lease, NOW, NOW + 5 * DAY - MINUTE) is None
    assert trouble_of(lease, NOW, NOW + 5 * DAY) is LeaseTrouble.LOST
    assert trouble_of(None, NOW, NOW + HOUR) is None
    assert trouble_of(None, NOW, NOW + HOUR + MINUTE) is LeaseTrouble.NEVER_GRANTED
    denied = Lease(topic="t", denied_at=NOW)
    assert trouble_of(denied, NOW, NOW) is LeaseTrouble.DENIED


def test_a_denial_matters_only_once_the_lease_has_ended_and_if_it_came_last() -> None:
    denied_later = Lease(topic="t", granted_at=NOW, until=NOW + DAY, denied_at=NOW + HOUR)
    assert trouble_of(denied_later, NOW, NOW + 2 * HOUR) is None
    assert trouble_of(denied_later, NOW, NOW + 2 * DAY) is LeaseTrouble.DENIED
    denied_before = Lease(topic="t", granted_at=NOW, until=NOW + DAY, denied_at=NOW - HOUR)
    assert trouble_of(denied_before, NOW, NOW + 2 * DAY) is LeaseTrouble.LOST
