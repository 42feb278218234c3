"""What a case asks of its team now, in one sentence."""

from hearback.adapters.agents.times import Times
from hearback.domain.acts import Act, possible_acts
from hearback.domain.case import Case, CaseStatus
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import Reply, ReplyStatus
from hearback.domain.sla import SlaClock, SlaMetric

_ACT_FOR = {
    SlaMetric.ACKNOWLEDGEMENT: Act.ACKNOWLEDGE,
    SlaMetric.RESOLUTION: Act.PROPOSE_RESOLUTION,
}
"""The act that keeps a clock; every other is kept by a reply."""


def pressing_clock(case: Case) -> SlaClock | None:
    """The clock that runs out first, or ran out longest ago."""
    running = (clock for clock in case.clocks if clock.is_running)
    return min(running, key=lambda clock: clock.due_at, default=None)


def next_step(file: CaseFile, times: Times) -> str:
    """What to do, and how much time is left for it or how late it is."""
    case, words = file.case, times.words
    if not case.is_closed and any(is_on_its_way(reply) for reply in file.replies):
        return words("resting.on_its_way")
    clock = None if case.is_closed else pressing_clock(case)
    if clock is None or _can_wait(case, clock, times):
        return words(f"resting.{case.status}")
    if clock.is_breached(times.now):
        return words(f"too_late.{clock.metric}", span=times.span(times.now - clock.due_at))
    return words(f"in_time.{clock.metric}", span=times.time_left(clock.due_at))


def _can_wait(case: Case, clock: SlaClock, times: Times) -> bool:
    """While the word is the customer's, our next regular update is nothing to hurry for."""
    waiting = case.status is CaseStatus.WAITING_CUSTOMER
    return waiting and clock.metric is SlaMetric.PERIODIC_UPDATE and clock.due_at > times.now


def next_act(case: Case, policy: CarePolicy) -> Act | None:
    """The act that would do what the case asks for, if there is one."""
    possible = possible_acts(case, policy)
    clock = pressing_clock(case)
    wanted = _ACT_FOR.get(clock.metric, Act.REPLY) if clock else Act.ACKNOWLEDGE
    if wanted is Act.ACKNOWLEDGE and case.status is not CaseStatus.NEW:
        wanted = Act.REPLY
    return wanted if wanted in possible else None


def is_on_its_way(reply: Reply) -> bool:
    """A person's reply that is about to go out, and not held back for want of a token."""
    under_way = reply.status in (ReplyStatus.QUEUED, ReplyStatus.SENDING)
    return under_way and reply.by_human and reply.form.speaks and not reply.failure
