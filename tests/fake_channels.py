"""`ChannelLog` in dictionaries: the contract suite runs over it and over the real table."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hearback.domain.channel_life import Handshakes, Refusal
from hearback.domain.known_tokens import KnownToken
from hearback.domain.leases import Lease
from hearback.domain.rhythm import Week, hour_of_week, week_of
from hearback.domain.troubles import Cause, KnownTrouble

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class FakeChannels:
    lived: dict[str, dict[str, Week]] = field(default_factory=dict)
    asked: dict[str, Handshakes] = field(default_factory=dict)
    leases: dict[str, Lease] = field(default_factory=dict)
    turn_ends_at: datetime | None = None
    refused: dict[tuple[str, str], Refusal] = field(default_factory=dict)
    tokens: dict[tuple[str, str], KnownToken] = field(default_factory=dict)
    troubles: dict[tuple[str, Cause], KnownTrouble] = field(default_factory=dict)

    def weeks(self, channel: str) -> tuple[Week, ...]:
        return tuple(self.lived.get(channel, {}).values())

    def note_event(self, channel: str, at: datetime) -> None:
        weeks, name = self.lived.setdefault(channel, {}), week_of(at)
        known = weeks.get(name, Week(week=name, hours=frozenset(), first_at=at, last_at=_EPOCH))
        if at - known.last_at >= timedelta(minutes=1):
            weeks[name] = replace(known, hours=known.hours | {hour_of_week(at)}, last_at=at)

    def handshakes(self, channel: str) -> Handshakes:
        return self.asked.get(channel, Handshakes(channel=channel))

    def note_handshake(self, channel: str, *, answered: bool, at: datetime) -> None:
        known = self.handshakes(channel)
        last = known.answered_at if answered else known.refused_at
        if last is not None and last >= at:
            return
        self.asked[channel] = (
            replace(known, answered_at=at, refused=0)
            if answered
            else replace(known, refused_at=at, refused=known.refused + 1)
        )

    def lease(self, topic: str) -> Lease | None:
        return self.leases.get(topic)

    def note_lease(self, lease: Lease) -> None:
        known = self.leases.get(lease.topic, Lease(topic=lease.topic))
        if lease.granted_at and _is_news(known.granted_at, lease.granted_at):
            known = replace(known, granted_at=lease.granted_at, until=lease.until)
        if lease.denied_at and _is_news(known.denied_at, lease.denied_at):
            known = replace(known, denied_at=lease.denied_at, reason=lease.reason)
        self.leases[lease.topic] = known

    def take_token_turn(self, now: datetime, until: datetime) -> bool:
        if self.turn_ends_at is not None and self.turn_ends_at > now:
            return False
        self.turn_ends_at = until
        return True

    def refusals(self) -> tuple[Refusal, ...]:
        return tuple(self.refused.values())

    def note_refusal(self, refusal: Refusal) -> None:
        key = refusal.channel, refusal.account_id
        if key not in self.refused or self.refused[key].at < refusal.at:
            self.refused[key] = refusal

    def forget_refusal(self, channel: str, account_id: str) -> None:
        self.refused.pop((channel, account_id), None)

    def known_tokens(self) -> tuple[KnownToken, ...]:
        return tuple(self.tokens.values())

    def keep_token(self, known: KnownToken) -> None:
        self.tokens[known.channel, known.account] = known

    def known_troubles(self) -> tuple[KnownTrouble, ...]:
        return tuple(self.troubles.values())

    def keep_trouble(self, trouble: KnownTrouble) -> None:
        self.troubles[trouble.channel, trouble.cause] = trouble


def _is_news(known: datetime | None, at: datetime) -> bool:
    return known is None or known < at
