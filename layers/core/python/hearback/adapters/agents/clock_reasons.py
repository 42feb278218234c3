"""In words: why a clock is due when it is."""

from collections.abc import Iterator
from datetime import timedelta

from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.times import Times
from hearback.domain.business_hours import Span
from hearback.domain.explaining import Explanation, Gap
from hearback.domain.policy import Calendar, Closure
from hearback.domain.windows import day_numbers

_MOST_WINDOWS = 5
_MOST_GAPS = 4
_LONGEST_NAME = 60


def clock_reasons(explanation: Explanation, times: Times) -> list[str]:
    """One sentence a fact. `times` should be in the calendar's zone."""
    return list(_sentences(explanation, times))


def _sentences(explanation: Explanation, times: Times) -> Iterator[str]:
    words, clock, calendar = times.words, explanation.clock, explanation.calendar
    if not explanation.adds_up:
        yield words("why.earlier_policy")
    elif calendar is None:
        yield words("why.always")
    else:
        name = flat(clock.calendar, _LONGEST_NAME)
        yield words(
            "why.calendar", calendar=name, zone=calendar.time_zone, hours=_hours(calendar, times)
        )
        yield words("why.counted", windows=_windows(explanation.counted, times))
        yield from _passed_over(explanation.gaps, times)
    if clock.paused_time:
        yield words("why.paused", span=times.span(clock.paused_time))


def _hours(calendar: Calendar, times: Times) -> str:
    names = times.words("time.weekdays").split()
    said = []
    for days, windows in calendar.windows.items():
        numbers = day_numbers(days)
        first, last = names[numbers[0]], names[numbers[-1]]
        label = first if len(numbers) == 1 else f"{first}–{last}"
        said.append(f"{label} {', '.join(windows) or times.words('why.closed')}")
    return "; ".join(said)


def _windows(counted: tuple[Span, ...], times: Times) -> str:
    shown = [_window(span, times) for span in counted]
    if len(shown) > _MOST_WINDOWS:
        more = times.words("why.more_windows", n=len(shown) - _MOST_WINDOWS + 1)
        shown = [*shown[: _MOST_WINDOWS - 2], more, shown[-1]]
    return ", ".join(shown)


def _window(span: Span, times: Times) -> str:
    begin, end = span
    ends = times.clock(end)
    if end - begin >= timedelta(days=1):
        ends = times.dated(end)
    return f"{times.dated(begin)}–{'24:00' if ends == '00:00' else ends}"


def _passed_over(gaps: tuple[Gap, ...], times: Times) -> Iterator[str]:
    plain = [gap for gap in gaps if not gap.closures]
    for gap in gaps:
        begin, end = times.dated(gap.begin), times.dated(gap.end)
        if gap.closures:
            names = "; ".join(_name(closure, times) for closure in gap.closures)
            yield times.words("why.closures", begin=begin, end=end, names=names)
        elif len(plain) <= _MOST_GAPS:
            yield times.words("why.outside", begin=begin, end=end)
    if len(plain) > _MOST_GAPS:
        yield times.words("why.often_outside", n=len(plain))


def _name(closure: Closure, times: Times) -> str:
    words = times.words
    name = flat(closure.name, _LONGEST_NAME) or words("why.closed")
    day = times.date(closure.date)
    if not closure.windows:
        return f"{name} ({day})"
    return words("why.only_open", name=name, day=day, windows=", ".join(closure.windows))
