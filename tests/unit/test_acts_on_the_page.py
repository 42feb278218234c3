"""What the page offers beside answering, what it says is not possible, and what its forms do."""

import re
from typing import Any

import pytest

from hearback.adapters.agents.case_page import CasePage
from hearback.adapters.agents.links import LinkSigner
from hearback.adapters.agents.words import CATALOGUES
from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.bootstrap.case_page import Desk
from hearback.domain.abuse_steps import FORM_OF
from hearback.domain.acts import STEP_OF, UNDOES, Act
from hearback.domain.alerts import AlertKind
from hearback.domain.case import CaseStatus
from hearback.domain.classification import Kind, Severity
from hearback.domain.errors import Refused
from hearback.domain.mention import Author, Visibility
from hearback.domain.replies import ReplyForm
from hearback.domain.threads import Destination
from hearback.use_cases.act_on_case import ActOnCase
from tests.builders import MINUTE, a_classification, a_full_policy
from tests.unit.acting import RUDE, World
from tests.unit.test_case_page import look, opened, options_of, plain, sent_fields, typed_text
from tests.unit.test_moving import by_mail, in_messenger, reference_of

SIGNER = LinkSigner([b"key"], "https://care.example.com/prod")
PRAISE = a_classification(kind=Kind.PRAISE, severity=Severity.LOW)
TR, EN = CATALOGUES["tr"], CATALOGUES["en"]


