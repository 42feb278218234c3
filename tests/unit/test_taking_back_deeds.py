"""Deeds are taken back: by one agent, with a reason, whatever the first one has come to."""

from dataclasses import replace

import pytest

from hearback.adapters.agents.news import first_line
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.acts import STEP_OF, UNDOES, Act, possible_acts
from hearback.domain.alerts import Alert, AlertKind, alerts_for
from hearback.domain.case import CaseStatus
from hearback.domain.changes import DeedFailed, DeedQueued
from hearback.domain.classification import Kind, Severity
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.evolve import rebuild
from hearback.domain.offers import Offers
from hearback.domain.replies import Reply, ReplyForm, ReplyStatus
from hearback.domain.reply_outcomes import reply_failed
from hearback.domain.sla import SlaMetric
from hearback.use_cases.deliver_reply import LEASE, DeliveryOutcome
from hearback.use_cases.saving import save
from hearback.use_cases.send_alerts import AlertedCase
from tests.builders import MINUTE, a_classification
from tests.unit.acting import RUDE, World
from tests.unit.test_abuse_ladder import by_two, offered_acts, silenced

WHY = "Özür diledi"
PRAISE = a_classification(kind=Kind.PRAISE, severity=Severity.LOW)


def hidden() -> World:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    world.delivers()
    return world


def undoings(world: World) -> set[Act]:
    file = world.cases.file("C1")
    offered = {name: platform.offers for name, platform in world.platforms.items()}
    return set(possible_acts(file.case, world.policy, file.mentions, offered)) & set(UNDOES)


def story(world: World, channel: str = "facebook") -> list[tuple[ReplyForm, bool]]:
    """What was done on the platform: each deed, and whether it was its undoing."""
    done = (r for r in world.published(channel) if not r.form.speaks)
    return [(r.form, bool(r.undoes)) for r in done]


def waiting(world: World) -> list[Reply]:
    return [r for r in world.replies if r.status is ReplyStatus.QUEUED]


def mailed(world: World, alert: Alert) -> str:
    """What the mail begins with."""
    alerted = AlertedCase(alert=alert, file=world.cases.file("C1"))
    return first_line(alerted, Times(Words("en"), "Europe/Istanbul", world.now))


# What can be taken back


def test_nothing_is_offered_before_something_was_done() -> None:
    world = silenced("facebook")

    assert undoings(world) == set()
    for act in UNDOES:
        assert world.refused(act, text=WHY) == "nothing_to_undo"


def test_one_agent_shows_a_post_again() -> None:
    world = hidden()
    assert undoings(world) == {Act.UNHIDE}
    world.does(Act.UNHIDE, agent="Mert", text=WHY)
    assert world.refused(Act.UNHIDE, agent="Elif", text=WHY) == "already_done"
    world.delivers()

    assert story(world) == [(ReplyForm.HIDE, False), (ReplyForm.HIDE, True)]
    first, undoing = world.published("facebook")[-2:]
    assert (undoing.undoes, undoing.in_reply_to, undoing.account_id, undoing.created_at) == (
        first.id,
        "900",
        "2060",
        first.created_at,
    )
    assert undoings(world) == set()
    assert rebuild(world.cases.entries["C1"]) == world.case


def test_the_history_has_who_took_it_back_and_why() -> None:
    world = hidden()
    world.does(Act.UNHIDE, agent="Mert", text=WHY)

    entry = world.cases.entries["C1"][-1]
    (change,) = entry.changes
    assert isinstance(change, DeedQueued)
    assert (entry.actor, change.reason) == ("agent:Mert", WHY)
    assert change.undoes == world.case.deeds[0].id


def test_a_reason_and_a_name_are_asked_for() -> None:
    world = hidden()

    assert world.refused(Act.UNHIDE, text=" ") == "no_reason"
    assert world.refused(Act.UNHIDE, text="x" * 2_001) == "reason_too_long"
    assert world.refused(Act.UNHIDE, agent="care", text=WHY) == "name_needed"


