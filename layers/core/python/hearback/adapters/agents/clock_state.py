"""How a clock stands at a moment, for people to see."""

from datetime import datetime
from enum import StrEnum

from hearback.domain.sla import SlaClock


class ClockState(StrEnum):
    """`LATE` and `MISSED` are finished clocks whose promise was broken, done and not done."""

    RUNNING = "running"
    WARNED = "warned"
    BREACHED = "breached"
    PAUSED = "paused"
    KEPT = "kept"
    LATE = "late"
    CANCELLED = "cancelled"
    MISSED = "missed"


def state_of(clock: SlaClock, now: datetime) -> ClockState:
    """Times decide, as in the domain: a breach shows even before it is announced."""
    broken = clock.is_breached(now)
    if clock.satisfied_at is not None:
        return ClockState.LATE if broken else ClockState.KEPT
    if clock.cancelled_at is not None:
        return ClockState.MISSED if broken else ClockState.CANCELLED
    if broken:
        return ClockState.BREACHED
    if clock.paused_at is not None:
        return ClockState.PAUSED
    if clock.warned or any(moment <= now for moment in clock.warn_at):
        return ClockState.WARNED
    return ClockState.RUNNING
