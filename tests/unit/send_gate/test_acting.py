"""Agents' acts pass through the gate before anything is queued; so do the policy's own words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.items import entry_to_plain, read_entry, serialize
from hearback.domain.acts import Act, AgentAct
from hearback.domain.alerts import AlertKind, alerts_for
from hearback.domain.case import CaseStatus
from hearback.domain.changes import Change, FollowUpDue, GateOverridden, ReplyFailed, ReplyQueued
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.errors import ActRefused
from hearback.domain.mention import Mention, Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyPurpose, ReplyStatus
from hearback.domain.send_gate.findings import Rule
from hearback.domain.wording import queue_automatic
from hearback.use_cases.act_on_case import ActOnCase, ActOutcome
from hearback.use_cases.advance_case import AdvanceCase
from hearback.use_cases.deliver_reply import DeliverReply, DeliveryOutcome
from tests.builders import (
    CASE_ID,
    HOUR,
    MINUTE,
    NOW,
    Story,
    a_mention,
    a_policy,
    an_author,
    open_a_case,
)
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakePlatform, FakeReplyQueue
from tests.unit.send_gate.drafts import DAY, card, identity_number

POLICY = a_policy()


class World:
    """A story's case in a table, an agent who acts on it, and the platform."""

    def __init__(
        self, story: Story | None = None, policy: CarePolicy = POLICY, channel: str = "x"
    ) -> None:
        story = story or open_a_case()
        file = story.file()
        self.cases = FakeCases()
        self.cases.cases[CASE_ID] = file.case
        self.cases.entries[CASE_ID] = list(file.history)
        self.cases.replies |= {(CASE_ID, reply.id): reply for reply in file.replies}
        for kept in file.mentions:
            where = (CASE_ID, kept.mention.channel, kept.mention.external_id)
            self.cases.mentions[where] = kept
        self.cases.wakes[CASE_ID] = None
        self.platform = FakePlatform()
        platforms = {channel: self.platform}
        self._act = ActOnCase(cases=self.cases, policy=policy, platforms=platforms)
        self.advance = AdvanceCase(cases=self.cases, policy=policy, platforms=platforms)
        self.deliver = DeliverReply(
            cases=self.cases,
            policy=policy,
            platforms=platforms,
            queue=FakeReplyQueue(),
            log=FakeChannels(),
        )

    def act(self, text: str, now: Any = NOW + MINUTE, **changes: Any) -> ActOutcome:
        wanted = AgentAct(act=Act.REPLY, agent="Elif", can_reply=True, text=text)
        version = self.cases.get(CASE_ID).version
        return self._act(CASE_ID, replace(wanted, **changes), seen_version=version, now=now)

    def refused(self, text: str, **changes: Any) -> list[Rule]:
        before = self.cases.file(CASE_ID)
        with pytest.raises(ActRefused, match="gate") as error:
            self.act(text, **changes)
        assert self.cases.file(CASE_ID) == before
        return [finding.rule for finding in error.value.findings]

    @property
    def latest_changes(self) -> tuple[Change, ...]:
        return self.cases.entries[CASE_ID][-1].changes


def on_channel(channel: str, **changes: Any) -> Story:
    mention: Mention = a_mention(channel=channel, **changes)
    return open_a_case(mention)


# Agents


def test_a_text_without_faults_is_queued_and_leaves_no_trace_of_the_gate() -> None:
    world = World()

    assert world.act("Merhaba, konuyu inceliyoruz.") is ActOutcome.DONE
    assert not any(isinstance(change, GateOverridden) for change in world.latest_changes)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Sizi 0532 123 45 67'den aradık", Rule.PHONE_NUMBER),
        ("Ayşe Hanım, sipariş no 884120 yolda", Rule.NAME_WITH_REFERENCE),
        ("x" * 281, Rule.TOO_LONG),
        ("Bu sizin hatanız", Rule.BLAME),
        ("Size döneceğiz", Rule.PROMISE_WITHOUT_TIME),
    ],
)
def test_what_fails_is_refused_with_its_findings_and_nothing_is_written(
    text: str, rule: Rule
) -> None:
    assert World().refused(text) == [rule]


def test_an_act_that_is_only_recorded_is_not_for_the_gate() -> None:
    world = World()

    assert world.act("Telefonda görüştük: 0532 123 45 67", can_reply=False) is ActOutcome.DONE


