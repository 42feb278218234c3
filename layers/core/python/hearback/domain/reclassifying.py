"""When a case turns out to be another kind of case, or a graver one."""

from dataclasses import replace

from hearback.domain.case import Case
from hearback.domain.changes import ClockRetimed, HandedOver, Reclassified
from hearback.domain.classification import Classification, Kind, Leverage, Severity
from hearback.domain.clock_plan import STARTED_AT_OPENING, clock_for
from hearback.domain.decision import Decision
from hearback.domain.sla import SlaMetric

_PRECEDENCE = list(Kind)


def take_the_graver(decision: Decision, classification: Classification) -> None:
    """A case is as grave as its gravest mention; a milder one changes nothing."""
    case = decision.case
    kind = min(case.kind, classification.kind.label, key=_PRECEDENCE.index)
    wanted = replace(
        case,
        kind=kind,
        severity=Severity(max(case.severity, classification.severity.label)),
        topic=case.topic if kind is case.kind else classification.topic.label,
        leverage=classification.leverage.label if case.leverage is Leverage.NONE else case.leverage,
    )
    if wanted != case:
        reclassify(decision, wanted)


def reclassify(decision: Decision, wanted: Case) -> None:
    """Give the case the labels of `wanted` and re-derive its SLA policy, team and open clocks.

    A case that somebody handed to another team than its labels' stays there. A clock keeps its
    start and, once broken, its due time; one that the new policy adds starts now, so that nobody
    is late for a promise that did not exist.
    """
    before = decision.case
    decision.add(
        Reclassified(
            kind=wanted.kind,
            severity=wanted.severity,
            topic=wanted.topic,
            leverage=wanted.leverage,
            policy_id=decision.policy.sla_for(wanted.facts()).id,
        )
    )
    _reroute(decision, before)
    if decision.case.is_resolved or decision.case.is_closed:
        return
    for metric in STARTED_AT_OPENING:
        if decision.case.open_clock(metric) is not None:
            _retime(decision, metric)
        elif not decision.case.episodes(metric):
            decision.start(metric)


def _reroute(decision: Decision, before: Case) -> None:
    policy = decision.policy
    team = policy.team_for(decision.case.facts()).id
    if policy.team_for(before.facts()).id == before.team != team:
        decision.add(HandedOver(team=team))


def _retime(decision: Decision, metric: SlaMetric) -> None:
    clock, policy = decision.case.open_clock(metric), decision.policy
    rule = policy.sla_by_id(decision.case.policy_id)
    target = rule.target(metric)
    if clock is None or target is None or clock.breached_at or clock.paused_at:
        return
    retimed = clock_for(
        target,
        rule=rule,
        team=decision.case.team,
        policy=policy,
        started_at=clock.started_at,
        episode=clock.episode,
        paused_time=clock.paused_time,
    )
    if retimed.due_at != clock.due_at:
        decision.add(ClockRetimed(clock=replace(retimed, warned=clock.warned)))
