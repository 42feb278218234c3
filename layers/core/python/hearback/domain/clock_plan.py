"""From a target of the care policy to a clock: the one place where due times come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearback.domain.policy import CarePolicy, SlaPolicy, SlaTarget, Team
from hearback.domain.sla import SlaClock, SlaMetric, start_clock

STARTED_AT_OPENING = (
    SlaMetric.ACKNOWLEDGEMENT,
    SlaMetric.FIRST_RESPONSE,
    SlaMetric.RESOLUTION,
    SlaMetric.PERIODIC_UPDATE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPlan:
    """What is promised to a case: its SLA policy, its team, and a clock for each target."""

    rule: SlaPolicy
    team: Team
    clocks: tuple[SlaClock, ...]


def plan_clocks(facts: Mapping[str, object], started_at: datetime, policy: CarePolicy) -> ClockPlan:
    """The clocks of a case with these facts, as each would run if it started at that moment.

    `facts`: see `Match`. Those of `STARTED_AT_OPENING` do start then; the others once their time
    has come.
    """
    rule, team = policy.sla_for(facts), policy.team_for(facts)
    clocks = tuple(
        clock_for(target, rule=rule, team=team.id, policy=policy, started_at=started_at)
        for target in rule.targets
    )
    return ClockPlan(rule=rule, team=team, clocks=clocks)


def clock_for(
    target: SlaTarget,
    *,
    rule: SlaPolicy,
    team: str,
    policy: CarePolicy,
    started_at: datetime,
    episode: int = 1,
    paused_time: timedelta = timedelta(),
) -> SlaClock:
    """A clock for a target of `rule`; which calendar the rule means is settled here."""
    calendar = "always" if target.clock == "always" else policy.calendar_of(rule, team)
    return start_clock(
        metric=target.metric,
        episode=episode,
        started_at=started_at,
        target=target.target_time,
        working_time=policy.working_time(calendar),
        calendar=calendar,
        warn_shares=target.warn_at,
        pausable=target.pausable,
        human_only=target.satisfied_by == "human",
        paused_time=paused_time,
    )