class Browser:
    """An agent's browser over a world: fetches the page, fills in a form, sends it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.desk = Desk(
            cases=world.cases,
            policy=world.policy,
            platforms=world.platforms,
            signer=SIGNER,
            page=CasePage(SIGNER, world.policy),
            act=ActOnCase(cases=world.cases, policy=world.policy, platforms=world.platforms),
        )
        self.html = self.look()

    def look(self, action: str = "view") -> str:
        link = SIGNER.link("C1", action, self.world.now)
        query = dict(re.findall(r"(\w+)=([^&]+)", link.partition("?")[2]))
        self.html = self.desk.show("C1", query, "Elif", self.world.now)
        return self.html

    def send(self, act: Act, agent: str = "Elif", **fields: str) -> str:
        self.world.now += MINUTE
        filled = {**sent_fields(self.html, act), "agent": agent, **fields}
        self.html = self.desk.take("C1", filled, self.world.now)
        return self.html

    @property
    def offered(self) -> set[str]:
        forms = look(self.html).all("details", name="act")
        return {form["id"].removeprefix("act-") for form in forms}

    @property
    def text(self) -> str:
        return plain(self.html)


def a_complaint(**changes: Any) -> Browser:
    world = World()
    world.says("Nivora kargom gelmedi", **changes)
    return Browser(world)


def abused(channel: str = "facebook", **changes: Any) -> Browser:
    world = World()
    account = {"facebook": "2060", "x": "1500"}.get(channel, "UC1")
    place = {"channel": channel, "account_id": account}
    world.says("Nivora, aptallar, kargom nerede", RUDE, **place | changes)
    return Browser(world)


# What is offered


def test_each_platform_s_page_offers_what_the_platform_does() -> None:
    on_x = a_complaint().offered
    on_youtube = a_complaint(channel="youtube", account_id="UC1").offered

    assert {"reply_privately", "move_channel", "ask_identity", "verify_identity"} <= on_x
    assert not {"reply_privately", "ask_identity"} & on_youtube
    assert "move_channel" in on_youtube
    assert not (on_x | on_youtube) & {act.value for act in (Act.LIKE, *STEP_OF)}


def test_what_is_not_offered_is_said_with_what_to_do_instead() -> None:
    browser = a_complaint(channel="youtube", account_id="UC1")

    assert TR["page"]["not_here"] in browser.text
    told = TR["not_offered"]["reply_privately"].format(channel="YouTube")
    assert told in browser.text


def test_nothing_is_missed_that_does_not_fit_the_case() -> None:
    text = a_complaint(channel="facebook", account_id="2060").text

    assert TR["page"]["not_here"] not in text
    assert TR["page"]["no_house_rules"] not in text


def test_abuse_on_a_platform_that_blocks_nobody_says_so() -> None:
    text = abused("x").text

    assert TR["not_offered"]["x_block"] in text
    assert TR["not_offered"]["report"].format(channel="X") in text


def test_without_house_rules_the_page_says_what_is_missing() -> None:
    world = World(a_full_policy(abuse=None))
    world.says("aptallar", RUDE)
    browser = Browser(world)

    assert TR["page"]["no_house_rules"] in browser.text
    assert not browser.offered & {act.value for act in STEP_OF}


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("channel", list(ADAPTERS))
def test_every_platform_has_words_for_what_it_does_not_offer(language: str, channel: str) -> None:
    words = CATALOGUES[language]["not_offered"]
    forms = adapter_class(channel)().offers.forms
    lacking = [form for form in (ReplyForm.LIKE, *FORM_OF.values()) if form not in forms]

    for form in lacking:
        text = words.get(f"{channel}_{form}", words[form.value]).format(channel="…")
        assert len(re.findall(r"[.!]", text)) >= 2 or form is ReplyForm.HIDE, "no alternative"
    assert words["reply_privately"]


def test_no_words_are_kept_for_what_a_platform_does_offer() -> None:
    special = [key for key in TR["not_offered"] if key not in {*Act, "undo"}]
    for key in special:
        channel, act = next(
            (name, key.removeprefix(f"{name}_")) for name in ADAPTERS if key.startswith(f"{name}_")
        )
        offers = adapter_class(channel)().offers
        if act in UNDOES:
            assert UNDOES[Act(act)] in offers.forms - offers.undoes, key
            continue
        offered = offers.private_form if act == "reply_privately" else act in offers.forms
        assert not offered, key


def test_a_ban_that_only_youtube_studio_lifts_says_so() -> None:
    browser = abused("youtube")
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    browser.world.delivers()
    browser.look()
    browser.send(Act.STOP_REPLYING, text="Sürdürdü")
    for act in (Act.HIDE, Act.BLOCK):
        browser.look()
        browser.send(act, text="Küfür")
        browser.send(act, agent="Mert", text="")
        browser.world.delivers()
    browser.look()

    assert "unhide" in browser.offered
    assert "unblock" not in browser.offered
    assert TR["not_offered"]["youtube_unblock"] in browser.text


# Taking back


def hidden(*texts: str) -> Browser:
    """Posts that two agents have hidden, one after the other."""
    browser = abused()
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    browser.world.delivers()
    browser.look()
    browser.send(Act.STOP_REPLYING, text="Sürdürdü")
    for text in ("", *texts):
        if text:
            browser.world.says(text, RUDE, channel="facebook", account_id="2060")
            browser.look()
        browser.send(Act.HIDE, text="Küfür")
        browser.send(Act.HIDE, agent="Mert", text="")
        browser.world.delivers()
        browser.look()
    return browser


def posts_of(html: str) -> list[str]:
    """Of which posts the hiding can be taken back, where there is a choice."""
    form = re.search(r'id="act-unhide".*?</details>', html, re.DOTALL)
    assert form
    return re.findall(r"<option[^>]*>([^<]*)<", form[0])


def test_a_hidden_post_is_shown_again_by_one_agent_with_a_reason() -> None:
    browser = hidden()
    assert "unhide" in browser.offered
    refused = browser.send(Act.UNHIDE, text=" ")
    assert TR["refusal"]["no_reason"] in plain(refused)
    html = browser.send(Act.UNHIDE, text="Özür diledi")

    assert TR["act_done"]["unhide"] in plain(html)
    assert "Geri alınıyor: gönderiyi gizleme (Özür diledi)" in plain(html)
    browser.world.delivers()
    assert "Geri alındı: gönderiyi gizleme" in plain(browser.look())
    assert "unhide" not in browser.offered


def test_of_several_hidden_posts_the_agent_chooses_by_their_words() -> None:
    browser = hidden("Hepiniz hırsızsınız")
    assert posts_of(browser.html) == ["Hepiniz hırsızsınız", "Nivora, aptallar, kargom nerede"]
    first = browser.world.case.deeds[0]
    browser.send(Act.UNHIDE, text="Yanlış anladık", deed=first.id)
    browser.world.delivers()

    (left,) = browser.world.case.standing_deeds
    assert left.id != first.id
    assert posts_of(browser.look()) == []


def test_an_undoing_that_failed_is_told_as_such() -> None:
    browser = hidden()
    browser.send(Act.UNHIDE, text="Özür diledi")
    browser.world.platforms["facebook"].trouble = [Refused("gone")]
    browser.world.delivers()

    told = TR["change"]["DeedFailedBack"].format(deed=TR["form"]["hide"], why=TR["failure"]["gone"])
    assert told in plain(browser.look())
    assert "unhide" in browser.offered


# Private answers and moves


def test_a_private_answer_is_warned_of_differently_and_has_its_own_limit() -> None:
    browser = a_complaint(channel="facebook", account_id="2060")
    hint = re.search(r'id="hint-reply_privately">([^<]*)<', browser.html)
    public = re.search(r'id="hint-reply">([^<]*)<', browser.html)

    assert hint
    assert public
    assert TR["page"]["public_warning"] in public[1]
    assert TR["page"]["public_warning"] not in hint[1]


def test_a_form_answers_in_private_and_says_so() -> None:
    browser = a_complaint(channel="facebook", account_id="2060")
    html = browser.send(Act.REPLY_PRIVATELY, text="Ayşe Hanım, sipariş no 884120 yolda")

    assert TR["act_done"]["reply_privately"] in plain(html)
    browser.world.delivers()
    assert browser.world.published("facebook")[0].form is ReplyForm.PRIVATE


def test_a_private_answer_that_failed_is_there_to_be_mended_and_no_public_one() -> None:
    browser = a_complaint(channel="facebook", account_id="2060")
    browser.send(Act.REPLY_PRIVATELY, text="Sipariş 884120 yolda")
    browser.world.platforms["facebook"].trouble = [Refused("blocked")]
    browser.world.delivers()
    html = browser.look()

    assert typed_text(html, Act.REPLY_PRIVATELY) == "Sipariş 884120 yolda"


def test_the_gate_s_findings_stand_beside_a_private_answer_too() -> None:
    browser = a_complaint(channel="facebook", account_id="2060")
    html = browser.send(Act.REPLY_PRIVATELY, text="Bu sizin hatanız")

    assert TR["gate"]["blame"] in plain(html)
    assert opened(html) == ["reply_privately"]


def test_only_ways_that_there_are_can_be_chosen() -> None:
    on_x = [o["value"] for o in options_of(a_complaint().html, Act.MOVE_CHANNEL)]
    browser = a_complaint(channel="youtube", account_id="UC1")
    on_youtube = [o["value"] for o in options_of(browser.html, Act.MOVE_CHANNEL)]

    assert on_x == ["dm", "email", "phone", "web_form"]
    assert on_youtube == ["email", "phone", "web_form"]


def test_a_moved_case_shows_both_conversations_and_the_reference() -> None:
    browser = a_complaint()
    html = browser.send(Act.MOVE_CHANNEL, destination="email", text="")
    reference = reference_of(browser.world.case)

    assert TR["act_done"]["move_channel"] in plain(html)
    assert "E-posta · Özel mesaj" in plain(html)
    assert reference in plain(html)
    assert TR["page"]["thread_awaited"] in plain(html)
    browser.world.delivers()
    browser.world.says(reference, **by_mail())
    text = plain(browser.look())
    assert TR["thread_link"]["public_reference"] in text
    assert TR["page"]["thread_doubtful"] in text
    assert "E-posta, özel mesaj" in text


def test_who_is_verified_there_is_not_doubted_any_more() -> None:
    browser = a_complaint()
    browser.send(Act.MOVE_CHANNEL, destination="email", text="")
    browser.world.delivers()
    browser.world.says(reference_of(browser.world.case), **by_mail())
    browser.look()
    html = browser.send(Act.VERIFY_IDENTITY, identity_way="email", identity_proof="order")

    assert TR["page"]["thread_doubtful"] not in plain(html)
    assert TR["page"]["thread_verified"] in plain(html)


@pytest.mark.parametrize("destination", ["", "fax", "dm'; --"])
def test_a_destination_that_is_none_is_refused(destination: str) -> None:
    html = a_complaint().send(Act.MOVE_CHANNEL, destination=destination, text="x")

    assert TR["refusal"]["no_such_destination"] in plain(html)


def test_in_the_private_conversation_the_page_answers_there() -> None:
    browser = a_complaint(channel="facebook", account_id="2060")
    browser.send(Act.REPLY_PRIVATELY, text="Sipariş numaranız nedir?")
    browser.world.delivers()
    browser.world.says("884120", **in_messenger())
    browser.look()
    assert "reply_privately" not in browser.offered
    assert TR["page"]["public_warning"] not in browser.text
    browser.send(Act.REPLY, text="Teşekkürler, 884120 bugün yolda")
    browser.world.delivers()

    assert [r.form for r in browser.world.published("messenger")] == [ReplyForm.DM]


# Identity


def test_a_check_is_shown_as_kinds_with_name_and_time() -> None:
    browser = a_complaint(visibility=Visibility.PRIVATE)
    assert TR["page"]["identity_none"] in browser.text
    html = browser.send(
        Act.VERIFY_IDENTITY, identity_way="phone", identity_proof="order", text="10000000146"
    )

    assert "Sipariş ya da fatura, Telefonda · Elif, 14:01" in plain(html)
    assert "10000000146" not in html
    assert TR["act_done"]["verify_identity"] in plain(html)


def test_the_form_has_no_field_for_a_value() -> None:
    html = a_complaint(visibility=Visibility.PRIVATE).html
    form = re.search(r'id="act-verify_identity".*?</details>', html, re.DOTALL)

    assert form
    seen = look(form[0])
    assert not seen.all("textarea")
    assert [i["name"] for i in seen.all("input") if i.get("type") != "hidden"] == ["agent"]


@pytest.mark.parametrize("fields", [{}, {"identity_way": "public"}, {"identity_proof": "x"}])
def test_a_check_that_is_none_is_refused(fields: dict[str, str]) -> None:
    browser = a_complaint(visibility=Visibility.PRIVATE)

    assert TR["refusal"]["unknown_label"] in plain(browser.send(Act.VERIFY_IDENTITY, **fields))


def test_in_public_nobody_is_identified() -> None:
    html = a_complaint().send(
        Act.VERIFY_IDENTITY, identity_way="private_message", identity_proof="order"
    )

    assert TR["refusal"]["identity_only_in_private"] in plain(html)


# Likes


def test_praise_can_be_liked_also_after_its_case_has_closed() -> None:
    world = World()
    world.says("Harikasınız", PRAISE)
    world.does(Act.ACKNOWLEDGE, text="Teşekkürler!")
    world.delivers()
    browser = Browser(world)
    assert world.case.status is CaseStatus.CLOSED
    assert browser.offered == {"like"}
    html = browser.send(Act.LIKE)

    assert TR["act_done"]["like"] in plain(html)
    assert "Yolda: beğeni" in plain(html)
    world.delivers()
    assert "Yapıldı: beğeni" in plain(browser.look())
    assert browser.offered == {"unlike"}


def test_without_a_corporate_account_the_page_says_what_to_add() -> None:
    world = World()
    world.says("Harikasınız", PRAISE, channel="facebook", account_id="2060")

    assert TR["refusal"]["no_corporate_account"] in Browser(world).text


# The ladder


def test_a_step_that_takes_two_is_asked_for_and_approved_on_the_page() -> None:
    browser = abused()
    world = browser.world
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    world.delivers()
    browser.look()
    browser.send(Act.STOP_REPLYING, text="Uyarıdan sonra da sürdü")
    html = browser.send(Act.HIDE, text="Küfür ediyor")
    assert TR["act_done"]["asked"] in plain(html)
    assert "İkinci kişinin onayı istendi: Gönderiyi gizleme (Küfür ediyor)" in plain(html)
    assert "Elif bunu istedi: “Küfür ediyor”" in plain(html)
    again = browser.send(Act.HIDE, text="Acele edin")
    assert TR["refusal"]["second_person_needed"] in plain(again)
    html = browser.send(Act.HIDE, agent="Mert", text="")
    assert TR["act_done"]["hide"] in plain(html)
    assert "Onaylandı: Gönderiyi gizleme (Küfür ediyor); isteyen Elif" in plain(html)
    world.delivers()

    assert "Yapıldı: gönderiyi gizleme" in plain(browser.look())
    assert "Küfür ediyor" not in "".join(r.text for r in world.published("facebook")[:1])


def test_the_warning_begins_with_the_policy_s_words_and_its_rules() -> None:
    html = abused().html

    assert "https://nivora.example/kurallar" in typed_text(html, Act.WARN)


def test_a_reason_is_asked_for_and_stays_when_it_is_refused() -> None:
    browser = abused()
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    browser.world.delivers()
    browser.look()
    html = browser.send(Act.STOP_REPLYING, agent="care", text="Sürdürdü")

    assert TR["refusal"]["name_needed"] in plain(html)
    assert typed_text(html, Act.STOP_REPLYING) == "Sürdürdü"


def test_a_reason_is_no_message_and_no_bubble_of_the_conversation() -> None:
    browser = abused()
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    browser.world.delivers()
    browser.look()
    browser.send(Act.STOP_REPLYING, text="Sürdürdü")
    html = browser.send(Act.HIDE, text="<script>alert(1)</script>")
    html = browser.send(Act.HIDE, agent="Mert", text="")

    assert "<script>" not in html
    assert len(look(html).all("blockquote")) == 2


def test_a_form_that_was_sent_twice_approves_nothing() -> None:
    browser = abused()
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    browser.world.delivers()
    browser.look()
    browser.send(Act.STOP_REPLYING, text="Sürdürdü")
    before = browser.html
    browser.send(Act.HIDE, text="Küfür")
    browser.html = before
    html = browser.send(Act.HIDE, agent="Mert", text="Küfür")

    assert TR["page"]["notice_already_done"] in plain(html)
    assert not browser.world.case.deeds


def test_against_criticism_a_forged_wish_is_refused_in_words() -> None:
    browser = a_complaint()
    form = SIGNER.form_fields("C1", Act.HIDE, 1, "r1", browser.world.now)
    html = browser.desk.take("C1", {**form, "agent": "Elif", "text": "?"}, browser.world.now)

    assert TR["refusal"]["no_abuse"] in plain(html)


def test_the_words_for_new_alerts_and_links_are_in_both_languages() -> None:
    for words in (TR, EN):
        for kind in (AlertKind.DEED_FAILED, AlertKind.APPROVAL_ASKED):
            assert words["alert"][kind]
            assert words["news"][kind]
        assert set(words["destination"]) == {*Destination}


def test_an_author_whom_nobody_names_is_said_to_be_so() -> None:
    browser = abused(author=Author())

    assert TR["refusal"]["author_unknown"] not in browser.text
    browser.send(Act.WARN, text="Merhaba, hakarete yanıt veremiyoruz.")
    browser.world.delivers()
    browser.look()
    browser.send(Act.STOP_REPLYING, text="Sürdürdü")
    browser.send(Act.HIDE, text="Küfür")
    browser.send(Act.HIDE, agent="Mert", text="")
    browser.world.delivers()
    assert TR["refusal"]["author_unknown"] in plain(browser.look())