def test_who_takes_a_deed_back_does_not_take_the_case_on() -> None:
    world = hidden()
    before = world.case.assignee
    world.does(Act.UNHIDE, agent="Mert", text=WHY)

    assert world.case.assignee == before


def test_what_the_platform_does_not_take_back_is_not_offered() -> None:
    world = silenced("youtube")
    for act in (Act.HIDE, Act.BLOCK):
        by_two(world, act)
        world.delivers()

    assert undoings(world) == {Act.UNHIDE}
    assert world.refused(Act.UNBLOCK, text=WHY) == "not_offered"


def test_a_post_that_its_author_deleted_cannot_be_shown_again() -> None:
    world = hidden()
    (key,) = world.cases.mentions
    world.cases.mentions[key] = replace(world.cases.mentions[key], deleted_at=world.now)

    assert world.refused(Act.UNHIDE, text=WHY) == "post_deleted"


def test_an_author_who_deleted_the_post_can_still_be_unmuted() -> None:
    world = silenced("x")
    by_two(world, Act.MUTE)
    world.delivers()
    (key,) = world.cases.mentions
    world.cases.mentions[key] = replace(world.cases.mentions[key], deleted_at=world.now)
    world.does(Act.UNMUTE, text=WHY)
    world.delivers()

    assert story(world, "x") == [(ReplyForm.MUTE, False), (ReplyForm.MUTE, True)]


def test_of_several_deeds_the_chosen_one_is_taken_back_else_the_latest() -> None:
    world = hidden()
    world.says("Yine aptalsınız", RUDE, channel="facebook", account_id="2060")
    by_two(world, Act.HIDE)
    world.delivers()
    first, second = (d.id for d in world.case.standing_deeds)
    assert world.refused(Act.UNHIDE, text=WHY, deed="000099-1") == "nothing_to_undo"
    world.does(Act.UNHIDE, text=WHY, deed=first)
    world.delivers()
    assert [d.id for d in world.case.standing_deeds] == [second]
    world.does(Act.UNHIDE, text=WHY)
    world.delivers()

    assert world.case.standing_deeds == ()


def test_a_like_is_taken_back_from_the_account_that_gave_it_and_may_be_given_again() -> None:
    world = World()
    world.says("Harikasınız", PRAISE)
    world.does(Act.LIKE)
    world.delivers()
    world.does(Act.UNLIKE, text="Yanlış gönderi")
    world.delivers()
    like, unlike = world.published("x")
    assert unlike.account_id == like.account_id
    world.does(Act.LIKE)
    world.delivers()

    assert story(world, "x")[-1] == (ReplyForm.LIKE, False)


# The ladder after it


def test_a_step_that_was_taken_back_may_be_asked_for_again_by_two() -> None:
    world = hidden()
    world.does(Act.UNHIDE, text=WHY)
    assert world.refused(Act.HIDE, text="Küfür") == "already_done"
    world.delivers()
    assert offered_acts(world) == {Act.HIDE}
    by_two(world, Act.HIDE, "Yine başladı")
    world.delivers()

    assert story(world) == [
        (ReplyForm.HIDE, False),
        (ReplyForm.HIDE, True),
        (ReplyForm.HIDE, False),
    ]


def test_the_next_step_needs_the_one_that_was_taken_back() -> None:
    world = hidden()
    world.does(Act.UNHIDE, text=WHY)
    world.delivers()

    assert world.refused(Act.BLOCK, text="Hakaret") == "earlier_step_first"


def test_a_block_can_be_taken_back_while_the_post_stays_hidden() -> None:
    world = hidden()
    by_two(world, Act.BLOCK)
    world.delivers()
    world.does(Act.UNBLOCK, text=WHY)
    world.delivers()

    assert [d.form for d in world.case.standing_deeds] == [ReplyForm.HIDE]
    assert offered_acts(world) == {Act.BLOCK}


