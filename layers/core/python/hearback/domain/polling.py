"""Polling: where the poller of a source stands, what a page brings, and what a day may cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from hearback.domain.policy import Source


QUOTA_USED_UP = "quota_used_up"
"""What a `RateLimited` says when the platform itself has counted a day to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCursor:
    """Where the poller of a source stands, all that is kept between two runs.

    `position`: the adapter's own, small JSON: marks, page tokens, validators. `seen`: digests of
    what was passed on, newest first. `since`: nothing older is taken in. `spent`: the cost of
    the platform's `day`. After `failures` in a row, of which `failure` was the last, or a used-up
    budget, nothing is asked before `not_before`.
    """

    source_id: str
    position: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    since: datetime | None = None
    day: str = ""
    spent: int = 0
    failures: int = 0
    failure: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One item. `key`: its id, with its version where it can be edited; `body`: for `parse`."""

    key: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one look brought, where the next one starts, and whether there is more right now."""

    items: tuple[Found, ...] = ()
    position: Mapping[str, Any] = field(default_factory=dict)
    cost: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """What a channel's sources may spend together between two midnights of `time_zone`.

    `micro_dollars`: the price of one unit, in millionths of a dollar.
    """

    a_day: int
    time_zone: str = "UTC"
    micro_dollars: int = 0

    def day(self, now: datetime) -> str:
        return now.astimezone(ZoneInfo(self.time_zone)).date().isoformat()

    def resets_at(self, now: datetime) -> datetime:
        """The platform's next midnight, in the zone of `now`."""
        zone = ZoneInfo(self.time_zone)
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), zone).astimezone(now.tzinfo)


def allowance(source: "Source", sources: "Sequence[Source]", quota: Quota | None) -> int | None:
    """What a source may spend a day; those of its channel without a budget share evenly."""
    if source.budget is not None or quota is None:
        return source.budget
    same = [each for each in sources if each.channel == source.channel]
    promised = sum(each.budget or 0 for each in same)
    sharing = sum(each.budget is None for each in same)
    return max(quota.a_day - promised, 0) // sharing


class Pollable(Protocol):
    """The part of a platform's adapter that is asked; `quota` is None where calls are free."""

    quota: Quota | None

    def fetch(self, source: "Source", cursor: SourceCursor) -> Page:
        """One look, a call or a few. Raises `DeliveryFailed` in one of its four kinds."""
        ...
