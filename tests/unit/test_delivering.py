"""Replies on their way to a platform: once each, whatever happens."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearback.domain.acts import Act
from hearback.domain.case import CaseStatus
from hearback.domain.channel_life import Refusal
from hearback.domain.decision import Decision
from hearback.domain.errors import (
    Conflict,
    NotAuthorised,
    RateLimited,
    Refused,
    Unavailable,
)
from hearback.domain.replies import ReplyPurpose, ReplyStatus
from hearback.domain.resolving import close
from hearback.domain.sla import SlaMetric
from hearback.use_cases.deliver_reply import LEASE, DeliverReply, DeliveryOutcome
from hearback.use_cases.saving import save
from tests.builders import CASE_ID, MINUTE, NOW, a_policy, open_a_case
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakePlatform, FakeReplyQueue

SECOND = timedelta(seconds=1)


class World:
    """A case with one reply in the queue."""

    def __init__(self, act: Act = Act.REPLY) -> None:
        self.cases = FakeCases()
        self.platform = FakePlatform()
        self.queue = FakeReplyQueue()
        self.log = FakeChannels()
        self.charged: list[int] = []
        self.deliver = DeliverReply(
            cases=self.cases,
            policy=a_policy(),
            platforms={"x": self.platform},
            queue=self.queue,
            log=self.log,
            charged=self.charged.append,
        )
        story = open_a_case().act(act, NOW + MINUTE)
        self.reply_id = next(iter(story.replies))
        self.cases.cases[CASE_ID] = story.case
        self.cases.entries[CASE_ID] = list(story.history)
        self.cases.replies[CASE_ID, self.reply_id] = story.replies[self.reply_id]
        self.cases.wakes[CASE_ID] = None

    def run(self, after: timedelta = 2 * MINUTE) -> DeliveryOutcome:
        return self.deliver(CASE_ID, self.reply_id, NOW + after)

    @property
    def reply(self) -> object:
        return self.cases.replies[CASE_ID, self.reply_id]

    @property
    def status(self) -> ReplyStatus:
        return self.cases.replies[CASE_ID, self.reply_id].status


@pytest.fixture
def world() -> World:
    return World()


def test_a_reply_goes_out_and_the_platforms_id_is_kept(world: World) -> None:
    assert world.run() is DeliveryOutcome.SENT
    reply = world.cases.replies[CASE_ID, world.reply_id]
    assert (reply.status, reply.external_id, reply.sent_at) == (
        ReplyStatus.SENT,
        "out-1",
        NOW + 2 * MINUTE,
    )


def test_what_the_platform_charges_is_told_once_it_took_the_reply(world: World) -> None:
    world.platform.trouble = [RateLimited("429", retry_after=37)]
    world.run()
    assert world.charged == []
    world.run(3 * MINUTE)
    world.run(9 * MINUTE)
    assert world.charged == [15_000]


def test_a_reply_whose_answer_was_lost_is_charged_all_the_same(world: World) -> None:
    world.platform.loses_answers = True
    world.platform.trouble = [Unavailable("502")]
    world.run()
    world.run(3 * MINUTE)
    assert world.charged == [15_000]


def test_a_human_reply_keeps_both_response_promises(world: World) -> None:
    world.run()
    case = world.cases.get(CASE_ID)
    assert case.status is CaseStatus.IN_PROGRESS
    for metric in (SlaMetric.ACKNOWLEDGEMENT, SlaMetric.FIRST_RESPONSE):
        assert case.clock(metric, 1).satisfied_at == NOW + 2 * MINUTE


def test_a_second_message_for_the_same_reply_posts_nothing(world: World) -> None:
    world.run()
    assert world.run() is DeliveryOutcome.ALREADY_DONE
    assert len(world.platform.published) == 1


def test_while_one_worker_sends_another_is_told_to_come_again(world: World) -> None:
    world.cases.lease_reply(CASE_ID, world.reply_id, NOW, NOW + 5 * MINUTE)
    with pytest.raises(Conflict):
        world.run()


def test_a_worker_that_died_after_posting_is_found_out_and_nothing_is_posted_twice(
    world: World,
) -> None:
    leased = world.cases.lease_reply(CASE_ID, world.reply_id, NOW, NOW + LEASE)
    assert leased is not None
    world.platform.send(leased)
    assert world.run(LEASE + SECOND) is DeliveryOutcome.FOUND
    assert len(world.platform.published) == 1
    assert world.status is ReplyStatus.SENT


def test_an_answer_that_is_lost_on_the_way_does_not_double_the_reply(world: World) -> None:
    world.platform.loses_answers = True
    world.platform.trouble = [Unavailable("502")]
    assert world.run() is DeliveryOutcome.DELAYED
    assert world.run(3 * MINUTE) is DeliveryOutcome.FOUND
    assert len(world.platform.published) == 1


def test_a_rate_limit_is_waited_for_as_long_as_it_says(world: World) -> None:
    world.platform.trouble = [RateLimited("429", retry_after=37)]
    assert world.run() is DeliveryOutcome.DELAYED
    assert world.queue.orders == [(CASE_ID, world.reply_id, 37)]
    assert world.status is ReplyStatus.QUEUED
    assert world.run(4 * MINUTE) is DeliveryOutcome.SENT


def test_a_passing_fault_is_tried_again_ever_more_slowly(world: World) -> None:
    world.platform.trouble = [Unavailable("503") for _ in range(3)]
    for minute in range(3):
        world.run((2 + minute) * MINUTE)
    assert [delay for _, _, delay in world.queue.orders] == [2, 4, 8]


def test_a_platform_that_stays_away_fails_the_reply_in_the_end(world: World) -> None:
    world.platform.trouble = [Unavailable("503") for _ in range(20)]
    outcomes = [world.run((2 + minute) * MINUTE) for minute in range(8)]
    assert outcomes[-1] is DeliveryOutcome.FAILED
    assert world.status is ReplyStatus.FAILED
    assert world.cases.replies[CASE_ID, world.reply_id].failure.startswith("platform_unavailable")


def test_a_refused_token_holds_the_reply_and_is_told_once(world: World) -> None:
    world.platform.trouble = [NotAuthorised("190"), NotAuthorised("190")]
    assert world.run() is DeliveryOutcome.HELD
    assert world.run(10 * MINUTE) is DeliveryOutcome.DELAYED
    held = [
        c
        for e in world.cases.entries[CASE_ID]
        for c in e.changes
        if type(c).__name__ == "ReplyHeld"
    ]
    assert len(held) == 1
    (refusal,) = world.log.refusals()
    assert refusal == Refusal(channel="x", account_id="1500", at=NOW + 10 * MINUTE, reason="190")
    assert world.run(20 * MINUTE) is DeliveryOutcome.SENT
    assert world.log.refusals() == ()


def test_a_token_that_was_renewed_meanwhile_is_tried_at_once_and_nobody_is_told(
    world: World,
) -> None:
    world.platform.trouble = [NotAuthorised("190")]
    world.deliver = replace(world.deliver, has_new_tokens=lambda: True)
    assert world.run() is DeliveryOutcome.DELAYED
    assert world.queue.orders[-1][2] == 1
    assert all(
        type(c).__name__ != "ReplyHeld" for e in world.cases.entries[CASE_ID] for c in e.changes
    )
    assert world.log.refusals() == ()
    assert world.run(3 * MINUTE) is DeliveryOutcome.SENT
    assert world.cases.replies[CASE_ID, world.reply_id].attempts == 1


def test_a_refusal_for_good_leaves_the_clocks_running(world: World) -> None:
    world.platform.trouble = [Refused("not_summoned")]
    assert world.run() is DeliveryOutcome.FAILED
    case = world.cases.get(CASE_ID)
    assert case.status is CaseStatus.NEW
    assert case.open_clock(SlaMetric.ACKNOWLEDGEMENT) is not None
    assert world.cases.replies[CASE_ID, world.reply_id].failure == "not_summoned"


def test_a_reply_that_is_too_long_for_the_platform_is_not_sent(world: World) -> None:
    world.platform.longest_reply = 5
    assert world.run() is DeliveryOutcome.FAILED
    assert not world.platform.published


def test_a_reply_of_a_case_that_closed_meanwhile_stays_unsaid(world: World) -> None:
    case = world.cases.get(CASE_ID)
    closing = Decision(case, policy=a_policy(), now=NOW + MINUTE, actor="system")
    close(closing, CaseStatus.DISMISSED, "test")
    save(world.cases, closing)
    assert world.run() is DeliveryOutcome.FAILED
    assert not world.platform.published


def test_a_late_reply_records_the_breach_before_it_satisfies_the_clock(world: World) -> None:
    world.run(20 * MINUTE)
    clock = world.cases.get(CASE_ID).clock(SlaMetric.ACKNOWLEDGEMENT, 1)
    assert clock.breached_at == NOW + 15 * MINUTE
    assert clock.satisfied_at == NOW + 20 * MINUTE
    assert clock.is_breached(NOW + 20 * MINUTE)


def test_a_proposal_that_reached_the_customer_waits_for_their_word() -> None:
    world = World(Act.PROPOSE_RESOLUTION)
    world.run()
    case = world.cases.get(CASE_ID)
    assert case.status is CaseStatus.RESOLUTION_PROPOSED
    assert case.silence_at == NOW + 2 * MINUTE + a_policy().follow_up.silence_resolves


def test_a_question_to_the_customer_pauses_the_resolution_clock_only() -> None:
    world = World(Act.ASK_CUSTOMER)
    world.run()
    case = world.cases.get(CASE_ID)
    assert case.status is CaseStatus.WAITING_CUSTOMER
    assert case.clock(SlaMetric.RESOLUTION, 1).paused_at == NOW + 2 * MINUTE
    assert all(c.paused_at is None for c in case.clocks if c.metric is not SlaMetric.RESOLUTION)


def test_automatic_words_satisfy_no_clock_that_a_person_promised() -> None:
    world = World()
    reply = world.cases.replies[CASE_ID, world.reply_id]
    automatic = replace(reply, by_human=False, purpose=ReplyPurpose.ACKNOWLEDGEMENT)
    world.cases.replies[CASE_ID, world.reply_id] = automatic
    world.run()
    case = world.cases.get(CASE_ID)
    assert case.status is CaseStatus.ACKNOWLEDGED
    assert case.clock(SlaMetric.ACKNOWLEDGEMENT, 1).satisfied_at is not None
    assert case.clock(SlaMetric.FIRST_RESPONSE, 1).satisfied_at is None
