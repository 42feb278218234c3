"""A reply that the platform had taken and could not deliver: the case no longer looks answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.domain.acts import Act
from hearback.domain.alerts import AlertKind, alerts_for
from hearback.domain.case import CaseStatus
from hearback.domain.errors import Conflict
from hearback.domain.mention import EventIgnored, ReplyReturned
from hearback.domain.ports import AuthorProfile, OpenCase
from hearback.domain.replies import ReplyStatus
from hearback.domain.reply_outcomes import reply_sent
from hearback.domain.sla import SlaMetric
from hearback.use_cases.saving import save
from hearback.use_cases.take_back_reply import TakeBackReply
from tests.builders import CASE_ID, HOUR, MINUTE, NOW, a_policy, open_a_case
from tests.contract.platforms.given import a_delivery, fixture, only
from tests.contract.platforms.meta_given import a_whatsapp
from tests.fakes import FakeCases

PERSON = "905551112233"
RETURNED = ReplyReturned(
    channel="x",
    external_ids=("user-7:wamid.1", f"{PERSON}:wamid.1"),
    people=("user-7", PERSON),
    reason="template_needed",
)


class World:
    """A case of one person with one reply that was sent."""

    def __init__(self, act: Act = Act.REPLY, sent: bool = True) -> None:
        self.cases = FakeCases()
        story = open_a_case().act(act, NOW + MINUTE)
        (self.reply,) = story.replies.values()
        self.cases.cases[CASE_ID] = story.case
        self.cases.entries[CASE_ID] = list(story.history)
        self.cases.wakes[CASE_ID] = None
        self.cases.replies[CASE_ID, self.reply.id] = replace(
            self.reply, status=ReplyStatus.SENDING, leased_until=NOW + HOUR
        )
        known = OpenCase(case_id=CASE_ID, thread_id="t", last_mention_at=NOW)
        gone = replace(known, case_id="01GONE")
        self.cases.authors["x", PERSON] = AuthorProfile(
            channel="x", id=PERSON, version=1, open_cases=(gone, known)
        )
        if sent:
            done = replace(
                self.reply,
                status=ReplyStatus.SENT,
                external_id=f"{PERSON}:wamid.1",
                sent_at=NOW + 2 * MINUTE,
            )
            decision = reply_sent(self.case, done, policy=a_policy(), sent_at=NOW + 2 * MINUTE)
            save(self.cases, decision, updated_reply=done)

    @property
    def case(self) -> Any:
        return self.cases.get(CASE_ID)

    @property
    def status(self) -> str:
        return str(self.case.status)

    @property
    def kept(self) -> Any:
        return self.cases.replies[CASE_ID, self.reply.id]

    def take_back(self, event: ReplyReturned = RETURNED, after: timedelta = 3 * MINUTE) -> bool:
        return TakeBackReply(cases=self.cases, policy=a_policy())(event, NOW + after)


def test_it_is_marked_as_failed_with_why_and_the_team_is_told() -> None:
    world = World()
    assert world.case.open_clock(SlaMetric.FIRST_RESPONSE) is None
    assert world.take_back()
    assert (world.kept.status, world.kept.failure) == (ReplyStatus.FAILED, "template_needed")
    alerts = alerts_for(world.cases.entries[CASE_ID][-1])
    assert [alert.kind for alert in alerts] == [AlertKind.REPLY_FAILED]
    assert not world.case.answered_by_human


def test_a_new_clock_starts_and_what_was_kept_stays_kept() -> None:
    world = World()
    kept = world.case.clock(SlaMetric.FIRST_RESPONSE, 1)
    world.take_back()
    assert world.case.clock(SlaMetric.FIRST_RESPONSE, 1) == kept
    clock = world.case.open_clock(SlaMetric.NEXT_RESPONSE)
    assert clock is not None
    assert clock.started_at == NOW + 3 * MINUTE


def test_a_question_that_never_arrived_is_not_waited_for() -> None:
    world = World(Act.ASK_CUSTOMER)
    assert world.status == CaseStatus.WAITING_CUSTOMER
    world.take_back()
    assert world.status == CaseStatus.IN_PROGRESS
    assert world.case.remind_at is None
    assert all(clock.paused_at is None for clock in world.case.clocks if clock.is_open)


def test_a_resolution_that_never_arrived_is_not_proposed() -> None:
    world = World(Act.PROPOSE_RESOLUTION)
    assert world.status == CaseStatus.RESOLUTION_PROPOSED
    world.take_back()
    assert world.status == CaseStatus.IN_PROGRESS
    assert world.case.silence_at is None
    assert world.case.open_clock(SlaMetric.RESOLUTION) is not None


def test_being_told_twice_changes_nothing_more() -> None:
    world = World()
    world.take_back()
    before = world.case
    assert not world.take_back(after=9 * MINUTE)
    assert world.case == before


@pytest.mark.parametrize(
    "event",
    [
        replace(RETURNED, external_ids=(f"{PERSON}:wamid.2",)),
        replace(RETURNED, people=("someone-else",)),
        replace(RETURNED, people=(), external_ids=()),
        replace(RETURNED, channel="whatsapp"),
    ],
)
def test_what_is_none_of_our_replies_is_passed_over(event: ReplyReturned) -> None:
    world = World()
    before = world.case
    assert not world.take_back(event)
    assert world.case == before


def test_a_platform_that_is_faster_than_our_own_note_is_asked_to_come_again() -> None:
    world = World(sent=False)
    with pytest.raises(Conflict):
        world.take_back()


def test_whatsapps_failed_status_names_the_reply_the_person_and_why() -> None:
    body = fixture("whatsapp/status_failed_131047_composed.json")
    assert only(WhatsApp().parse(a_delivery("whatsapp", body))) == ReplyReturned(
        channel="whatsapp",
        external_ids=(f"{PERSON}:wamid.HBgMNEXAMPLE",),
        people=(PERSON,),
        reason="template_needed",
    )


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ({"errors": [{"code": 131026}]}, "blocked"),
        ({"errors": [{"code": 131049}]}, "kept_back"),
        ({"errors": [{"code": 132015}]}, "template_paused"),
        ({"errors": [{"code": "131053"}]}, "code_131053"),
        ({"errors": [{}]}, "not_delivered"),
        ({"errors": 7}, "not_delivered"),
        ({}, "not_delivered"),
    ],
)
def test_every_failure_has_a_word(status: dict[str, Any], reason: str) -> None:
    told = {"id": "w1", "status": "failed", "recipient_id": PERSON, "recipient_user_id": "TR.1"}
    body = a_whatsapp(statuses=[{**told, **status}])
    del body["entry"][0]["changes"][0]["value"]["messages"]
    event = only(WhatsApp().parse(a_delivery("whatsapp", body)))
    assert isinstance(event, ReplyReturned)
    assert (event.reason, event.people) == (reason, ("TR.1", PERSON))


def test_other_statuses_are_only_counted() -> None:
    body = a_whatsapp(statuses=[{"id": "w1", "status": "delivered", "recipient_id": PERSON}])
    del body["entry"][0]["changes"][0]["value"]["messages"]
    event = only(WhatsApp().parse(a_delivery("whatsapp", body)))
    assert event == EventIgnored(event="statuses/delivered")
