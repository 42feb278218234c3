"""Steps against abuse: only for abuse, one after the other, the harder ones by two people."""

from dataclasses import replace
from typing import Any

import pytest

from hearback.domain import abuse
from hearback.domain.abuse_steps import BY_TWO, FORM_OF, RUNGS, AbuseStep
from hearback.domain.acts import STEP_OF, Act, possible_acts
from hearback.domain.alerts import AlertKind, alerts_for
from hearback.domain.case import CaseStatus
from hearback.domain.changes import AbuseStepAsked, AbuseStepTaken, DeedFailed
from hearback.domain.classification import Kind, Leverage, Severity
from hearback.domain.errors import Refused
from hearback.domain.evolve import rebuild
from hearback.domain.mention import Author, MentionEdited, Visibility
from hearback.domain.replies import ReplyForm, ReplyStatus
from hearback.domain.sla import SlaMetric
from hearback.domain.webhooks import Delivery
from hearback.use_cases.deliver_reply import DeliveryOutcome
from tests.builders import HOUR, a_classification, a_full_policy, a_mention, a_policy
from tests.fakes import FakePlatform
from tests.unit.acting import OFFERS, RUDE, World

LADDER = tuple(STEP_OF)


def abused(channel: str = "x", **changes: Any) -> World:
    world = World()
    account = {"x": "1500", "facebook": "2060"}.get(channel, "777")
    text = "Nivora, hepiniz aptalsınız, kargom nerede"
    world.says(text, RUDE, **{"channel": channel, "account_id": account} | changes)
    return world


def warned(channel: str = "x") -> World:
    world = abused(channel)
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    world.delivers()
    return world


def silenced(channel: str = "x") -> World:
    world = warned(channel)
    world.does(Act.STOP_REPLYING, text="Uyarıdan sonra da sürdü")
    return world


def by_two(world: World, act: Act, reason: str = "Hakaret") -> None:
    world.does(act, agent="Elif", text=reason)
    world.does(act, agent="Mert", text="")


def offered_acts(world: World) -> set[Act]:
    file = world.cases.file("C1")
    offers = {name: platform.offers for name, platform in world.platforms.items()}
    return set(possible_acts(file.case, world.policy, file.mentions, offers)) & set(LADDER)


# What is no abuse


@pytest.mark.parametrize(
    "told",
    [
        a_classification(),
        a_classification(severity=Severity.URGENT),
        a_classification(leverage=Leverage.PUBLICITY),
        a_classification(leverage=Leverage.LEGAL),
        a_classification(leverage=Leverage.CHURN),
        a_classification(kind=Kind.SUGGESTION),
    ],
)
@pytest.mark.parametrize("act", LADDER)
def test_against_criticism_there_is_no_such_act_however_harsh_it_is(act: Act, told: Any) -> None:
    world = World()
    world.says("Rezalet, kimseye tavsiye etmem!", told)

    assert act not in offered_acts(world)
    assert world.refused(act) == "no_abuse"


@pytest.mark.parametrize("told", [RUDE, a_classification(leverage=Leverage.PHYSICAL)])
def test_insults_and_threats_of_violence_are_abuse(told: Any) -> None:
    world = World()
    world.says("…", told)

    assert offered_acts(world) == {Act.WARN}


def test_without_published_rules_there_are_no_steps() -> None:
    world = abused()
    world.policy = a_full_policy(abuse=None)
    world._act = replace(world._act, policy=world.policy)

    assert offered_acts(world) == set()
    assert world.refused(Act.WARN) == "no_house_rules"


def test_what_the_customer_took_back_is_no_reason_any_more() -> None:
    world = abused()
    (key,) = world.cases.mentions
    world.cases.mentions[key] = replace(world.cases.mentions[key], deleted_at=world.now)

    assert world.refused(Act.WARN) == "no_abuse"


def test_only_the_abusive_post_is_hidden_not_the_criticism_after_it() -> None:
    world = silenced()
    world.says("Kargom hâlâ yok, çok kötü bir firmasınız")
    by_two(world, Act.HIDE)

    (deed,) = world.case.deeds
    assert (deed.form, deed.target_id) == (ReplyForm.HIDE, "900")


# The order


def test_each_act_stands_for_one_step_and_each_step_on_one_rung() -> None:
    assert sorted(STEP_OF.values()) == sorted(AbuseStep)
    assert sorted(step for rung in RUNGS for step in rung) == sorted(AbuseStep)
    assert set(FORM_OF) < BY_TWO


@pytest.mark.parametrize("act", [act for act in LADDER if act is not Act.WARN])
def test_nothing_comes_before_the_warning(act: Act) -> None:
    world = abused("facebook")
    word = "not_offered" if act in (Act.MUTE, Act.REPORT) else "earlier_step_first"

    assert world.refused(act, text="Hakaret") == word


def test_a_warning_that_is_only_on_its_way_is_not_heard_yet() -> None:
    world = abused()
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")

    assert world.refused(Act.STOP_REPLYING) == "earlier_step_first"
    assert world.refused(Act.WARN) == "already_done"