def test_in_a_private_conversation_an_order_number_may_be_said() -> None:
    world = World(on_channel("x", visibility=Visibility.PRIVATE))

    assert world.act("Ayşe Hanım, sipariş no 884120 yolda") is ActOutcome.DONE


def test_the_same_words_as_before_are_refused_until_they_failed() -> None:
    story = open_a_case().act(Act.REPLY, NOW, text="Bakıyoruz")

    assert World(story).refused("bakıyoruz ") == [Rule.SAME_AGAIN]
    assert World(story.failed("http_400", NOW)).act("bakıyoruz ") is ActOutcome.DONE


def test_a_post_on_x_that_did_not_name_us_is_not_answered_in_public() -> None:
    assert World(on_channel("x", addressed=False)).refused("Merhaba") == [Rule.NOT_SUMMONED]


def test_a_whatsapp_conversation_that_rested_for_a_day_takes_no_free_text() -> None:
    story = on_channel("whatsapp", visibility=Visibility.PRIVATE)
    world = World(story, channel="whatsapp")

    assert world.refused("Merhaba", now=NOW + DAY + HOUR) == [Rule.TEMPLATE_NEEDED]
    assert world.act("Merhaba", now=NOW + HOUR) is ActOutcome.DONE


def test_the_quote_of_the_customer_is_known_to_the_gate() -> None:
    story = open_a_case(a_mention(text="Bana sizin hatanız dediniz!"))

    assert World(story).act("“Sizin hatanız” denmesi yanlıştı") is ActOutcome.DONE
    assert World().refused("“Sizin hatanız” denmesi yanlıştı") == [Rule.BLAME]


# Waiving style


def test_an_agent_may_waive_rules_of_style_and_that_is_kept() -> None:
    world = World()
    outcome = world.act("Bu sizin hatanız", waived=frozenset({"blame"}))
    reply = world.cases.file(CASE_ID).replies[0]
    entry = world.cases.entries[CASE_ID][-1]

    assert outcome is ActOutcome.DONE
    assert GateOverridden(reply_id=reply.id, rules=("blame",)) in entry.changes
    assert entry.actor == "agent:Elif"
    assert read_entry(serialize(entry_to_plain(entry))) == entry


def test_a_tick_waives_only_what_the_agent_saw() -> None:
    text = "Bu sizin hatanız. Size döneceğiz."

    assert World().refused(text, waived=frozenset({"blame"})) == [
        Rule.BLAME,
        Rule.PROMISE_WITHOUT_TIME,
    ]


def test_no_tick_waives_what_is_not_style() -> None:
    every_rule = frozenset(rule.value for rule in Rule)

    assert World().refused("0532 123 45 67", waived=every_rule) == [Rule.PHONE_NUMBER]
    assert World().refused("x" * 281, waived=every_rule) == [Rule.TOO_LONG]
    assert World().refused("Sizin hatanız, 0532 123 45 67", waived=every_rule) == [
        Rule.PHONE_NUMBER,
        Rule.BLAME,
    ]


@pytest.mark.parametrize("act", [Act.REPLY, Act.PROMISE, Act.ASK_CUSTOMER, Act.PROPOSE_RESOLUTION])
@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"Kimlik numaranız {identity_number('184302967')}", Rule.IDENTITY_NUMBER),
        (f"Kartınız {card('453212908871045')}", Rule.PAYMENT_CARD),
        ("Numaranız 0532 418 27 63", Rule.PHONE_NUMBER),
        ("Ayşe Hanım, 7781234 numaralı siparişiniz yolda", Rule.NAME_WITH_REFERENCE),
    ],
)
def test_no_act_carries_what_law_or_privacy_forbids(act: Act, text: str, rule: Rule) -> None:
    all_ticked = frozenset(each.value for each in Rule)
    promised_at = NOW + HOUR if act is Act.PROMISE else None

    assert rule in World().refused(text, act=act, promised_at=promised_at, waived=all_ticked)


def test_a_tick_on_a_text_without_faults_overrides_nothing() -> None:
    world = World()
    world.act("Merhaba", waived=frozenset({"blame"}))

    assert not any(isinstance(change, GateOverridden) for change in world.latest_changes)


# The policy's own words


def a_whatsapp_story() -> Story:
    return on_channel("whatsapp", visibility=Visibility.PRIVATE)


def test_the_policy_s_words_pass_too() -> None:
    world = World()
    world.advance.acknowledge(CASE_ID, NOW)

    assert world.cases.file(CASE_ID).replies[0].status is ReplyStatus.QUEUED


