"""The wall clock: read here and in the handlers only, passed on from there."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    return datetime.now(UTC)
