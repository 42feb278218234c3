"""The care policy in fast motion: policy is data, so the same rules run with shorter promises.

A promised minute becomes a second, at most `LONGEST`; of the appointments (silence, reminder,
follow-up, closing) a day becomes `DAY`. The doors are always open, so that a demonstration at
night shows what one by day shows. Nothing else changes.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from hearback.domain.policy import (
    Account,
    Brand,
    Calendar,
    CarePolicy,
    FollowUpRule,
    SlaPolicy,
    Source,
    WaitingRule,
)
from local.sandbox.platform import Platform
from local.sandbox.platforms import ACCOUNTS, PLATFORMS

MINUTE = timedelta(seconds=1)
LONGEST = timedelta(seconds=90)
POLLED_EVERY = timedelta(minutes=1)
DAY = timedelta(seconds=10)

_ALWAYS_OPEN = {"monday-sunday": ("00:00-24:00",)}


def fast(policy: CarePolicy, sandbox_url: str) -> CarePolicy:
    """The policy with short times, and with the sandbox's accounts and sources."""
    return policy.model_copy(
        update={
            "version": f"{policy.version}-fast",
            "revision": "",
            "calendars": {
                name: Calendar(time_zone=calendar.time_zone, windows=_ALWAYS_OPEN)
                for name, calendar in policy.calendars.items()
            },
            "sla": tuple(map(_fast_rule, policy.sla)),
            "ladder": tuple(
                step.model_copy(update={"after": _short(step.after)}) for step in policy.ladder
            ),
            "follow_up": _fast_follow_up(policy.follow_up),
            "waiting": policy.waiting and _fast_waiting(policy.waiting),
            "promises": policy.promises.model_copy(
                update={"soonest": _short(policy.promises.soonest)}
            ),
            "brands": (_with_accounts(policy), *policy.brands[1:]),
            "sources": _sources(policy.brands[0].id, sandbox_url),
        }
    )


def _with_accounts(policy: CarePolicy) -> Brand:
    """The first brand, which also has what accounts of the sandbox the policy lacks."""
    first = policy.brands[0]
    more = tuple(
        Account(
            channel=each.channel,
            id=each.id,
            handle=each.profile.handle,
            purpose=each.purpose,
        )
        for each in ACCOUNTS
        if policy.brand_of_account(each.channel, each.id) is None
    )
    return first.model_copy(update={"accounts": (*first.accounts, *more)})


def _sources(brand: str, sandbox_url: str) -> tuple[Source, ...]:
    """One a polled channel, by the channel's name unless it has one of its own.

    Where private messages have a source of theirs, one more.
    """
    return tuple(
        Source.model_validate(
            {"id": source_id, "brand": brand, "channel": channel, "every": POLLED_EVERY, **fields}
        )
        for channel, platform in PLATFORMS.items()
        for source_id, fields in _polled(platform, sandbox_url)
    )


def _polled(platform: Platform, sandbox_url: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each source's id and what it has of its own."""
    if platform.source is None:
        return
    fields = platform.source(sandbox_url)
    yield platform.source_id, fields
    if platform.messages:
        yield platform.messages_source_id, {**fields, "messages": True}


def _fast_rule(rule: SlaPolicy) -> SlaPolicy:
    targets = tuple(
        target.model_copy(update={"target_time": min(_short(target.target_time), LONGEST)})
        for target in rule.targets
    )
    return rule.model_copy(update={"targets": targets})


def _fast_follow_up(rule: FollowUpRule) -> FollowUpRule:
    return rule.model_copy(
        update={
            "silence_resolves": _days(rule.silence_resolves),
            "after": _days(rule.after),
            "close_after": _days(rule.close_after),
        }
    )


def _fast_waiting(rule: WaitingRule) -> WaitingRule:
    return rule.model_copy(
        update={"remind_after": _days(rule.remind_after), "close_after": _days(rule.close_after)}
    )


def _short(span: timedelta) -> timedelta:
    return _whole(span / timedelta(minutes=1) * MINUTE) if span else span


def _days(span: timedelta) -> timedelta:
    return _whole(span / timedelta(days=1) * DAY)


def _whole(span: timedelta) -> timedelta:
    return timedelta(seconds=max(round(span.total_seconds()), 1))