def test_a_closed_case_still_lets_deeds_be_taken_back() -> None:
    world = hidden()
    world.does(Act.DISMISS)
    assert world.case.status is CaseStatus.DISMISSED
    assert undoings(world) == {Act.UNHIDE}
    world.does(Act.UNHIDE, text=WHY)

    assert world.delivers() == [DeliveryOutcome.SENT]
    assert story(world)[-1] == (ReplyForm.HIDE, True)
    assert world.case.status is CaseStatus.DISMISSED
    assert world.case.standing_deeds == ()


def test_who_apologised_is_answered_again_and_waits_for_it_from_then_on() -> None:
    world = silenced("facebook")
    assert world.refused(Act.REPLY, text="Merhaba") == "no_more_replies"
    assert world.refused(Act.REPLY_AGAIN, text=" ") == "no_reason"
    assert world.refused(Act.REPLY_AGAIN, agent="care", text=WHY) == "name_needed"
    world.does(Act.REPLY_AGAIN, agent="Mert", text=WHY)

    clock = world.case.open_clock(SlaMetric.NEXT_RESPONSE)
    assert clock is not None
    assert clock.started_at == world.now
    assert world.refused(Act.REPLY_AGAIN, text=WHY) == "nothing_to_undo"
    assert offered_acts(world) == {Act.STOP_REPLYING}
    world.does(Act.REPLY, text="Merhaba, kargonuz yarın sizde.")
    world.delivers()
    assert world.case.open_clock(SlaMetric.NEXT_RESPONSE) is None
    assert rebuild(world.cases.entries["C1"]) == world.case


def test_a_resolved_complaint_gets_no_new_clock_when_its_author_is_answered_again() -> None:
    world = silenced("facebook")
    world.does(Act.PROPOSE_RESOLUTION, text="Kargonuz bugün teslim edildi.")
    world.delivers()
    world.does(Act.REPLY_AGAIN, text=WHY)

    assert world.case.open_clock(SlaMetric.NEXT_RESPONSE) is None
    assert not world.case.is_silenced


def test_who_was_never_left_without_an_answer_cannot_be_answered_again() -> None:
    world = World()
    world.says()

    assert world.refused(Act.REPLY_AGAIN, text=WHY) == "nothing_to_undo"


# What is still on its way


def test_what_was_not_yet_done_is_not_done_any_more() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    world.does(Act.UNHIDE, text="Yanlışlıkla")
    world.delivers()

    assert story(world) == []
    failed = [c for c in world.changes if isinstance(c, DeedFailed)]
    assert [c.reason for c in failed] == ["taken_back"]
    assert all(not alerts_for(e) for e in world.cases.entries["C1"][-2:])
    assert offered_acts(world) == {Act.HIDE}


def test_the_undoing_may_come_to_its_turn_first() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    world.does(Act.UNHIDE, text="Yanlışlıkla")
    deed, undoing = waiting(world)

    assert world.deliver_again(undoing) is DeliveryOutcome.SENT
    assert world.deliver_again(deed) is DeliveryOutcome.ALREADY_DONE
    assert story(world) == []


def test_what_is_being_done_at_this_moment_is_waited_for() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    (deed,) = waiting(world)
    world.cases.lease_reply("C1", deed.id, world.now, world.now + LEASE)
    world.does(Act.UNHIDE, text="Yanlışlıkla")
    (undoing,) = waiting(world)

    assert world.deliver_again(undoing) is DeliveryOutcome.DELAYED
    (again,) = waiting(world)
    assert again.attempts == 0
    assert story(world) == []


def test_what_may_have_got_through_is_undone_but_not_done_again() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    (deed,) = waiting(world)
    world.platforms["facebook"].loses_answers = True
    world.platforms["facebook"].trouble = [Unavailable("ReadTimeoutError")]
    assert world.deliver_again(deed) is DeliveryOutcome.DELAYED
    world.does(Act.UNHIDE, text="Yanlışlıkla")
    world.delivers()

    assert story(world) == [(ReplyForm.HIDE, False), (ReplyForm.HIDE, True)]
    assert world.case.standing_deeds == ()


