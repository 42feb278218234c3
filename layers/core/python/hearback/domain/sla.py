"""Clocks: what was promised to a customer, until when, and whether it was kept.

A clock is one metric of one case in one episode. It is plain data with times in UTC; all that
reads the wall clock passes `now` in. Times, never the case's status, decide a breach, so that
late work cannot read as a hit.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hearback.domain.business_hours import WorkingTime


class SlaMetric(StrEnum):
    ACKNOWLEDGEMENT = "acknowledgement"
    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    PROMISED_UPDATE = "promised_update"
    PERIODIC_UPDATE = "periodic_update"
    RESOLUTION = "resolution"
    FOLLOW_UP = "follow_up"


RESPONSE_METRICS = frozenset(
    {SlaMetric.ACKNOWLEDGEMENT, SlaMetric.FIRST_RESPONSE, SlaMetric.NEXT_RESPONSE}
)
"""A pause never stops these: waiting for the customer is no excuse for not answering."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaClock:
    """`warn_at`: the moments of the warnings, in order; `warned`: how many were announced.

    `calendar` is the policy's calendar id or "always". `paused_time` is business time.
    `satisfied_at` or `cancelled_at` freezes the clock; `breached_at` is the moment of the breach
    (the due time), set when the breach is announced or the late work arrives.
    """

    metric: SlaMetric
    episode: int
    started_at: datetime
    target_seconds: int
    due_at: datetime
    warn_at: tuple[datetime, ...] = ()
    warn_shares: tuple[float, ...] = ()
    calendar: str = "always"
    pausable: bool = False
    human_only: bool = False
    warned: int = 0
    escalated: int = 0
    paused_at: datetime | None = None
    paused_time: timedelta = timedelta()
    satisfied_at: datetime | None = None
    cancelled_at: datetime | None = None
    breached_at: datetime | None = None

    @property
    def key(self) -> tuple[SlaMetric, int]:
        return self.metric, self.episode

    @property
    def is_open(self) -> bool:
        return self.satisfied_at is None and self.cancelled_at is None

    @property
    def is_running(self) -> bool:
        return self.is_open and self.paused_at is None

    def is_breached(self, now: datetime) -> bool:
        """Whether the promise was, or by `now` is, broken."""
        if self.breached_at is not None:
            return True
        end = self.satisfied_at or self.cancelled_at or self.paused_at or now
        return end > self.due_at


def start_clock(
    *,
    metric: SlaMetric,
    episode: int,
    started_at: datetime,
    target: timedelta,
    working_time: WorkingTime,
    calendar: str = "always",
    warn_shares: tuple[float, ...] = (),
    pausable: bool = False,
    human_only: bool = False,
    paused_time: timedelta = timedelta(),
) -> SlaClock:
    """A clock whose due and warning times are shares of business time after `started_at`."""
    clock = SlaClock(
        metric=metric,
        episode=episode,
        started_at=started_at,
        target_seconds=int(target.total_seconds()),
        due_at=started_at,
        warn_shares=warn_shares,
        calendar=calendar,
        pausable=pausable and metric not in RESPONSE_METRICS,
        human_only=human_only,
        paused_time=paused_time,
    )
    return _timed(clock, working_time)


def resume_clock(clock: SlaClock, now: datetime, working_time: WorkingTime) -> SlaClock:
    """The clock after its pause: due and warning times move by the paused business time.

    A clock that was broken before the pause keeps its breach and its due time.
    """
    if clock.paused_at is None:
        return clock
    running = replace(clock, paused_at=None)
    if clock.is_breached(clock.paused_at):
        return running
    paused = clock.paused_time + working_time.between(clock.paused_at, now)
    return _timed(replace(running, paused_time=paused), working_time)


def _timed(clock: SlaClock, working_time: WorkingTime) -> SlaClock:
    target = timedelta(seconds=clock.target_seconds)
    return replace(
        clock,
        due_at=working_time.add(clock.started_at, target + clock.paused_time),
        warn_at=tuple(
            working_time.add(clock.started_at, target * share + clock.paused_time)
            for share in clock.warn_shares
        ),
    )
