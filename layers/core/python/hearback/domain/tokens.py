"""Tokens that end: when each is renewed, and when people must do it.

Lifetimes: docs.x.com (OAuth 2.0, `offline.access`: 2 hours), business-api.tiktok.com (Accounts API:
a day, its refresh token a year), learn.microsoft.com/linkedin (60 days, refresh tokens for approved
partners: a year), developers.facebook.com (long-lived tokens: 60 days). Google's and Bluesky's are
fetched anew by whoever uses them; Mastodon's, Telegram's and a Meta system user's do not end.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_AHEAD = {
    "x": timedelta(minutes=45),
    "tiktok": timedelta(hours=6),
    "linkedin": timedelta(days=14),
    "instagram": timedelta(days=14),
    "facebook": timedelta(days=14),
    "messenger": timedelta(days=14),
    "whatsapp": timedelta(days=14),
}
"""How long before its end a token is renewed: several runs, should the first ones fail."""

_ANY_OTHER = timedelta(days=1)
WARN = timedelta(days=14)
"""How long before its end people hear of one that we cannot renew."""

NEVER = "never"
"""The end of a token of which the platform has said that it has none."""

Entry = Mapping[str, str]
"""What the secret holds of one account: `access_token`, and with it, as the platform gave them,
`refresh_token`, `client_id`, `client_secret`, `expires_at`, `refresh_expires_at` (ISO 8601)."""

Accounts = Mapping[str, Mapping[str, Entry]]
"""By channel and account."""


class Step(StrEnum):
    KEEP = "keep"
    RENEW = "renew"
    WARN = "warn"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What a platform traded. Without a `refresh_token` the old one stays good; without `seconds`
    the token does not end."""

    access_token: str
    refresh_token: str = ""
    seconds: int | None = None
    refresh_seconds: int | None = None


def next_step(channel: str, entry: Entry, *, can_renew: bool, now: datetime) -> Step:
    """One whose end is not known is renewed at once if it can be, and else left alone."""
    ends_at = moment(entry, "expires_at")
    if entry.get("expires_at") == NEVER:
        return Step.KEEP
    if can_renew:
        right_ends_at = moment(entry, "refresh_expires_at")
        if ends_at is None or ends_at - now <= _AHEAD.get(channel, _ANY_OTHER):
            return Step.RENEW
        return Step.WARN if right_ends_at and right_ends_at - now <= WARN else Step.KEEP
    if ends_at is None or ends_at - now > WARN:
        return Step.KEEP
    return Step.WARN if now < ends_at else Step.ENDED


def is_urgent(channel: str, entry: Entry, now: datetime) -> bool:
    """Whether a renewal that fails for the moment is worth a mail: half of the time is gone."""
    ends_at = moment(entry, "expires_at")
    return ends_at is not None and ends_at - now <= _AHEAD.get(channel, _ANY_OTHER) / 2


def moment(entry: Entry, name: str) -> datetime | None:
    """A time of the entry; none if it cannot be read, as people write by hand."""
    try:
        found = datetime.fromisoformat(entry.get(name, ""))
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def renewed_entry(entry: Entry, renewed: Renewed, now: datetime) -> dict[str, str]:
    """The entry with the new token, and with what it was traded for."""
    ends = {"expires_at": renewed.seconds, "refresh_expires_at": renewed.refresh_seconds}
    return {
        **entry,
        "access_token": renewed.access_token,
        **({"refresh_token": renewed.refresh_token} if renewed.refresh_token else {}),
        "expires_at": NEVER,
        **{
            name: (now + timedelta(seconds=seconds)).isoformat(timespec="seconds")
            for name, seconds in ends.items()
            if seconds is not None
        },
        "renewed_at": now.isoformat(timespec="seconds"),
        "renewed_from": traded_for(entry),
    }


def follows(entry: Entry, before: Entry) -> bool:
    """Whether the entry was traded for what the other one holds."""
    return entry != before and entry.get("renewed_from") == traded_for(before)


def traded_for(entry: Entry) -> str:
    """A digest of what a platform takes in exchange."""
    return digest(entry.get("refresh_token") or entry.get("access_token", ""))


def digest(token: str) -> str:
    """By which a token is known again, and nobody can use it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()[:16]


def with_entry(accounts: Accounts, channel: str, account: str, entry: Entry) -> Accounts:
    return {**accounts, channel: {**accounts.get(channel, {}), account: entry}}
