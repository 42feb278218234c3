"""What falls due, and that it is done once."""

from datetime import timedelta

import pytest

from hearback.domain.acts import Act
from hearback.domain.case import CaseStatus
from hearback.domain.changes import ClockBreached, ClockWarned, Escalated, FollowUpDue
from hearback.domain.classification import Kind
from hearback.domain.replies import ReplyPurpose
from hearback.domain.sla import SlaMetric
from hearback.domain.timers import fire, next_wake_at
from tests.builders import HOUR, MINUTE, NOW, Story, a_mention, a_policy, open_a_case

POLICY = a_policy()


def fired(story: Story, after: timedelta) -> list[object]:
    """What firing at that time changes, kept in the story."""
    before = len(story.history)
    story.timers_fired(NOW + after)
    return [change for entry in story.history[before:] for change in entry.changes]


def metrics(changes: list[object], of: type) -> list[SlaMetric]:
    return [change.metric for change in changes if isinstance(change, of)]  # type: ignore[attr-defined]


def test_the_first_wake_is_the_first_warning() -> None:
    story = open_a_case()
    assert next_wake_at(story.case, POLICY, NOW) == NOW + 7.5 * MINUTE


def test_nothing_is_due_before_its_time() -> None:
    assert fired(open_a_case(), 7 * MINUTE) == []


def test_a_warning_is_announced_once() -> None:
    story = open_a_case()
    assert metrics(fired(story, 8 * MINUTE), ClockWarned) == [SlaMetric.ACKNOWLEDGEMENT]
    assert fired(story, 8 * MINUTE) == []


def test_two_warnings_that_were_slept_through_are_one() -> None:
    story = open_a_case()
    assert metrics(fired(story, 13 * MINUTE), ClockWarned) == [SlaMetric.ACKNOWLEDGEMENT]
    assert story.case.clock(SlaMetric.ACKNOWLEDGEMENT, 1).warned == 2


def test_the_very_moment_of_the_deadline_is_still_in_time() -> None:
    story = open_a_case()
    assert metrics(fired(story, 15 * MINUTE), ClockBreached) == []
    late = 15 * MINUTE + timedelta(microseconds=1)
    assert metrics(fired(story, late), ClockBreached) == [SlaMetric.ACKNOWLEDGEMENT]


def test_a_breach_is_dated_to_the_deadline_and_announced_once() -> None:
    story = open_a_case()
    fired(story, 16 * MINUTE)
    clock = story.case.clock(SlaMetric.ACKNOWLEDGEMENT, 1)
    assert clock.breached_at == NOW + 15 * MINUTE
    assert metrics(fired(story, 17 * MINUTE), ClockBreached) == []


def test_an_unmended_breach_climbs_the_ladder_step_by_step() -> None:
    story = open_a_case()
    fired(story, 16 * MINUTE)
    steps = [c.role for c in fired(story, 46 * MINUTE) if isinstance(c, Escalated)]
    assert steps == ["team_lead"]
    assert story.case.escalation_level == 1
    steps = [c.role for c in fired(story, 3 * HOUR) if isinstance(c, Escalated)]
    assert "manager" in steps


def test_a_ladder_that_was_slept_through_is_climbed_at_once() -> None:
    story = open_a_case()
    roles = [c.role for c in fired(story, 20 * HOUR) if isinstance(c, Escalated)]
    assert roles.count("team_lead") == 2
    assert roles.count("manager") == 2


def test_late_work_ends_the_climb() -> None:
    story = open_a_case()
    fired(story, 16 * MINUTE)
    story.act(Act.REPLY, NOW + 20 * MINUTE).sent(NOW + 20 * MINUTE)
    changes = fired(story, 50 * MINUTE)
    assert SlaMetric.ACKNOWLEDGEMENT not in metrics(changes, Escalated)


def test_silence_resolves_then_a_follow_up_asks_then_the_case_closes() -> None:
    story = open_a_case().act(Act.PROPOSE_RESOLUTION, NOW + HOUR).sent(NOW + HOUR)
    statuses = [story.case.status]
    fired(story, 26 * HOUR)
    statuses.append(story.case.status)
    follow_up_at = story.case.follow_up_at
    assert follow_up_at is not None
    story.timers_fired(follow_up_at)
    assert story.case.has_reply(ReplyPurpose.FOLLOW_UP)
    close_at = story.case.close_at
    assert close_at is not None
    story.sent(follow_up_at + MINUTE)
    assert story.case.open_clock(SlaMetric.FOLLOW_UP) is None
    story.timers_fired(close_at)
    assert [*statuses, story.case.status] == [
        CaseStatus.RESOLUTION_PROPOSED,
        CaseStatus.RESOLVED,
        CaseStatus.CLOSED,
    ]
    assert next_wake_at(story.case, POLICY, NOW) is None


