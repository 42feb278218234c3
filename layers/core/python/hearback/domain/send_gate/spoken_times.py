"""Times as texts name them: `10.03. 17:30`, `saat 15'e kadar`, `yarın`, `by 3 pm`, `in 2 hours`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_COLON = r"(?<![\d.:])(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))(?!\d|:\d|[.]\d)"
_AM_PM = (
    r"(?<![\d.:])(?P<hour12>1[0-2]|0?[1-9])(?:[:.](?P<minute12>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
)
_SAAT = (
    r"\b(?:saat|at|by) (?P<hour2>[01]?\d|2[0-4])(?:[.](?P<minute2>[0-5]\d))?(?![\d:]|\.\d)"
    r"(?! ?(?:icinde|sonra|hours|days|minutes|saat|gun|dakika|[ap]\.?m\b))"
)
_CLOCK = f"{_AM_PM}|{_COLON}|{_SAAT}"
_MONTHS = {
    name: number
    for names in (
        "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = "|".join(_MONTHS)
_DATE = (
    r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?!\d[.:])"
    rf"|(?<!\d)(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? (?P<name>{_MONTH})"
    rf"|\b(?P<name3>{_MONTH}) (?P<day3>[0-3]?\d)(?!\d|:)"
)
_DAYS_AWAY = {"bugun": 0, "bu aksam": 0, "today": 0, "tonight": 0, "yarin": 1, "tomorrow": 1}
_DAY = rf"\b({'|'.join(_DAYS_AWAY)})\b"
_UNITS = {
    "dakika": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "saat": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "gun": timedelta(days=1),
    "day": timedelta(days=1),
}
_SPAN = (
    r"(?<!\d)(?P<n>\d{1,3}) (?P<unit>dakika|saat|gun) (?:icinde|icerisinde|sonra)"
    r"|\b(?:within|in)(?: the next)? (?P<n2>\d{1,3}) (?P<unit2>minute|hour|day)s?\b"
)
_PLAY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SpokenTimes:
    """What a sentence says of when. `until`: the ends of spans such as "within two hours"."""

    clocks: frozenset[time]
    days: frozenset[date]
    until: tuple[datetime, ...]

    def __bool__(self) -> bool:
        return bool(self.clocks or self.days or self.until)

    def contradict(self, promised_at: datetime) -> bool:
        """Whether none of the times, or of the days, is the promised one; local times."""
        minute = promised_at.time().replace(second=0, microsecond=0)
        wrong_clock = self.clocks and minute not in self.clocks
        wrong_day = self.days and promised_at.date() not in self.days
        return bool(wrong_clock or wrong_day) or any(
            promised_at > end + _PLAY for end in self.until
        )


def spoken_times(sentence: str, now: datetime) -> SpokenTimes:
    """The times in a folded sentence. `now` on the clock by which it was written."""
    spans = [(found, found["unit"] or found["unit2"]) for found in re.finditer(_SPAN, sentence)]
    return SpokenTimes(
        clocks=frozenset(_clock(found) for found in re.finditer(_CLOCK, sentence)),
        days=frozenset(_named_days(sentence, now.date())),
        until=tuple(now + int(found["n"] or found["n2"]) * _UNITS[unit] for found, unit in spans),
    )


def _clock(found: re.Match[str]) -> time:
    if found["half"]:
        hour = int(found["hour12"]) % 12 + (12 if found["half"] == "p" else 0)
        return time(hour, int(found["minute12"] or 0))
    minute = found["minute"] or found["minute2"] or 0
    return time(int(found["hour"] or found["hour2"]) % 24, int(minute))


def _named_days(sentence: str, today: date) -> set[date]:
    days = {today + timedelta(days=_DAYS_AWAY[word]) for word in re.findall(_DAY, sentence)}
    for found in re.finditer(_DATE, sentence):
        day = int(found["day"] or found["day2"] or found["day3"])
        name = found["name"] or found["name3"]
        days |= _dates(day, _MONTHS[name] if name else int(found["month"]), today)
    return days


def _dates(day: int, month: int, today: date) -> set[date]:
    """The date in this year and in the next; none if there is no such day."""
    days = set()
    for year in (today.year, today.year + 1):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days
