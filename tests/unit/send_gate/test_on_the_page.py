"""What an agent sees of the gate: each finding beside the text, and a tick where it is theirs."""

import re
from typing import Any

import pytest

from hearback.adapters.agents.case_page import CasePage
from hearback.adapters.agents.forms import read_act
from hearback.adapters.agents.links import LinkSigner, SignedForm
from hearback.adapters.agents.story import failure, remedy, told
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import CATALOGUES, Words
from hearback.bootstrap.case_page import Desk
from hearback.domain.acts import Act
from hearback.domain.case import CaseStatus
from hearback.domain.changes import GateOverridden
from hearback.domain.send_gate.findings import Rule
from hearback.use_cases.act_on_case import ActOnCase
from tests.builders import CASE_ID, HOUR, MINUTE, NOW, a_case, a_policy, open_a_case
from tests.unit.send_gate.test_acting import World
from tests.unit.test_case_page import look, opened, plain, sent_fields, typed_text

POLICY = a_policy()
SIGNER = LinkSigner([b"key"], "https://care.example.com/prod")
LATER = NOW + 5 * MINUTE


class Browser:
    """An agent's browser: fetches the page, fills in a form, sends it as it stands."""

    def __init__(self, team: str = "care") -> None:
        story = open_a_case()
        story.case = a_case(team=team, version=story.case.version, clocks=story.case.clocks)
        self.world = World(story)
        platforms = {"x": self.world.platform}
        self.desk = Desk(
            cases=self.world.cases,
            policy=POLICY,
            platforms=platforms,
            signer=SIGNER,
            page=CasePage(SIGNER, POLICY),
            act=ActOnCase(cases=self.world.cases, policy=POLICY, platforms=platforms),
        )
        link = SIGNER.link(CASE_ID, "reply", NOW)
        query = dict(re.findall(r"(\w+)=([^&]+)", link.partition("?")[2]))
        self.html = self.desk.show(CASE_ID, query, "Elif", LATER)

    def send(self, act: Act, text: str, tick: bool = False, **fields: str) -> str:
        ticked = {"waived": self.tick(act)} if tick else {}
        hidden = sent_fields(self.html, act)
        filled = {**hidden, **ticked, "text": text, "agent": "Elif", **fields}
        self.html = self.desk.take(CASE_ID, filled, LATER)
        return self.html

    def tick(self, act: Act) -> str:
        """The value of the form's tick; none if it is not offered."""
        ticks = look(self.html).all("input", type="checkbox", id=f"waived-{act}")
        return ticks[0]["value"] if ticks else ""


def test_each_finding_stands_beside_what_was_typed_with_reason_and_mending() -> None:
    text = "Sizi 0532 123 45 67'den aradık, sizin hatanız"
    html = Browser().send(Act.REPLY, text)
    shown = plain(html)

    assert typed_text(html, Act.REPLY) == text
    assert opened(html) == ["reply"]
    assert "herkese açık metinde telefon numarası var: 0532 123 45 67" in shown
    assert CATALOGUES["tr"]["gate_mend"]["phone_number"] in shown
    assert CATALOGUES["tr"]["gate"]["blame"] in shown
    assert look(html).all("li", **{"class": "finding is-privacy"})
    assert look(html).all("textarea", id="text-reply", **{"aria-invalid": "true"})


def test_an_english_team_reads_the_findings_in_english() -> None:
    shown = plain(Browser(team="care-en").send(Act.REPLY, "You failed to pay"))

    assert CATALOGUES["en"]["gate"]["blame"] in shown
    assert CATALOGUES["en"]["page"]["send_anyway"] in shown


def test_a_tick_is_offered_for_style_alone() -> None:
    browser = Browser()
    browser.send(Act.REPLY, "Bu sizin hatanız")
    assert browser.tick(Act.REPLY) == "blame"
    browser.send(Act.REPLY, "Bu sizin hatanız, 0532 123 45 67")
    assert browser.tick(Act.REPLY) == ""
    browser.send(Act.REPLY, "Bu sizin hatanız" + "x" * 300)
    assert browser.tick(Act.REPLY) == ""
    assert not look(browser.html).all("input", type="checkbox")


