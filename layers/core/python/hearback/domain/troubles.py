"""What the operators must hear of a channel, once a day at most, and when it is over."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby


class Cause(StrEnum):
    """In order of urgency; the words for each are in the operators' mails."""

    ACCESS_REFUSED = "access_refused"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - a word
    TOKEN_ENDED = "token_ended"  # noqa: S105 - a word
    TOKEN_NOT_RENEWED = "token_not_renewed"  # noqa: S105 - a word
    HANDSHAKE_REFUSED = "handshake_refused"
    HANDSHAKE_MISSING = "handshake_missing"
    LEASE_DENIED = "lease_denied"
    LEASE_LOST = "lease_lost"
    LEASE_NEVER_GRANTED = "lease_never_granted"
    QUIET = "quiet"
    SOURCE_FAILING = "source_failing"
    QUOTA_USED_UP = "quota_used_up"
    QUOTA_NEARLY_USED = "quota_nearly_used"
    TOKEN_ENDING = "token_ending"  # noqa: S105 - a word
    TOKEN_DATA_ENDING = "token_data_ending"  # noqa: S105 - a word
    VERSION_SUNSET = "version_sunset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One finding. `subject`: which account, source or topic of ours; `detail`: a platform's word,
    never a customer's; `at`: since when, or until when."""

    channel: str
    cause: Cause
    subject: str = ""
    detail: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTrouble:
    """What was told of a channel's cause. `told_at`: when its beginning was last mailed;
    `is_told`: whether that was said of this time that it began; `is_over`: since then."""

    channel: str
    cause: Cause
    since: datetime
    told_at: datetime
    is_told: bool = True
    is_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What to mail, or only to remember: `found` is empty where it is over."""

    known: KnownTrouble
    found: tuple[Trouble, ...]
    is_mailed: bool


_AGAIN = timedelta(days=1)
_SELDOM = timedelta(days=7)
_NEAR = timedelta(days=7)


def news(
    found: Iterable[Trouble],
    known: Iterable[KnownTrouble],
    causes: Collection[Cause],
    now: datetime,
) -> Iterator[News]:
    """What has changed since the operators were last told, and what they are reminded of.

    `causes`: those that were looked for; of them what is not `found` is over.
    """
    kept = {(each.channel, each.cause): each for each in known if each.cause in causes}
    ordered = sorted(found, key=lambda each: (each.channel, each.cause, each.subject))
    for key, group in groupby(ordered, key=lambda each: (each.channel, each.cause)):
        troubles = tuple(group)
        if (told := _begins_or_lasts(kept.pop(key, None), troubles, now)) is not None:
            yield told
    for each in kept.values():
        if not each.is_over:
            yield News(known=replace(each, is_over=True), found=(), is_mailed=each.is_told)


def _begins_or_lasts(
    known: KnownTrouble | None, found: tuple[Trouble, ...], now: datetime
) -> News | None:
    if known is None:
        channel, cause = found[0].channel, found[0].cause
        fresh = KnownTrouble(channel=channel, cause=cause, since=now, told_at=now)
        return News(known=fresh, found=found, is_mailed=True)
    since = now if known.is_over else known.since
    if now - known.told_at >= _pause(found, now):
        again = replace(known, since=since, told_at=now, is_told=True, is_over=False)
        return News(known=again, found=found, is_mailed=True)
    if known.is_over:
        silent = replace(known, since=since, is_told=False, is_over=False)
        return News(known=silent, found=found, is_mailed=False)
    return None


def _pause(found: tuple[Trouble, ...], now: datetime) -> timedelta:
    """Until the next reminder: a day, or a week for what ends in more than one."""
    far = all(each.at is not None and each.at - now > _NEAR for each in found)
    return _SELDOM if far else _AGAIN