def test_where_we_cannot_speak_the_follow_up_is_asked_of_the_team() -> None:
    story = open_a_case().act(Act.PROPOSE_RESOLUTION, NOW + HOUR, can_reply=False)
    story.timers_fired(NOW + 26 * HOUR)
    at = story.case.follow_up_at
    assert at is not None
    decision = fire(story.case, policy=story.policy, now=at, can_reply=False)
    assert [c.automatic for c in decision.changes if isinstance(c, FollowUpDue)] == [False]
    assert not decision.replies


def test_a_closed_case_has_nothing_due() -> None:
    story = open_a_case().act(Act.DISMISS, NOW + MINUTE)
    assert fired(story, 500 * HOUR) == []


def test_praise_is_closed_by_its_thanks() -> None:
    story = open_a_case(kind=Kind.PRAISE).acknowledged_by_itself(NOW + MINUTE)
    assert story.case.status is CaseStatus.CLOSED


def test_a_paused_clock_neither_warns_nor_breaks() -> None:
    story = open_a_case().act(Act.ASK_CUSTOMER, NOW + MINUTE).sent(NOW + MINUTE)
    assert SlaMetric.RESOLUTION not in metrics(fired(story, 60 * HOUR), ClockBreached)


def test_a_pause_moves_the_deadline_by_its_length() -> None:
    story = open_a_case().act(Act.ASK_CUSTOMER, NOW + MINUTE).sent(NOW + HOUR)
    story.wrote("Bilgilerim DM'de", NOW + 11 * HOUR)
    clock = story.case.clock(SlaMetric.RESOLUTION, 1)
    assert clock.due_at == NOW + 58 * HOUR
    assert clock.paused_time == 10 * HOUR


def test_a_pause_after_the_breach_hides_nothing() -> None:
    story = open_a_case()
    fired(story, 49 * HOUR)
    story.act(Act.ASK_CUSTOMER, NOW + 50 * HOUR).sent(NOW + 50 * HOUR)
    story.wrote("tamam", NOW + 60 * HOUR)
    clock = story.case.clock(SlaMetric.RESOLUTION, 1)
    assert clock.due_at == NOW + 48 * HOUR
    assert clock.breached_at == NOW + 48 * HOUR


@pytest.mark.parametrize("late", [0, 1, 5])
def test_a_promise_that_is_kept_is_kept_and_one_that_is_not_is_broken(late: int) -> None:
    story = open_a_case()
    story.act(Act.PROMISE, NOW + MINUTE, promised_at=NOW + HOUR).sent(NOW + MINUTE)
    promise = story.case.open_clock(SlaMetric.PROMISED_UPDATE)
    assert promise is not None
    assert promise.due_at == NOW + HOUR
    heard = NOW + HOUR + late * MINUTE
    story.timers_fired(heard)
    story.act(Act.REPLY, heard).sent(heard)
    assert story.case.clock(SlaMetric.PROMISED_UPDATE, 1).is_breached(heard) is bool(late)


def at_five_in_the_afternoon() -> Story:
    """A case whose first response is due at 18:00 in Istanbul, when the doors close."""
    rule = {
        "id": "everything",
        "calendar": "service",
        "targets": [{"metric": "first_response", "target_time": "1h", "clock": "calendar"}],
    }
    opened = NOW + 3 * HOUR
    return open_a_case(a_mention(received_at=opened), a_policy(sla=[rule]))


def test_what_falls_due_as_the_doors_close_is_told_in_the_morning() -> None:
    story = at_five_in_the_afternoon()
    closing = NOW + 4 * HOUR
    story.timers_fired(closing - MINUTE)
    assert next_wake_at(story.case, story.policy, closing) == closing + 15 * HOUR
    assert fired(story, 5 * HOUR) == []
    assert story.case.breaches(NOW + 5 * HOUR)
    assert metrics(fired(story, 20 * HOUR), ClockBreached) == [SlaMetric.FIRST_RESPONSE]
    assert story.case.clock(SlaMetric.FIRST_RESPONSE, 1).breached_at == closing


def test_an_answer_at_night_is_late_all_the_same() -> None:
    story = at_five_in_the_afternoon()
    night = NOW + 9 * HOUR
    story.act(Act.REPLY, night).sent(night)
    clock = story.case.clock(SlaMetric.FIRST_RESPONSE, 1)
    assert clock.breached_at == NOW + 4 * HOUR
    assert clock.satisfied_at == night


def test_a_warning_that_is_looked_at_after_closing_time_waits_for_the_morning() -> None:
    story = at_five_in_the_afternoon()
    late = 4 * HOUR + timedelta(seconds=1)
    assert fired(story, late) == []
    assert next_wake_at(story.case, story.policy, NOW + late) == NOW + 19 * HOUR