def test_with_the_tick_the_text_goes_out_and_the_story_says_so() -> None:
    browser = Browser()
    browser.send(Act.REPLY, "Bu sizin hatanız")
    html = browser.send(Act.REPLY, "Bu sizin hatanız", tick=True)

    assert CATALOGUES["tr"]["act_done"]["reply"] in plain(html)
    assert "Bir yazım kuralına rağmen gönderildi: metin müşteriyi suçluyor" in plain(html)


def test_a_tick_for_one_fault_does_not_carry_another() -> None:
    browser = Browser()
    browser.send(Act.REPLY, "Bu sizin hatanız")
    browser.send(Act.REPLY, "Bu sizin hatanız. Size döneceğiz.", tick=True)

    assert browser.tick(Act.REPLY) == "blame promise_without_time"
    assert browser.world.cases.file(CASE_ID).replies == ()


def test_without_the_tick_the_same_text_is_refused_again() -> None:
    browser = Browser()
    browser.send(Act.REPLY, "Bu sizin hatanız")
    browser.send(Act.REPLY, "Bu sizin hatanız")

    assert browser.tick(Act.REPLY) == "blame"


def test_a_mended_text_goes_out_without_a_word_of_the_gate() -> None:
    browser = Browser()
    browser.send(Act.REPLY, "Bu sizin hatanız")
    html = browser.send(Act.REPLY, "Özür dileriz, düzeltiyoruz.")

    assert CATALOGUES["tr"]["act_done"]["reply"] in plain(html)
    assert "finding" not in re.sub(r"<style>.*</style>", "", html, flags=re.DOTALL)
    assert browser.world.cases.get(CASE_ID).status is CaseStatus.NEW


def test_a_promise_keeps_its_chosen_time_when_its_text_is_refused() -> None:
    browser = Browser()
    html = browser.send(Act.PROMISE, "Size 16:00'da döneceğiz", promised_time="2026-03-10T17:30")

    assert CATALOGUES["tr"]["gate"]["promise_contradicted"] in plain(html)
    assert "17:30" in plain(html)
    assert look(html).all("input", name="promised_time", value="2026-03-10T17:30")
    assert browser.tick(Act.PROMISE) == "promise_contradicted"


def test_hostile_evidence_stays_text() -> None:
    html = Browser().send(Act.REPLY, "ali@<b>.com \"'><script>alert(1)</script>a@b.com")

    assert "<script>" not in html


def read(fields: dict[str, str]) -> Any:
    form = SignedForm(act=Act.REPLY, version=1, request_id="R1")
    return read_act(form, fields, case=a_case(), policy=POLICY, can_reply=True)


def test_the_tick_names_the_rules_that_were_shown() -> None:
    assert read({"text": "x", "waived": "blame same_again"}).waived == {"blame", "same_again"}
    assert read({"text": "x"}).waived == frozenset()


@pytest.mark.parametrize("language", ["tr", "en"])
def test_each_rule_s_reason_and_mending_are_its_own_and_complete(language: str) -> None:
    reasons, mends = CATALOGUES[language]["gate"], CATALOGUES[language]["gate_mend"]

    assert set(reasons) == set(mends) == {rule.value for rule in Rule}
    assert len(set(reasons.values())) == len(Rule)
    for text in (*reasons.values(), *mends.values()):
        assert len(text) >= 15
        assert not re.search(r"[{}]|\bTODO\b|[.!]$", text)
        assert text[0].islower() or text[0] == "“" or text[0].isdigit()


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_its_words(language: str, rule: Rule) -> None:
    words = Words("tr" if language == "tr" else "en")
    times = Times(words, "Europe/Istanbul", NOW + HOUR)
    change = GateOverridden(reply_id="1", rules=(rule.value,))

    assert words(f"gate.{rule}") in told(change, times, POLICY)
    assert words(f"gate_mend.{rule}")
    assert failure(rule.value, words) == words(
        f"failure.{rule}" if rule.value in CATALOGUES[language]["failure"] else f"gate.{rule}"
    )
    assert remedy(rule.value, words) != words("remedy.other")