def test_a_warning_that_was_refused_may_be_given_again() -> None:
    world = abused()
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    world.platforms["x"].trouble = [Refused("not_summoned")]
    world.delivers()

    assert offered_acts(world) == {Act.WARN}


def test_the_whole_ladder_of_facebook_in_its_order() -> None:
    world = silenced("facebook")
    assert offered_acts(world) == {Act.HIDE}
    assert world.refused(Act.BLOCK, text="Hakaret") == "earlier_step_first"
    by_two(world, Act.HIDE)
    assert world.refused(Act.BLOCK, text="Hakaret") == "earlier_step_first"
    world.delivers()
    assert offered_acts(world) == {Act.BLOCK}
    by_two(world, Act.BLOCK)
    world.delivers()
    assert offered_acts(world) == {Act.TELL_POLICE}
    by_two(world, Act.TELL_POLICE)
    assert offered_acts(world) == set()

    done = [(r.form, r.in_reply_to, r.account_id) for r in world.published("facebook")][1:]
    assert done == [(ReplyForm.HIDE, "900", "2060"), (ReplyForm.BLOCK, "900", "2060")]
    assert world.published("facebook")[-1].person_id == "42"
    assert world.case.abuse_steps == (AbuseStep.SILENCE, AbuseStep.POLICE)
    assert rebuild(world.cases.entries["C1"]) == world.case


def test_a_rung_that_the_platform_lacks_is_passed_over() -> None:
    world = silenced("x")
    assert offered_acts(world) == {Act.HIDE, Act.MUTE}
    by_two(world, Act.MUTE)
    world.delivers()

    assert offered_acts(world) == {Act.HIDE, Act.TELL_POLICE}


def test_a_block_that_the_platform_refused_is_no_step() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    world.platforms["facebook"].trouble = [Refused("gone")]

    assert world.delivers() == [DeliveryOutcome.FAILED]
    assert isinstance(world.changes[-1], DeedFailed)
    assert offered_acts(world) == {Act.HIDE}
    (alert,) = alerts_for(world.cases.entries["C1"][-1])
    assert alert.kind is AlertKind.DEED_FAILED


def test_a_message_in_private_cannot_be_hidden_from_anybody() -> None:
    world = abused(visibility=Visibility.PRIVATE)
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    world.delivers()
    world.does(Act.STOP_REPLYING, text="Hakaret")

    assert offered_acts(world) == {Act.MUTE}


def test_nobody_is_blocked_whom_the_platform_does_not_name() -> None:
    world = abused("facebook", author=Author())
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    world.delivers()
    world.does(Act.STOP_REPLYING, text="Hakaret")
    by_two(world, Act.HIDE)
    world.delivers()

    assert world.refused(Act.BLOCK) == "author_unknown"


@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
def test_where_all_is_private_the_block_follows_the_silence_and_takes_two(channel: str) -> None:
    world = abused(channel, visibility=Visibility.PRIVATE, external_id="42:m1")
    assert world.refused(Act.BLOCK, text="Hakaret") == "earlier_step_first"
    assert world.refused(Act.HIDE, text="Hakaret") == "not_offered"
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    world.delivers()
    assert world.refused(Act.BLOCK, text="Hakaret") == "earlier_step_first"
    world.does(Act.STOP_REPLYING, text="Sürdürdü")
    assert offered_acts(world) == {Act.BLOCK}
    world.does(Act.BLOCK, agent="Elif", text="Hakaret")
    assert world.refused(Act.BLOCK, agent="Elif", text="Hakaret") == "second_person_needed"
    assert not world.case.deeds
    world.does(Act.BLOCK, agent="Mert", text="")
    world.delivers()

    block = world.published(channel)[-1]
    assert (block.form, block.person_id, block.in_reply_to) == (ReplyForm.BLOCK, "42", "42:m1")
    taken = [c for c in world.changes if isinstance(c, AbuseStepTaken)][-1]
    assert taken.request.evidence == "Nivora, hepiniz aptalsınız, kargom nerede"
    assert offered_acts(world) == {Act.TELL_POLICE}
    world.does(Act.UNBLOCK, text="Özür diledi")
    world.delivers()
    assert offered_acts(world) == {Act.BLOCK}


def test_criticism_in_private_blocks_nobody() -> None:
    world = World()
    place: dict[str, Any] = {"channel": "whatsapp", "visibility": Visibility.PRIVATE}
    world.says("Rezaletsiniz, tüketici hakem heyetine gidiyorum", **place)

    assert world.refused(Act.BLOCK, text="Kaba") == "no_abuse"


# Two people, and what is kept


def test_one_person_asks_and_another_approves() -> None:
    world = silenced()
    world.does(Act.HIDE, agent="Elif", text="Küfür ediyor")
    assert not world.case.deeds
    (alert,) = alerts_for(world.cases.entries["C1"][-1])
    assert alert.kind is AlertKind.APPROVAL_ASKED
    world.does(Act.HIDE, agent="Mert", text="")

    taken = world.cases.entries["C1"][-1].changes[0]
    assert isinstance(taken, AbuseStepTaken)
    assert (taken.request.by, taken.approved_by) == ("Elif", "Mert")
    assert taken.request.reason == "Küfür ediyor"
    assert taken.request.evidence == "Nivora, hepiniz aptalsınız, kargom nerede"
    assert world.case.abuse_request is None
    assert [d.form for d in world.case.deeds] == [ReplyForm.HIDE]


