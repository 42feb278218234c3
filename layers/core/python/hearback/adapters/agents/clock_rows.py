"""A case's clocks as rows to read: the open ones by what is due first, then the finished."""

from dataclasses import dataclass
from datetime import datetime

from hearback.adapters.agents.clock_reasons import clock_reasons
from hearback.adapters.agents.clock_state import ClockState, state_of
from hearback.adapters.agents.times import Times
from hearback.domain.case import Case
from hearback.domain.explaining import explain_clock
from hearback.domain.policy import CarePolicy
from hearback.domain.sla import SlaClock


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """`used`: how much of the promised time is gone, in per cent of it.

    `state_words` is empty where the headline says it. `reasons`: why it is due then, a sentence
    each.
    """

    name: str
    episode: str
    state: ClockState
    state_words: str
    headline: str
    detail: str
    due_at: datetime
    used: int
    reasons: list[str]


def clock_rows(
    case: Case, times: Times, policy: CarePolicy
) -> tuple[list[ClockRow], list[ClockRow]]:
    """The open clocks and the finished ones."""
    by_due = sorted(case.clocks, key=lambda clock: clock.due_at)
    open_ = [_row(clock, times, policy) for clock in by_due if clock.is_open]
    return open_, [_row(clock, times, policy) for clock in by_due if not clock.is_open]


def _row(clock: SlaClock, times: Times, policy: CarePolicy) -> ClockRow:
    state = state_of(clock, times.now)
    headline, detail = _said(clock, state, times)
    words = times.words
    return ClockRow(
        name=words.of(clock.metric),
        episode=words("page.episode", n=clock.episode) if clock.episode > 1 else "",
        state=state,
        state_words=words.of(state) if clock.is_open and clock.paused_at is None else "",
        headline=headline,
        detail=detail,
        due_at=clock.due_at,
        used=_used(clock, times.now, policy),
        reasons=clock_reasons(explain_clock(clock, policy), times),
    )


def _said(clock: SlaClock, state: ClockState, times: Times) -> tuple[str, str]:
    words = times.words
    due = times.at(clock.due_at)
    was_due = words("page.was_due", due=due)
    match state:
        case ClockState.PAUSED if clock.paused_at:
            return words.of(state), words("page.paused_since", due=times.at(clock.paused_at))
        case ClockState.KEPT if clock.satisfied_at:
            return words.of(state), words("page.kept_at", due=times.at(clock.satisfied_at))
        case ClockState.LATE if clock.satisfied_at:
            late = times.span(clock.satisfied_at - clock.due_at)
            return words("page.late_by", span=late), was_due
        case ClockState.BREACHED:
            return times.relative(clock.due_at), was_due
        case ClockState.CANCELLED | ClockState.MISSED:
            return words.of(state), was_due
        case _:
            return times.relative(clock.due_at), words("page.due", due=due)


def _used(clock: SlaClock, now: datetime, policy: CarePolicy) -> int:
    end = clock.satisfied_at or clock.cancelled_at or clock.paused_at or now
    working_time = policy.working_time(clock.calendar)
    gone = working_time.between(clock.started_at, end) - clock.paused_time
    whole = max(clock.target_seconds, 1)
    return min(max(int(100 * gone.total_seconds() / whole), 0), 100)
