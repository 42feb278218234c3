"""Polling: where the poller of a source stands, what a page brings, and what a day may cost."""

from collections.abc import Mapping
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
    the platform's `day`. After `failures` in a row, or a used-up budget, nothing is asked before
    `not_before`.
    """

    source_id: str
    position: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    since: datetime | None = None
    day: str = ""
    spent: int = 0
    failures: int = 0
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


class Pollable(Protocol):
    """The part of a platform's adapter that is asked; `quota` is None where calls are free."""

    quota: Quota | None

    def fetch(self, source: "Source", cursor: SourceCursor) -> Page:
        """One look, a call or a few. Raises `DeliveryFailed` in one of its four kinds."""
        ...
