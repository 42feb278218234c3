"""What platforms say of a token itself: until when it is good, and whether it still is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearback.domain.tokens import Entry, digest

ASK_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`expires_at`: as an entry has it, ISO 8601 or `never`; empty if nothing was said of it.
    `data_ends_at`: when people must let the app at their data anew. `refused`: why the token is no
    good, in the platform's word. `too_young_at`: when it was not renewed yet, though it is good."""

    expires_at: str = ""
    data_ends_at: datetime | None = None
    refused: str = ""
    too_young_at: datetime | None = None

    def completed(self, entry: Entry) -> Entry:
        """The entry with the end that the platform names, whatever people had written."""
        return {**entry, "expires_at": self.expires_at} if self.expires_at else entry

    def waits(self, now: datetime) -> bool:
        """Whether it was too young a moment ago."""
        return self.too_young_at is not None and now - self.too_young_at < ASK_EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownToken:
    """What was last told of an account's token. `of`: the digest of that token, as another one has
    another end."""

    channel: str
    account: str
    of: str
    asked_at: datetime
    told: Told = Told()

    def is_of(self, entry: Entry) -> bool:
        return self.of == digest(entry.get("access_token", ""))

    def is_fresh(self, now: datetime) -> bool:
        return now - self.asked_at < ASK_EVERY
