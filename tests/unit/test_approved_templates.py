"""After WhatsApp's 24 hours: agents choose an approved template, automatic replies take theirs."""

import re
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.agents.words import CATALOGUES
from hearback.adapters.items import read as read_item
from hearback.adapters.items import serialize, to_plain
from hearback.domain.acts import Act
from hearback.domain.case import CaseStatus
from hearback.domain.changes import FollowUpDue, ReminderDue, ReplyFailed
from hearback.domain.classification import Language
from hearback.domain.mention import Visibility
from hearback.domain.offers import Offers
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ApprovedWords, Reply, ReplyPurpose, ReplyStatus
from hearback.domain.send_gate.findings import Rule
from tests.builders import (
    HOUR,
    MINUTE,
    NOW,
    Story,
    a_full_policy,
    a_mention,
    an_author,
    open_a_case,
)
from tests.unit.acting import World
from tests.unit.test_acts_on_the_page import Browser
from tests.unit.test_case_page import look, opened, plain, typed_text

DAY = timedelta(days=1)
TR = CATALOGUES["tr"]
NEWS = {"name": "care_news", "text": "Merhaba {{1}}, {{2}} için yanıtınızı bekliyoruz."}
TEMPLATES: list[dict[str, Any]] = [
    {**NEWS, "language": "en_GB", "text": "Hello {{1}}, we have news about {{2}}."},
    {**NEWS, "language": "tr"},
    {**NEWS, "name": "care_reminder", "language": "tr", "purposes": ["reminder", "follow_up"]},
    {**NEWS, "name": "care_solved", "language": "tr", "purposes": ["resolution"]},
]


def a_policy(templates: list[dict[str, Any]] = TEMPLATES, **changes: Any) -> CarePolicy:
    filled = [{"values": {1: "name", 2: "reference"}, **each} for each in templates]
    policy = a_full_policy(**changes)
    whole = {**policy.model_dump(mode="json"), "whatsapp_templates": filled}
    whole["templates"].append(
        {"purpose": "reminder", "language": "tr", "text": "Yanıtınızı bekliyoruz. {brand}"}
    )
    return CarePolicy.model_validate(whole)


def a_world(policy: CarePolicy | None = None, **mention: Any) -> World:
    """A customer who wrote on WhatsApp."""
    world = World(policy or a_policy(), offers={"whatsapp": Offers()})
    world.says("Nivora faturam iki kat", **on_whatsapp(**mention))
    return world


def on_whatsapp(**changes: Any) -> dict[str, Any]:
    place = {"channel": "whatsapp", "account_id": "500", "thread_id": "905"}
    return {**place, "visibility": Visibility.PRIVATE, "external_id": "905:wamid.1", **changes}


def a_rested_world(**how: Any) -> World:
    """The customer's word is older than a day."""
    world = a_world(**how)
    world.now += DAY + MINUTE
    return world


def templates_of(browser: Browser, act: Act = Act.REPLY) -> list[str]:
    form = re.search(rf'id="act-{act}".*?</details>', browser.html, re.DOTALL)
    assert form
    return [radio["value"] for radio in look(form[0]).all("input", type="radio")]


# The case page


def test_while_the_window_is_open_words_are_free_and_no_template_is_offered() -> None:
    browser = Browser(a_world())

    assert templates_of(browser) == []
    assert typed_text(browser.html, Act.REPLY)


def test_after_a_day_reply_offers_what_the_customer_would_read_in_their_language_first() -> None:
    browser = Browser(a_rested_world())
    browser.look("reply")

    assert templates_of(browser) == [
        "care_news/tr",
        "care_reminder/tr",
        "care_solved/tr",
        "care_news/en_GB",
    ]
    ref = browser.world.case.id[-6:]
    assert f"Merhaba Ayşe, {ref} için yanıtınızı bekliyoruz." in browser.text
    assert f"Hello Ayşe, we have news about {ref}." in browser.text
    assert TR["page"]["template_hint"] in browser.text
    assert not look(browser.html).all("textarea", id="text-reply")