def test_an_automatic_reply_that_fails_is_not_sent_and_the_team_is_told_why() -> None:
    policy = a_policy(
        brands=[
            {
                "id": "nivora",
                "name": "Nivora",
                "watch_words": ["Nivora"],
                "accounts": [{"channel": "x", "id": "1500", "purpose": "corporate"}],
            }
        ]
    )
    world = World(open_a_case(policy=policy), policy)
    world.advance.acknowledge(CASE_ID, NOW)
    (reply,) = world.cases.file(CASE_ID).replies
    entry = world.cases.entries[CASE_ID][-1]

    assert (reply.status, reply.failure) == (ReplyStatus.FAILED, "wrong_account")
    assert [alert.kind for alert in alerts_for(entry)] == [AlertKind.REPLY_FAILED]
    assert world.deliver(CASE_ID, reply.id, NOW) is DeliveryOutcome.ALREADY_DONE
    assert world.platform.published == []


def test_it_is_told_once() -> None:
    story = on_channel("x")
    policy = a_policy(
        templates=[{"purpose": "acknowledgement", "language": "tr", "text": "0532 123 45 67"}]
    )
    world = World(story, policy)
    world.advance.acknowledge(CASE_ID, NOW)
    version = world.cases.get(CASE_ID).version
    world.advance.acknowledge(CASE_ID, NOW + MINUTE)

    assert world.cases.get(CASE_ID).version == version


def test_a_follow_up_after_the_window_is_left_to_the_team() -> None:
    story = a_whatsapp_story().act(Act.PROPOSE_RESOLUTION, NOW).sent(NOW)
    story.timers_fired(NOW + 2 * DAY).timers_fired(NOW + 9 * DAY)
    changes = story.history[-1].changes

    assert story.case.status is CaseStatus.RESOLVED
    assert FollowUpDue(automatic=False) in changes
    assert [change.reason for change in changes if isinstance(change, ReplyFailed)] == [
        "template_needed"
    ]


def test_a_handle_that_looks_like_a_number_is_a_public_name() -> None:
    story = open_a_case(a_mention(author=an_author(handle="05321234567")))
    decision = Decision(story.case, policy=POLICY, now=NOW, actor=SYSTEM)

    assert queue_automatic(decision, ReplyPurpose.ACKNOWLEDGEMENT)
    assert "@05321234567" in decision.replies[0].text


def test_a_promise_made_by_the_policy_s_words_has_its_time() -> None:
    policy = a_policy(
        templates=[
            {
                "purpose": "acknowledgement",
                "language": "tr",
                "text": "Size en geç {time} itibarıyla döneceğiz.",
            }
        ]
    )
    decision = Decision(open_a_case(policy=policy).case, policy=policy, now=NOW, actor=SYSTEM)

    assert queue_automatic(decision, ReplyPurpose.ACKNOWLEDGEMENT)
    assert any(isinstance(change, ReplyQueued) for change in decision.changes)


# At the moment of delivery


def deliver_later(world: World, wait: timedelta) -> str:
    world.act("Merhaba, konuyu inceliyoruz.")
    (reply,) = world.cases.file(CASE_ID).replies
    outcome = world.deliver(CASE_ID, reply.id, NOW + wait)
    failed = world.cases.file(CASE_ID).replies[0].failure
    assert outcome is (DeliveryOutcome.FAILED if failed else DeliveryOutcome.SENT)
    return failed


def test_a_window_that_closed_meanwhile_stops_the_reply_with_the_rule_s_word() -> None:
    whatsapp = World(a_whatsapp_story(), channel="whatsapp")
    messenger = World(on_channel("messenger", visibility=Visibility.PRIVATE), channel="messenger")

    assert deliver_later(whatsapp, DAY + HOUR) == "template_needed"
    assert deliver_later(messenger, 7 * DAY + HOUR) == "outside_window"
    assert whatsapp.platform.published == messenger.platform.published == []


def test_a_window_that_is_open_lets_the_reply_out() -> None:
    assert deliver_later(World(a_whatsapp_story(), channel="whatsapp"), HOUR) == ""


def test_a_limit_that_shrank_meanwhile_stops_the_reply() -> None:
    world = World()
    world.act("Merhaba, konuyu inceliyoruz.")
    world.platform.longest_reply = 5
    (reply,) = world.cases.file(CASE_ID).replies

    assert world.deliver(CASE_ID, reply.id, NOW + HOUR) is DeliveryOutcome.FAILED
    assert world.cases.file(CASE_ID).replies[0].failure == "too_long"
