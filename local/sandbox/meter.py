"""Counting calls in windows of time, for the platforms' rate limits."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock


class Meter:
    """Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._calls: dict[str, deque[tuple[datetime, int]]] = {}

    def take(
        self, what: str, now: datetime, *, most: int, within: timedelta, units: int = 1
    ) -> int:
        """Seconds to wait if `units` more exceed `most` in a window; else 0, and they count."""
        with self._lock:
            calls = self._calls.setdefault(what, deque())
            while calls and calls[0][0] <= now - within:
                calls.popleft()
            if sum(each for _, each in calls) + units > most:
                return max(int((calls[0][0] + within - now).total_seconds()), 0) + 1
            calls.append((now, units))
            return 0