def test_other_acts_that_speak_offer_only_what_is_meant_so() -> None:
    browser = Browser(a_rested_world())

    assert templates_of(browser, Act.PROPOSE_RESOLUTION) == ["care_solved/tr"]
    (only,) = look(browser.html).all("input", id="template-propose_resolution-1")
    assert "checked" in only
    assert templates_of(browser, Act.ASK_CUSTOMER) == []
    assert templates_of(browser, Act.PROMISE) == []


def test_a_chosen_template_goes_out_as_such_and_its_words_are_in_the_story() -> None:
    browser = Browser(a_rested_world())
    html = browser.send(Act.REPLY, template="care_news/tr")
    world = browser.world

    assert TR["act_done"]["reply"] in plain(html)
    world.delivers()
    (reply,) = world.published("whatsapp")
    ref = world.case.id[-6:].upper()
    assert reply.approved == ApprovedWords(
        name="care_news", language="tr", values=(("1", "Ayşe"), ("2", ref))
    )
    assert reply.text == f"Merhaba Ayşe, {ref} için yanıtınızı bekliyoruz."
    assert world.case.status is CaseStatus.IN_PROGRESS
    browser.look()
    assert TR["page"]["template_mark"] in browser.text


def test_a_proposed_resolution_goes_out_as_its_template_too() -> None:
    browser = Browser(a_rested_world())
    browser.send(Act.PROPOSE_RESOLUTION, template="care_solved/tr")
    browser.world.delivers()

    assert browser.world.published("whatsapp")[0].purpose is ReplyPurpose.RESOLUTION
    assert browser.world.case.status is CaseStatus.RESOLUTION_PROPOSED


def test_the_customer_s_answer_opens_the_window_again() -> None:
    browser = Browser(a_rested_world())
    browser.send(Act.REPLY, template="care_news/tr")
    browser.world.delivers()
    browser.world.says("Evet?", **on_whatsapp(external_id="905:wamid.2"))
    browser.look()

    assert templates_of(browser) == []
    browser.send(Act.REPLY, text="Faturanızı düzelttik.")
    browser.world.delivers()
    assert browser.world.published("whatsapp")[-1].approved is None


@pytest.mark.parametrize("template", ["care_gone/tr", "care_news/de", "care_news", "'\"><i>"])
def test_a_template_that_the_policy_does_not_have_is_refused_in_words(template: str) -> None:
    browser = Browser(a_rested_world())
    html = browser.send(Act.REPLY, template=template)

    assert TR["refusal"]["no_such_template"] in plain(html)
    assert "<i>" not in html
    assert browser.world.replies == ()


def test_a_template_is_refused_where_words_are_free() -> None:
    browser = Browser(a_world())

    assert TR["refusal"]["no_such_template"] in plain(
        browser.send(Act.REPLY, text="", template="care_news/tr")
    )


def test_free_words_that_came_too_late_are_kept_beside_the_choice() -> None:
    world = a_world()
    world.now += DAY - MINUTE
    browser = Browser(world)
    world.now += MINUTE
    html = browser.send(Act.REPLY, text="Faturanızı düzelttik.")

    assert TR["gate"]["template_needed"] in plain(html)
    assert opened(html) == ["reply"]
    assert templates_of(browser)
    assert typed_text(html, Act.REPLY) == "Faturanızı düzelttik."
    assert TR["page"]["message_kept"] in browser.text


def test_a_choice_stays_when_the_gate_has_something_against_it() -> None:
    browser = Browser(a_rested_world())
    browser.send(Act.REPLY, template="care_news/tr")
    browser.world.delivers()
    browser.look("reply")
    html = browser.send(Act.REPLY, template="care_news/tr")

    assert TR["gate"]["same_again"] in plain(html)
    chosen = [r["value"] for r in look(html).all("input", type="radio") if "checked" in r]
    assert "care_news/tr" in chosen


def test_what_was_said_elsewhere_is_recorded_and_nothing_is_sent() -> None:
    world = a_world()
    world.does(Act.REPLY)
    world.now += DAY
    world.delivers()
    browser = Browser(world)
    browser.send(Act.REPLY, text="Telefonda konuştuk.", template="care_news/tr", elsewhere="1")

    recorded = browser.world.replies[-1]
    assert (recorded.status, recorded.text) == (ReplyStatus.RECORDED, "Telefonda konuştuk.")
    assert recorded.approved is None
    assert browser.world.published("whatsapp") == []


