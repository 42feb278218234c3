"""The care policy in fast motion: policy is data, so the same rules run with shorter promises.

A promised minute becomes a second, at most `LONGEST`; of the appointments (silence, follow-up,
closing) a day becomes `DAY`. The doors are always open, so that a demonstration at night shows
what one by day shows. Nothing else changes.
"""

import re
from datetime import timedelta
from typing import Any

MINUTE = timedelta(seconds=1)
LONGEST = timedelta(seconds=90)
DAY = timedelta(seconds=10)

_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_ALWAYS_OPEN = {"monday-sunday": ["00:00-24:00"]}


def fast(policy: dict[str, Any], feed_url: str) -> dict[str, Any]:
    """The policy's plain data with short times, and with a feed to poll."""
    return {
        **policy,
        "version": f"{policy['version']}-fast",
        "calendars": {
            name: {"time_zone": calendar["time_zone"], "windows": _ALWAYS_OPEN}
            for name, calendar in policy["calendars"].items()
        },
        "sla": [
            {**rule, "targets": [_fast_target(target) for target in rule["targets"]]}
            for rule in policy["sla"]
        ],
        "ladder": [
            {**step, "after": _text(_seconds(step["after"]) / 60)} for step in policy["ladder"]
        ],
        "follow_up": {
            name: value if name == "calendar" else _text(_seconds(value) / 86_400 * DAY.seconds)
            for name, value in policy["follow_up"].items()
        },
        "feeds": [
            {"id": "alerts", "brand": policy["brands"][0]["id"], "url": feed_url, "every": "1m"}
        ],
    }


def _fast_target(target: dict[str, Any]) -> dict[str, Any]:
    short = _seconds(target["target_time"]) / 60 * MINUTE.total_seconds()
    return {**target, "target_time": _text(min(short, LONGEST.total_seconds()))}


def _seconds(duration: str) -> int:
    return sum(int(n) * _UNITS[unit] for n, unit in re.findall(r"(\d+)([dhms])", duration))


def _text(seconds: float) -> str:
    return f"{max(round(seconds), 1)}s"
