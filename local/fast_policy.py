"""The care policy in fast motion: policy is data, so the same rules run with shorter promises.

A promised minute becomes a second, at most `LONGEST`; of the appointments (silence, reminder,
follow-up, closing) a day becomes `DAY`. The doors are always open, so that a demonstration at
night shows what one by day shows. Nothing else changes.
"""

from datetime import timedelta

from hearback.domain.policy import (
    Calendar,
    CarePolicy,
    FollowUpRule,
    SlaPolicy,
    Source,
    WaitingRule,
)

MINUTE = timedelta(seconds=1)
LONGEST = timedelta(seconds=90)
DAY = timedelta(seconds=10)

_ALWAYS_OPEN = {"monday-sunday": ("00:00-24:00",)}


def fast(policy: CarePolicy, feed_url: str) -> CarePolicy:
    """The policy with short times, and with a feed to poll."""
    feed = Source(
        id="alerts",
        brand=policy.brands[0].id,
        channel="feed",
        url=feed_url,
        every=timedelta(minutes=1),
    )
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
            "sources": (feed,),
        }
    )


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
