"""Promising a time: only one that we can keep, and if not, the nearest that we can."""

from datetime import datetime

from hearback.domain.business_hours import WorkingTime
from hearback.domain.errors import ActRefused
from hearback.domain.policy import CarePolicy


def check_promise(promised_at: datetime | None, policy: CarePolicy, now: datetime) -> None:
    """Raises `ActRefused` with the nearest time that the policy's rule allows."""
    rule = policy.promises
    working_time = policy.working_time(rule.calendar)
    if promised_at is None:
        raise ActRefused("promise_without_time")
    earliest = working_time.next_open(now + rule.soonest)
    if promised_at <= now:
        raise ActRefused("promise_in_the_past", earliest)
    if promised_at < now + rule.soonest:
        raise ActRefused("promise_too_soon", earliest)
    if promised_at > now + rule.furthest:
        latest = _last_open(working_time, now, now + rule.furthest)
        raise ActRefused("promise_too_far", max(latest, earliest))
    if not working_time.is_open(promised_at):
        raise ActRefused("promise_outside_hours", _nearest(working_time, earliest, promised_at))


def _nearest(working_time: WorkingTime, earliest: datetime, wanted: datetime) -> datetime:
    before = _last_open(working_time, earliest, wanted)
    after = working_time.next_open(wanted)
    return before if earliest < before and wanted - before <= after - wanted else after


def _last_open(working_time: WorkingTime, since: datetime, until: datetime) -> datetime:
    """The last moment up to `until` at which the open time since `since` still grew."""
    return working_time.add(since, working_time.between(since, until))
