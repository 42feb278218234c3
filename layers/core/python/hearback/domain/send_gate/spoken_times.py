"""Times as texts name them: `10.03. 17:30`, `saat 15'e kadar`, `yarın`, `by 3 pm`, `in 2 hours`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_MONTHS = {
    name: number
    for names in (
        "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = "|".join(_MONTHS)
_COLON = r"(?<![\d.:])(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d))(?!\d|:\d|[.]\d)"
_AM_PM = (
    r"(?<![\d.:])(?P<hour12>1[0-2]|0?[1-9])(?:[:.](?P<minute12>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
)
_SAAT = (
    r"\b(?:saat|at|by) (?P<hour2>[01]?\d|2[0-4])(?:[.](?P<minute2>[0-5]\d))?(?![\d:]|\.\d)"
    rf"(?! ?(?:icinde|sonra|hours|days|minutes|saat|gun|dakika|[ap]\.?m\b|(?:{_MONTH})\b))"
)
_CLOCK = f"{_AM_PM}|{_COLON}|{_SAAT}"
_DATE = (
    r"\bayin (?P<day4>[0-3]?\d)['’]|(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?!\d[.:])"
    rf"|(?<!\d)(?P<day2>[0-3]?\d)(?:st|nd|rd|th)? (?P<name>{_MONTH})"
    rf"|\b(?P<name3>{_MONTH}) (?P<day3>[0-3]?\d)(?!\d|:)"
)
_DAYS_AWAY = {
    **dict.fromkeys(("bugun", "bu sabah", "bu ogle", "bu aksam", "bu gece", "today", "tonight"), 0),
    **dict.fromkeys(("this morning", "this afternoon", "this evening", "mesai bitimine"), 0),
    **dict.fromkeys(("gun sonu", "gun sonuna", "end of day", "end of the day"), 0),
    **dict.fromkeys(("yarin", "tomorrow"), 1),
}
_DAY = rf"\b({'|'.join(sorted(_DAYS_AWAY, key=len, reverse=True))})\b"
_LATE = r"\b(?:aksam|gece|ogleden sonra|tonight|evening|afternoon)"
_WEEKDAYS = {
    name: number
    for names in (
        "pazartesi sali carsamba persembe cuma cumartesi pazar",
        "monday tuesday wednesday thursday friday saturday sunday",
    )
    for number, name in enumerate(names.split())
}
_WEEKDAY = rf"\b({'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})(?:ye|ya|yi|den|dan|si)?\b"
_WEEK = timedelta(days=7)
_UNITS = {
    "dakika": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "saat": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "gun": timedelta(days=1),
    "day": timedelta(days=1),
}
_COUNTS: dict[str, float] = {"yarim": 0.5, "half an": 0.5, "half a": 0.5, "a": 1, "an": 1} | {
    word: value
    for words in ("bir iki uc dort bes alti", "one two three four five six")
    for value, word in enumerate(words.split(), 1)
}
_COUNT = rf"\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}"
_SPAN = (
    rf"\b(?<!\d[.,:])(?P<n>{_COUNT}) (?P<work>is )?(?P<unit>dakika|saat|gun)u? "
    r"(?:icinde|icerisinde|sonra)"
    rf"|\b(?:within|in)(?: the next)? (?P<n2>{_COUNT}) (?P<work2>(?:business|working) )?"
    r"(?P<unit2>minute|hour|day)s?\b"
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
    return SpokenTimes(
        clocks=frozenset(_clocks(sentence)),
        days=frozenset(_named_days(sentence, now.date())),
        until=tuple(now + _span(found) for found in re.finditer(_SPAN, sentence)),
    )


def _clocks(sentence: str) -> Iterator[time]:
    """An hour that is said beside "evening" and the like is also that of the afternoon."""
    late = re.search(_LATE, sentence)
    for found in re.finditer(_CLOCK, sentence):
        clock = _clock(found)
        yield clock
        if late and clock.hour < 12 and not found["half"]:
            yield clock.replace(hour=clock.hour + 12)


def _span(found: re.Match[str]) -> timedelta:
    """How long it is; with working days as many weekends as may come between."""
    count, unit = found["n"] or found["n2"], _UNITS[found["unit"] or found["unit2"]]
    number = int(count) if count.isdecimal() else _COUNTS[count]
    weekends = number // 5 + 1 if found["work"] or found["work2"] else 0
    return number * unit + weekends * timedelta(days=2)


def _clock(found: re.Match[str]) -> time:
    if found["half"]:
        hour = int(found["hour12"]) % 12 + (12 if found["half"] == "p" else 0)
        return time(hour, int(found["minute12"] or 0))
    minute = found["minute"] or found["minute2"] or 0
    return time(int(found["hour"] or found["hour2"]) % 24, int(minute))


def _named_days(sentence: str, today: date) -> set[date]:
    days = {today + timedelta(days=_DAYS_AWAY[word]) for word in re.findall(_DAY, sentence)}
    for name in re.findall(_WEEKDAY, sentence):
        coming = today + timedelta(days=(_WEEKDAYS[name] - today.weekday()) % 7)
        days |= {coming, coming + _WEEK}
    for found in re.finditer(_DATE, sentence):
        day = int(found["day"] or found["day2"] or found["day3"] or found["day4"])
        name = found["name"] or found["name3"]
        months = (
            {_MONTHS[name]} if name else {int(found["month"])} if found["month"] else _near(today)
        )
        for month in months:
            days |= _dates(day, month, today)
    return days


def _near(today: date) -> set[int]:
    """The month that runs and the next, for a day that is named without one."""
    return {today.month, today.month % 12 + 1}


def _dates(day: int, month: int, today: date) -> set[date]:
    """The date in this year and in the next; none if there is no such day."""
    days = set()
    for year in (today.year, today.year + 1):
        try:
            days.add(date(year, month, day))
        except ValueError:
            continue
    return days
