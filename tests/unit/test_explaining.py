"""Why a clock is due when it is, in data and in words."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.agents.clock_reasons import clock_reasons
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.business_hours import BusinessHours
from hearback.domain.clock_plan import clock_for
from hearback.domain.explaining import Explanation, explain_clock
from hearback.domain.policy import CarePolicy
from hearback.domain.sla import SlaClock
from local.__main__ import main
from tests.builders import HOUR, a_policy

ISTANBUL = ZoneInfo("Europe/Istanbul")
POLICY = a_policy(
    calendars={
        "service": {
            "time_zone": "Europe/Istanbul",
            "windows": {"monday-friday": ["09:00-12:30", "13:30-18:00"]},
            "closures": [
                {"date": "2026-10-28", "windows": ["09:00-12:30"], "name": "Arife"},
                {"date": "2026-10-29", "name": "Bayram"},
                {"date": "2026-11-02", "windows": ["13:30-18:00"]},
            ],
        }
    }
)


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ISTANBUL)  # type: ignore[misc,arg-type]


def a_clock(started_at: datetime, target: timedelta, policy: CarePolicy = POLICY) -> SlaClock:
    rule = policy.sla[0]
    wanted = rule.targets[0].model_copy(update={"target_time": target, "clock": "calendar"})
    return clock_for(wanted, rule=rule, team="care", policy=policy, started_at=started_at)


def told(explanation: Explanation, language: Any = "en") -> list[str]:
    times = Times(Words(language), "Europe/Istanbul", explanation.clock.started_at)
    return clock_reasons(explanation, times)


def test_a_holiday_and_its_eve_are_named_with_the_hours_that_were_counted() -> None:
    explanation = explain_clock(a_clock(at(2026, 10, 28, 12), 2 * HOUR), POLICY)
    (gap,) = explanation.gaps
    assert (gap.begin, gap.end) == (at(2026, 10, 28, 12, 30), at(2026, 10, 30, 9))
    assert [closure.date for closure in gap.closures] == [date(2026, 10, 28), date(2026, 10, 29)]
    assert told(explanation) == [
        "Only the open hours of “service” count (Europe/Istanbul): "
        "Mon–Fri 09:00-12:30, 13:30-18:00.",
        "Counted: Wed 28 Oct 12:00–12:30, Fri 30 Oct 09:00–10:30.",
        "Passed over, Wed 28 Oct 12:30 to Fri 30 Oct 09:00: "
        "Arife (Wed 28 Oct, open 09:00-12:30 only); Bayram (Thu 29 Oct).",
    ]


def test_the_same_is_told_in_turkish() -> None:
    said = told(explain_clock(a_clock(at(2026, 10, 28, 12), 2 * HOUR), POLICY), "tr")
    assert said[1] == "Sayılan: 28 Eki Çar 12:00–12:30, 30 Eki Cum 09:00–10:30."
    assert "Arife (28 Eki Çar, yalnızca 09:00-12:30 açık); Bayram (29 Eki Per)" in said[2]


def test_nights_and_lunch_are_passed_over_without_a_name() -> None:
    explanation = explain_clock(a_clock(at(2026, 11, 3, 12), 6 * HOUR), POLICY)
    assert [gap.closures for gap in explanation.gaps] == [(), ()]
    assert told(explanation)[2].endswith("to Tue 3 Nov 13:30: outside the open hours.")


def test_a_closed_morning_is_named_only_where_it_was_lost() -> None:
    explanation = explain_clock(a_clock(at(2026, 10, 30, 17), 2 * HOUR), POLICY)
    (gap,) = explanation.gaps
    assert [closure.date for closure in gap.closures] == [date(2026, 11, 2)]
    afternoon = explain_clock(a_clock(at(2026, 11, 2, 17), 2 * HOUR), POLICY)
    assert [gap.closures for gap in afternoon.gaps] == [()]


def test_many_nights_become_a_number() -> None:
    said = told(explain_clock(a_clock(at(2026, 11, 3, 12), 60 * HOUR), POLICY))
    assert said[1].count("Nov") == 4
    assert "more" in said[1]
    assert "times: outside the open hours" in said[2]


def test_a_clock_of_an_earlier_policy_is_not_explained_with_todays_hours() -> None:
    clock = a_clock(at(2026, 10, 28, 12), 2 * HOUR)
    assert told(explain_clock(clock, a_policy())) == [
        "It was set by an earlier version of the care policy."
    ]


def test_day_and_night_passes_nothing_over() -> None:
    rule = POLICY.sla[0]
    clock = clock_for(
        rule.targets[0], rule=rule, team="care", policy=POLICY, started_at=at(2026, 10, 29, 3)
    )
    explanation = explain_clock(clock, POLICY)
    assert explanation.gaps == ()
    assert told(explanation) == ["Every hour counts, day and night."]


@given(
    minutes=st.integers(0, 60 * 24 * 60), target=st.integers(1, 5000), paused=st.integers(0, 500)
)
def test_what_was_counted_and_passed_over_is_all_the_time_there_was(
    minutes: int, target: int, paused: int
) -> None:
    start = datetime(2026, 10, 5, tzinfo=UTC) + timedelta(minutes=minutes)
    clock = a_clock(start, timedelta(minutes=target))
    explanation = explain_clock(clock, POLICY)
    assert explanation.adds_up
    pieces = sorted([*explanation.counted, *((g.begin, g.end) for g in explanation.gaps)])
    assert pieces[0][0] == start
    assert pieces[-1][1] == clock.due_at
    assert all(before[1] == after[0] for before, after in pairwise(pieces))


# The command ------------------------------------------------------------------------------


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    command = ["explain", "--channel", "blog", "--kind", "complaint", "--json", *words]
    assert main(command) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_gives_every_clock_of_the_matched_policy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = explained(capsys, "--at", "2026-10-28T12:30:00+03:00", "--severity", "1")
    assert said["policy"] == "other-complaint"
    clocks = {clock["metric"]: clock for clock in said["clocks"]}
    first = clocks["first_response"]
    assert first["started_at"] == "2026-10-28T09:30:00Z"
    assert first["due_at"] == "2026-10-30T06:30:00Z"
    assert first["warnings"] == ["2026-10-28T10:00:00Z", "2026-10-30T06:18:00Z"]
    assert first["due_at_local"] == "2026-10-30T09:30:00+03:00"
    assert "Cumhuriyet Bayramı" in first["passed_over"][0]["closures"]
    assert clocks["resolution"]["due_at"] == "2026-10-30T09:30:00Z"


def test_the_years_around_the_moment_have_their_holidays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = explained(capsys, "--at", "2031-10-28T12:30:00+03:00")
    clocks = {clock["metric"]: clock for clock in said["clocks"]}
    assert clocks["first_response"]["due_at"] == "2031-10-30T06:30:00Z"


def test_the_explanation_can_be_read_by_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--at", "2026-10-28T12:30:00+03:00", "--channel", "x"]) == 0
    said = capsys.readouterr().out
    assert "SLA policy key-complaint" in said
    assert "2026-10-28T09:45:00Z  Wed 28 Oct 12:45 (Europe/Istanbul)" in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--at", "2026-10-28T12:30:00"], "has no offset"),
        (["--at", "yesterday"], "no ISO 8601 time"),
        (["--at", "2026-10-28T12:30:00Z", "--severity", "3"], "invalid choice"),
    ],
)
def test_a_word_that_cannot_be_meant_is_named(
    capsys: pytest.CaptureFixture[str], words: list[str], reason: str
) -> None:
    with pytest.raises(SystemExit):
        main(["explain", "--channel", "x", *words])
    assert reason in capsys.readouterr().err


def test_a_wrong_policy_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("version: 1\n")
    words = ["explain", "--policy", str(file), "--at", "2026-10-28T12:30:00Z", "--channel", "x"]
    assert main(words) == 1
    assert capsys.readouterr().err.startswith(f"error: {file}: version: ")


def test_closed_for_good_is_no_gap_without_end() -> None:
    hours = BusinessHours(time_zone="Europe/Istanbul", week=((),) * 7)
    assert list(hours.spans(at(2026, 10, 28), at(2026, 12, 28))) == []