def test_what_a_dead_worker_may_have_done_is_undone() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    (deed,) = waiting(world)
    world.cases.lease_reply("C1", deed.id, world.now, world.now + LEASE)
    world.does(Act.UNHIDE, text="Yanlışlıkla")
    (undoing,) = waiting(world)
    world.now += LEASE + MINUTE

    assert world.deliver_again(undoing) is DeliveryOutcome.SENT
    assert story(world) == [(ReplyForm.HIDE, True)]


def test_of_a_deed_that_the_platform_refused_meanwhile_nothing_is_undone() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    (deed,) = waiting(world)
    leased = world.cases.lease_reply("C1", deed.id, world.now, world.now + LEASE)
    assert leased is not None
    world.does(Act.UNHIDE, text="Yanlışlıkla")
    (undoing,) = waiting(world)
    refused = replace(leased, status=ReplyStatus.FAILED, leased_until=None, failure="gone")
    decision = reply_failed(world.case, refused, policy=world.policy, now=world.now)
    save(world.cases, decision, updated_reply=refused)

    assert world.deliver_again(undoing) is DeliveryOutcome.SENT
    assert story(world) == []
    assert undoings(world) == set()


# The same outbox


def test_an_undoing_that_is_told_twice_is_done_once() -> None:
    world = hidden()
    world.does(Act.UNHIDE, text=WHY)
    (undoing,) = waiting(world)
    world.delivers()

    assert world.deliver_again(undoing) is DeliveryOutcome.ALREADY_DONE
    assert story(world).count((ReplyForm.HIDE, True)) == 1


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (Unavailable("http_503"), DeliveryOutcome.DELAYED),
        (RateLimited("rate_limited", 30), DeliveryOutcome.DELAYED),
        (NotAuthorised("not_authorised: http_401"), DeliveryOutcome.HELD),
    ],
)
def test_trouble_that_passes_is_waited_for(trouble: Exception, outcome: DeliveryOutcome) -> None:
    world = hidden()
    world.does(Act.UNHIDE, text=WHY)
    (undoing,) = waiting(world)
    world.platforms["facebook"].trouble = [trouble]
    assert world.deliver_again(undoing) is outcome
    assert world.case.standing_deeds
    world.delivers()

    assert world.case.standing_deeds == ()


def test_a_refusal_leaves_the_deed_standing_and_tells_the_team() -> None:
    world = hidden()
    world.does(Act.UNHIDE, text=WHY)
    world.platforms["facebook"].trouble = [Refused("gone")]
    world.delivers()

    (alert,) = alerts_for(world.cases.entries["C1"][-1])
    assert alert.kind is AlertKind.DEED_FAILED
    assert mailed(world, alert).startswith("Not taken back on the platform (hiding the post): ")
    assert undoings(world) == {Act.UNHIDE}
    assert offered_acts(world) == {Act.BLOCK}


def test_a_closed_case_does_not_keep_the_team_from_hearing_of_it() -> None:
    world = hidden()
    world.does(Act.DISMISS)
    world.does(Act.UNHIDE, text=WHY)
    world.platforms["facebook"].trouble = [Refused("gone")]
    world.delivers()

    (alert,) = alerts_for(world.cases.entries["C1"][-1])
    assert mailed(world, alert).startswith("Not taken back on the platform (hiding the post): ")


def test_a_platform_that_takes_nothing_back_any_more_is_not_asked() -> None:
    world = hidden()
    world.does(Act.UNHIDE, text=WHY)
    world.platforms["facebook"].offers = Offers(forms=frozenset({ReplyForm.HIDE}))

    assert world.delivers() == [DeliveryOutcome.FAILED]
    assert story(world) == [(ReplyForm.HIDE, False)]


def test_no_step_against_abuse_is_an_undoing() -> None:
    assert set(UNDOES).isdisjoint(STEP_OF)
    assert ReplyForm.REPORT not in UNDOES.values()