@pytest.mark.parametrize("same", ["Elif", "elif", " ELİF ", "E lif"])
def test_nobody_approves_what_they_asked_for(same: str) -> None:
    world = silenced()
    world.does(Act.HIDE, agent="Elif", text="Küfür")

    assert world.refused(Act.HIDE, agent=same, text="Yine ben") == "second_person_needed"


def test_who_gives_no_name_decides_nothing_of_this() -> None:
    assert silenced().refused(Act.HIDE, agent="care", text="Küfür") == "name_needed"


def test_a_step_needs_a_reason() -> None:
    assert warned().refused(Act.STOP_REPLYING, text="  ") == "no_reason"
    assert silenced().refused(Act.HIDE, text="  ") == "no_reason"


def test_a_reason_has_an_end() -> None:
    assert warned().refused(Act.STOP_REPLYING, text="x" * 2_001) == "reason_too_long"


def test_an_approval_is_for_the_words_that_were_seen() -> None:
    world = silenced()
    world.does(Act.HIDE, agent="Elif", text="Küfür")
    text = "Nivora, yine aptalsınız"
    world.classifier.by_text = {**world.classifier.by_text, text: RUDE}
    edited = MentionEdited(mention=a_mention(text=text, received_at=world.now))
    delivery = Delivery(channel="x", body="{}", received_at=world.now)
    world.ingest(delivery, FakePlatform(events=(edited,)), world.now)
    world.does(Act.HIDE, agent="Mert", text="Bana da öyle geliyor")

    assert not world.case.deeds
    assert world.case.abuse_request is not None
    assert world.case.abuse_request.by == "Mert"
    assert world.case.abuse_request.evidence == text


def test_who_approves_does_not_take_the_case_over() -> None:
    world = silenced()
    before = world.case.assignee
    by_two(world, Act.HIDE)

    assert world.case.assignee == before


def test_each_step_keeps_its_evidence() -> None:
    world = silenced()
    by_two(world, Act.HIDE)
    kept = [c for c in world.changes if isinstance(c, AbuseStepAsked | AbuseStepTaken)]

    assert [c.request.step for c in kept] == [
        AbuseStep.WARN,
        AbuseStep.SILENCE,
        AbuseStep.HIDE,
        AbuseStep.HIDE,
    ]
    assert all("aptalsınız" in c.request.evidence for c in kept)


def test_evidence_is_bounded_whatever_was_written() -> None:
    world = World()
    world.says("a" * 300_000, RUDE)
    world.does(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")

    (taken,) = [c for c in world.changes if isinstance(c, AbuseStepTaken)]
    assert len(taken.request.evidence) == abuse._LONGEST_EVIDENCE


# The complaint inside


def test_a_warning_is_no_answer_to_the_complaint() -> None:
    world = warned()
    case = world.case

    assert case.status is CaseStatus.ACKNOWLEDGED
    assert case.open_clock(SlaMetric.ACKNOWLEDGEMENT) is None
    assert case.open_clock(SlaMetric.FIRST_RESPONSE) is not None
    assert not case.answered_by_human


def test_who_is_not_answered_any_more_still_gets_a_resolution() -> None:
    world = silenced()
    case = world.case

    assert case.open_clock(SlaMetric.RESOLUTION) is not None
    assert case.open_clock(SlaMetric.FIRST_RESPONSE) is None
    for act in (Act.REPLY, Act.REPLY_PRIVATELY, Act.PROMISE, Act.ASK_CUSTOMER, Act.MOVE_CHANNEL):
        assert world.refused(act) == "no_more_replies"
    world.does(Act.PROPOSE_RESOLUTION, text="Kargonuz bugün teslim edildi.")
    world.delivers()
    assert world.case.status is CaseStatus.RESOLUTION_PROPOSED


def test_further_insults_start_no_clock_for_an_answer() -> None:
    world = silenced()
    world.now += HOUR
    world.says("Hâlâ aptalsınız", RUDE)

    assert world.case.open_clock(SlaMetric.NEXT_RESPONSE) is None


def test_a_deed_that_is_told_twice_is_done_once() -> None:
    world = silenced("facebook")
    by_two(world, Act.HIDE)
    world.delivers()
    (deed,) = [r for r in world.replies if r.form is ReplyForm.HIDE]

    assert world.deliver_again(deed) is DeliveryOutcome.ALREADY_DONE
    assert [r.form for r in world.published("facebook")].count(ReplyForm.HIDE) == 1
    assert world.refused(Act.HIDE, agent="Can", text="Küfür") == "already_done"
    assert deed.status is ReplyStatus.SENT


def test_a_plain_policy_offers_none_of_it() -> None:
    world = World(a_policy(), OFFERS)
    world.says("aptallar", RUDE)

    assert offered_acts(world) == set()
