"""The end of a matter, and its return: proposed, settled, reopened, closed."""

from hearback.domain.case import CaseStatus
from hearback.domain.decision import Decision
from hearback.domain.sla import SlaMetric


def propose_resolution(decision: Decision) -> None:
    """We think it is solved: the resolution clock stops, and the customer has the word."""
    rule = decision.policy.follow_up
    decision.resume()
    decision.satisfy(SlaMetric.RESOLUTION, at=decision.now)
    decision.cancel([SlaMetric.PERIODIC_UPDATE, SlaMetric.NEXT_RESPONSE])
    decision.set_status(CaseStatus.RESOLUTION_PROPOSED)
    decision.set_timers(silence_at=decision.now + rule.silence_resolves)


def settle_resolution(decision: Decision, reason: str) -> None:
    """The proposal stands: make the appointment for the follow-up."""
    rule = decision.policy.follow_up
    working_time = decision.policy.working_time(rule.calendar)
    decision.set_status(CaseStatus.RESOLVED, reason)
    decision.set_timers(follow_up_at=working_time.add(decision.now, rule.after))


def reopen(decision: Decision, reason: str) -> None:
    """A new resolution episode; old breaches stay where they are."""
    decision.cancel([SlaMetric.FOLLOW_UP])
    decision.set_timers()
    decision.set_status(CaseStatus.IN_PROGRESS, reason)
    for metric in (SlaMetric.RESOLUTION, SlaMetric.NEXT_RESPONSE, SlaMetric.PERIODIC_UPDATE):
        decision.start(metric)


def close(decision: Decision, status: CaseStatus, reason: str) -> None:
    """End the case; what still ran is cancelled, what was broken stays so."""
    decision.cancel(SlaMetric)
    decision.set_timers()
    decision.set_status(status, reason)