def test_without_templates_in_the_policy_the_form_is_as_before() -> None:
    browser = Browser(a_rested_world(policy=a_policy([])))

    assert templates_of(browser) == []
    assert TR["gate"]["template_needed"] in plain(browser.send(Act.REPLY, text="Merhaba"))


def test_other_channels_know_no_templates() -> None:
    world = World(a_policy(), offers={"messenger": Offers()})
    world.says("Nivora faturam", **on_whatsapp(channel="messenger"))
    world.now += 8 * DAY
    browser = Browser(world)

    assert templates_of(browser) == []
    assert TR["gate"]["outside_window"] in plain(browser.send(Act.REPLY, text="Merhaba"))


def test_a_nameless_customer_gets_only_what_can_be_said_without_a_name() -> None:
    templates = [TEMPLATES[1], {**TEMPLATES[3], "nameless": "müşterimiz"}]
    world = a_rested_world(policy=a_policy(templates), author=an_author(name="⭐️ 0532"))

    assert templates_of(Browser(world)) == ["care_solved/tr"]


def test_a_template_in_the_queue_waits_for_no_window() -> None:
    browser = Browser(a_rested_world())
    browser.send(Act.REPLY, template="care_news/tr")
    browser.world.now += 3 * DAY
    browser.world.delivers()

    assert len(browser.world.published("whatsapp")) == 1


def test_a_reply_keeps_its_template_in_the_table() -> None:
    browser = Browser(a_rested_world())
    browser.send(Act.REPLY, template="care_news/tr")
    (reply,) = browser.world.replies

    assert read_item(Reply, serialize(to_plain(reply))) == reply


# Automatic replies


def a_story(policy: CarePolicy | None = None, **labels: Any) -> Story:
    return open_a_case(a_mention(**on_whatsapp()), policy or a_policy(), **labels)


def reminded(story: Story) -> Story:
    """The customer was asked at once, and said nothing for a day and more."""
    story.act(Act.ASK_CUSTOMER, NOW + HOUR).sent(NOW + HOUR)
    return story.timers_fired(NOW + 26 * HOUR)


def latest(story: Story) -> Reply:
    return max(story.replies.values(), key=lambda reply: reply.id)


def test_a_reminder_after_the_window_goes_out_as_a_template() -> None:
    story = reminded(a_story())
    reply = latest(story)

    assert (reply.purpose, reply.status) == (ReplyPurpose.REMINDER, ReplyStatus.QUEUED)
    assert reply.approved is not None
    assert (reply.approved.name, reply.approved.language) == ("care_reminder", "tr")
    assert ReminderDue(automatic=True) in story.history[-1].changes


def test_a_follow_up_after_the_window_goes_out_as_a_template() -> None:
    story = a_story().act(Act.PROPOSE_RESOLUTION, NOW).sent(NOW)
    story.timers_fired(NOW + 2 * DAY).timers_fired(NOW + 9 * DAY)

    assert latest(story).approved is not None
    assert FollowUpDue(automatic=True) in story.history[-1].changes


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.OTHER])
def test_without_one_in_the_language_it_is_left_to_the_team_as_before(language: Language) -> None:
    policy = a_policy([each for each in TEMPLATES if each["language"] == "tr"])
    story = reminded(a_story(policy, language=language))

    assert not [reply for reply in story.replies.values() if reply.approved]
    assert ReminderDue(automatic=False) in story.history[-1].changes


def test_without_one_for_the_purpose_it_is_left_to_the_team_as_before() -> None:
    story = reminded(a_story(a_policy(TEMPLATES[:2])))
    failed = [c.reason for c in story.history[-1].changes if isinstance(c, ReplyFailed)]

    assert failed == [Rule.TEMPLATE_NEEDED]
    assert latest(story).approved is None


def test_while_the_window_is_open_automatic_words_are_the_policy_s_own() -> None:
    story = a_story().acknowledged_by_itself(NOW)

    assert latest(story).approved is None
