"""Tokens that end: when each is renewed, when people hear of it."""

from datetime import timedelta

import pytest

from hearback.domain.tokens import (
    Renewed,
    Step,
    follows,
    is_urgent,
    moment,
    next_step,
    renewed_entry,
)
from tests.builders import HOUR, MINUTE, NOW

DAY = timedelta(days=1)


def ending_in(left: timedelta, **more: str) -> dict[str, str]:
    return {"access_token": "a", "expires_at": (NOW + left).isoformat(), **more}


@pytest.mark.parametrize(
    ("channel", "left", "step"),
    [
        ("x", 46 * MINUTE, Step.KEEP),
        ("x", 45 * MINUTE, Step.RENEW),
        ("tiktok", 7 * HOUR, Step.KEEP),
        ("tiktok", 6 * HOUR, Step.RENEW),
        ("linkedin", 15 * DAY, Step.KEEP),
        ("linkedin", 14 * DAY, Step.RENEW),
        ("linkedin", -DAY, Step.RENEW),
    ],
)
def test_a_token_is_renewed_ahead_of_its_end(channel: str, left: timedelta, step: Step) -> None:
    assert next_step(channel, ending_in(left), can_renew=True, now=NOW) is step


@pytest.mark.parametrize(
    ("left", "step"),
    [(15 * DAY, Step.KEEP), (14 * DAY, Step.WARN), (MINUTE, Step.WARN), (-MINUTE, Step.ENDED)],
)
def test_people_hear_in_time_of_one_that_we_cannot_renew(left: timedelta, step: Step) -> None:
    assert next_step("linkedin", ending_in(left), can_renew=False, now=NOW) is step


def test_one_whose_end_is_unknown_is_renewed_once_and_then_believed() -> None:
    assert next_step("x", {"access_token": "a"}, can_renew=True, now=NOW) is Step.RENEW
    learnt = {"access_token": "a", "expires_at": "never"}
    assert next_step("facebook", learnt, can_renew=True, now=NOW) is Step.KEEP
    assert next_step("mastodon", {"access_token": "a"}, can_renew=False, now=NOW) is Step.KEEP


def test_the_right_to_renew_may_end_too() -> None:
    entry = ending_in(60 * DAY, refresh_expires_at=(NOW + 13 * DAY).isoformat())
    assert next_step("linkedin", entry, can_renew=True, now=NOW) is Step.WARN


@pytest.mark.parametrize("text", ["soon", "", "2026-13-01", "31.12.2026"])
def test_an_end_that_people_wrote_otherwise_is_unknown(text: str) -> None:
    assert moment({"expires_at": text}, "expires_at") is None


def test_an_end_without_a_zone_is_in_utc() -> None:
    assert moment({"expires_at": "2026-12-01"}, "expires_at") is not None
    entry = {"access_token": "a", "expires_at": NOW.replace(tzinfo=None).isoformat()}
    assert next_step("linkedin", entry, can_renew=False, now=NOW) is Step.ENDED


def test_a_failed_try_is_worth_a_mail_once_half_of_the_time_is_gone() -> None:
    assert not is_urgent("tiktok", ending_in(4 * HOUR), NOW)
    assert is_urgent("tiktok", ending_in(3 * HOUR), NOW)
    assert not is_urgent("x", {"access_token": "a"}, NOW)


def test_the_new_entry_keeps_what_was_not_traded_and_says_what_was() -> None:
    before = {**ending_in(HOUR), "refresh_token": "r1", "client_id": "c"}
    renewed = Renewed(access_token="b", refresh_token="r2", seconds=7200, refresh_seconds=86400)
    after = renewed_entry(before, renewed, NOW)
    assert after.pop("renewed_from") != ""
    assert after == {
        "access_token": "b",
        "refresh_token": "r2",
        "client_id": "c",
        "expires_at": (NOW + 2 * HOUR).isoformat(),
        "refresh_expires_at": (NOW + DAY).isoformat(),
        "renewed_at": NOW.isoformat(),
    }


def test_a_token_follows_the_one_that_it_was_traded_for_and_no_other() -> None:
    before = {"access_token": "a", "refresh_token": "r1"}
    after = renewed_entry(before, Renewed(access_token="b", refresh_token="r2"), NOW)
    assert follows(after, before)
    assert not follows(after, after)
    assert not follows(after, {**before, "refresh_token": "by hand"})
    assert not follows(before, {"access_token": "z"})


def test_a_token_that_no_longer_ends_has_no_end() -> None:
    after = renewed_entry(ending_in(HOUR), Renewed(access_token="b"), NOW)
    assert after["expires_at"] == "never"
    assert next_step("facebook", after, can_renew=True, now=NOW) is Step.KEEP
