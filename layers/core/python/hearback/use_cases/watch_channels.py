"""Look at every channel: are we let in, is it quieter than usual, asked, subscribed, read, within
its quota?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hearback.domain import channel_judging
from hearback.domain.api_versions import FIXED
from hearback.domain.channel_life import ChannelLog
from hearback.domain.policy import CarePolicy, Source
from hearback.domain.polling import Quota, SourceCursor, allowance
from hearback.domain.ports import Cases
from hearback.domain.troubles import Cause, Trouble

CAUSES = (
    Cause.ACCESS_REFUSED,
    Cause.HANDSHAKE_REFUSED,
    Cause.HANDSHAKE_MISSING,
    Cause.LEASE_DENIED,
    Cause.LEASE_LOST,
    Cause.LEASE_NEVER_GRANTED,
    Cause.QUIET,
    Cause.SOURCE_FAILING,
    Cause.QUOTA_USED_UP,
    Cause.QUOTA_NEARLY_USED,
    Cause.VERSION_SUNSET,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchChannels:
    """`channels`: those that the stage has; `versions`: by channel, of its API, where
    they can be chosen; `quota(channel)`:
    what a day allows, None where calls are free."""

    policy: CarePolicy
    channels: Sequence[str]
    versions: Mapping[str, str]
    quota: Callable[[str], Quota | None]
    cases: Cases
    log: ChannelLog

    def __call__(self, now: datetime) -> tuple[Trouble, ...]:
        return (
            *channel_judging.refused(self.log.refusals()),
            *(each for channel in self._every() for each in self._channel(channel, now)),
            *(each for source in self.policy.sources for each in self._source(source, now)),
        )

    def _every(self) -> list[str]:
        return sorted({*self.channels, *(source.channel for source in self.policy.sources)})

    def _channel(self, channel: str, now: datetime) -> Iterator[Trouble]:
        yield from channel_judging.quiet(
            channel, self.log.weeks(channel), now, self.policy.is_holiday
        )
        yield from channel_judging.handshakes(self.log.handshakes(channel), now)
        for spoken in (self.versions.get(channel, ""), *FIXED.get(channel, ())):
            yield from channel_judging.version(channel, spoken, now)

    def _source(self, source: Source, now: datetime) -> Iterator[Trouble]:
        cursor = self.cases.source_cursor(source.id)
        yield from channel_judging.source(source, cursor)
        if source.channel == "websub":
            lease = self.log.lease(source.url)
            yield from channel_judging.lease(source, lease, _asked_since(source, cursor, now), now)
            return
        quota = self.quota(source.channel)
        allowed = allowance(source, self.policy.sources, quota)
        if quota is not None and allowed is not None:
            yield from channel_judging.quota(source, cursor, quota, allowed, now)


def _asked_since(source: Source, cursor: SourceCursor, now: datetime) -> datetime:
    """When the source was first looked at: its cursor starts so much earlier."""
    return cursor.since + source.look_back if cursor.since else now
