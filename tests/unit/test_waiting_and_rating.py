"""Waiting for the customer, and hearing from them how it was."""

from datetime import timedelta

import pytest

from hearback.domain.acts import Act
from hearback.domain.alerts import AlertKind, alerts_for
from hearback.domain.answers import Answer, read_answer, read_rating
from hearback.domain.case import CaseStatus
from hearback.domain.changes import ReminderDue
from hearback.domain.classification import Kind
from hearback.domain.replies import ReplyPurpose
from hearback.domain.sla import SlaMetric
from hearback.domain.timers import fire, next_wake_at
from tests.builders import HOUR, MINUTE, NOW, Story, a_classification, a_policy, open_a_case

TEMPLATES = [
    {"purpose": purpose, "language": "tr", "text": f"{purpose}"}
    for purpose in ReplyPurpose
    if purpose not in (ReplyPurpose.DEED, ReplyPurpose.IDENTITY_CHECK)
]
POLICY = a_policy(
    waiting={"remind_after": "24h", "close_after": "96h", "calendar": "always"},
    rating={"low": 2, "told_to": "team_lead"},
    templates=TEMPLATES,
)


def waiting() -> Story:
    return open_a_case(policy=POLICY).act(Act.ASK_CUSTOMER, NOW).sent(NOW)


def test_a_silent_customer_is_reminded_once_and_then_the_case_closes() -> None:
    story = waiting()
    assert story.case.remind_at == NOW + 24 * HOUR
    story.timers_fired(NOW + 24 * HOUR)
    assert story.case.has_reply(ReplyPurpose.REMINDER)
    assert story.case.remind_at is None
    story.sent(NOW + 24 * HOUR + MINUTE).timers_fired(NOW + 50 * HOUR)
    reminders = [m for m in story.case.replies if m.purpose is ReplyPurpose.REMINDER]
    assert len(reminders) == 1
    story.timers_fired(NOW + 96 * HOUR)
    assert story.case.status is CaseStatus.CLOSED


def test_where_we_cannot_speak_the_team_is_asked_to_remind() -> None:
    story = waiting()
    decision = fire(story.case, policy=POLICY, now=NOW + 25 * HOUR, can_reply=False)
    assert [c.automatic for c in decision.changes if isinstance(c, ReminderDue)] == [False]
    assert AlertKind.REMINDER_DUE in {a.kind for a in alerts_for(decision.entry())}


def test_an_answer_ends_the_waiting() -> None:
    story = waiting().wrote("Sipariş no 8841", NOW + HOUR)
    assert story.case.status is CaseStatus.IN_PROGRESS
    assert (story.case.remind_at, story.case.close_at) == (None, None)


def test_the_workflow_wakes_for_the_reminder() -> None:
    story = waiting()
    without_clocks = [c for c in story.case.clocks if c.is_running]
    wake = next_wake_at(story.case, POLICY, NOW)
    assert wake is not None
    assert wake <= NOW + 24 * HOUR
    assert without_clocks


def followed_up() -> Story:
    story = open_a_case(policy=POLICY).act(Act.PROPOSE_RESOLUTION, NOW).sent(NOW)
    story.timers_fired(NOW + 24 * HOUR)
    assert story.case.follow_up_at is not None
    asked = story.case.follow_up_at
    return story.timers_fired(asked).sent(asked + MINUTE)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("5", 5),
        ("4/5", 4),
        ("5 üzerinden 3", 3),
        ("3 puan verdim", 3),
        ("puanım 2", 2),
        ("⭐⭐⭐⭐", 4),
        ("beş", 5),
        ("one", 1),
        ("5 stars!", 5),
        ("@NivoraDestek 1", 1),
        ("4 out of 5", 4),
        ("2 gündür bekliyorum", None),
        ("12345", None),
        ("6", None),
        ("siparişim 5 parça", None),
        ("teşekkürler", None),
        ("", None),
    ],
)
def test_a_score_is_read_only_where_no_other_number_could_be_meant(
    text: str, score: int | None
) -> None:
    assert read_rating(text) == score


def test_the_score_is_kept_and_a_low_one_is_told_to_the_lead() -> None:
    story = followed_up()
    at = NOW + timedelta(days=3)
    story.wrote("5 üzerinden 1", at, kind=Kind.NOISE)
    assert story.case.score == 1
    (alert,) = (a for a in alerts_for(story.history[-1]) if a.kind is AlertKind.LOW_SCORE)
    assert alert.role == "team_lead"


def test_a_good_score_alerts_nobody() -> None:
    story = followed_up().wrote("5", NOW + timedelta(days=3), kind=Kind.PRAISE)
    assert story.case.score == 5
    assert {a.kind for a in alerts_for(story.history[-1])} == {AlertKind.CUSTOMER_WROTE}
    assert story.case.is_resolved


def test_a_number_before_we_asked_is_no_score() -> None:
    story = open_a_case(policy=POLICY).act(Act.PROPOSE_RESOLUTION, NOW).sent(NOW)
    story.wrote("5", NOW + HOUR, kind=Kind.NOISE)
    assert story.case.score is None


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        ("evet sorun yok artık", Kind.NOISE, Answer.YES),
        ("sorun kalmadı teşekkürler", Kind.PRAISE, Answer.YES),
        ("no problem now", Kind.NOISE, Answer.YES),
        ("hâlâ sorun var", Kind.COMPLAINT, Answer.NO),
        ("hayır", Kind.NOISE, Answer.NO),
        ("not yet", Kind.NOISE, Answer.NO),
        ("Çözülmedi.", Kind.NOISE, Answer.NO),
        ("tamamdır", Kind.NOISE, Answer.YES),
        ("bakacağım", Kind.NOISE, Answer.UNCLEAR),
        ("çok sağ olun", Kind.PRAISE, Answer.THANKS),
    ],
)
def test_yes_and_no_are_told_apart(text: str, kind: Kind, answer: Answer) -> None:
    assert read_answer(text, a_classification(kind=kind)) is answer


def test_a_no_after_an_unclear_word_makes_no_second_promise_to_answer() -> None:
    story = open_a_case(policy=POLICY).act(Act.PROPOSE_RESOLUTION, NOW).sent(NOW)
    story.wrote("bilmem ki", NOW + MINUTE, kind=Kind.NOISE)
    story.wrote("hayır çözülmedi", NOW + 2 * MINUTE)
    assert story.case.status is CaseStatus.IN_PROGRESS
    (clock,) = (c for c in story.case.clocks if c.metric is SlaMetric.NEXT_RESPONSE)
    assert clock.started_at == NOW + MINUTE
