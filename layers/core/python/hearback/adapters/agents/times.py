"""Times as people say them: on the team's clock, and how far away they are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearback.adapters.agents.words import Words

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_LONG = 6 * _HOUR
_NEAR = {0: "today", 1: "tomorrow", -1: "yesterday"}


@dataclass(frozen=True, slots=True)
class Times:
    """Moments in `zone`, as they read at `now`."""

    words: Words
    zone: str
    now: datetime

    def at(self, moment: datetime) -> str:
        """`14:05`, `yarın 09:00`, `12 Mar Çar 14:05`: no more than it takes to be clear."""
        return self._said(moment, "")

    def dated(self, moment: datetime) -> str:
        """`12 Mar Çar 14:05`: with its day, however near."""
        return self._said(moment, "", near=False)

    def date(self, day: date) -> str:
        """`12 Mar Çar`."""
        noon = datetime.combine(day, time(12), ZoneInfo(self.zone))
        return self._said(noon, "day_", near=False)

    def day(self, moment: datetime) -> str:
        """`Bugün`, `12 Mar Çar`: a heading for what happened on a day."""
        return self._said(moment, "day_")

    def clock(self, moment: datetime) -> str:
        return f"{self._local(moment):%H:%M}"

    def relative(self, moment: datetime) -> str:
        """`3 dakika sonra`, `2 saat 5 dakika önce`; whole minutes, never more than there are."""
        away = moment - self.now
        if abs(away) < timedelta(minutes=1):
            return self.words("time.any_moment" if away >= timedelta() else "time.just_now")
        return self.words(
            "time.later" if away > timedelta() else "time.ago", span=self.span(abs(away))
        )

    def span(self, length: timedelta) -> str:
        """A duration in its two largest units; minutes are left out once they do not matter."""
        seconds = int(length.total_seconds())
        if seconds < _MINUTE:
            return self.words("time.moments")
        days, hours, minutes = (
            seconds // _DAY,
            seconds % _DAY // _HOUR,
            seconds % _HOUR // _MINUTE if seconds < _LONG else 0,
        )
        parts = [
            self._counted(number, unit)
            for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute"))
            if number
        ]
        return " ".join(parts)

    def time_left(self, until: datetime) -> str:
        """`span` until a moment to come, one minute at the least: something to work within."""
        return self.span(max(until - self.now, timedelta(minutes=1)))

    def target(self, seconds: int) -> str:
        """`15 dakikalık`, `2 saatlik`: a target's length, put before its name."""
        for size, unit, least in ((_DAY, "days", 3), (_HOUR, "hours", 1)):
            if seconds % size == 0 and seconds >= size * least:
                return self.words(f"time.of_{unit}", n=seconds // size)
        return self.words("time.of_minutes", n=max(round(seconds / _MINUTE), 1))

    def machine(self, moment: datetime) -> str:
        """For a page's `datetime` attributes: ISO 8601 with the zone's offset."""
        return self._local(moment).isoformat(timespec="seconds")

    def field(self, moment: datetime) -> str:
        """For a page's `datetime-local` fields."""
        return f"{self._local(moment):%Y-%m-%dT%H:%M}"

    def _said(self, moment: datetime, form: str, *, near: bool = True) -> str:
        local, today = self._local(moment), self._local(self.now).date()
        named = _NEAR.get((local.date() - today).days) if near else None
        far = "other_day" if local.year == today.year else "other_year"
        return self.words(
            f"time.{form}{named or far}",
            time=f"{local:%H:%M}",
            day=local.day,
            month=self.words("time.months").split()[local.month - 1],
            weekday=self.words("time.weekdays").split()[local.weekday()],
            year=local.year,
        )

    def _counted(self, number: int, unit: str) -> str:
        return self.words(f"time.{unit}" if number == 1 else f"time.{unit}s", n=number)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))
