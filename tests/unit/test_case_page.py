import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from importlib.resources import files
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.adapters.agents.case_page import PAGE_HEADERS, CasePage
from hearback.adapters.agents.clock_state import ClockState, state_of
from hearback.adapters.agents.forms import read_act, read_local_time
from hearback.adapters.agents.links import LinkSigner, SignedForm
from hearback.adapters.agents.notice import Notice, NoticeKind
from hearback.adapters.agents.plain import readable
from hearback.adapters.agents.words import CATALOGUES
from hearback.domain.acts import Act, Labels, possible_acts
from hearback.domain.case import CaseStatus
from hearback.domain.classification import Kind, Leverage, Severity, Topic
from hearback.domain.errors import ActRefused, BadInput, LinkExpired, LinkRefused, NotFound
from hearback.domain.identity import IdentityProof, IdentityWay
from hearback.domain.mention import Visibility
from hearback.domain.offers import Offers
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyForm, ReplyStatus
from tests.builders import (
    CASE_ID,
    HOUR,
    MINUTE,
    NOW,
    Story,
    a_case,
    a_case_mention,
    a_classification,
    a_clock,
    a_file,
    a_mention,
    a_policy,
    a_reply,
    an_author,
    open_a_case,
)

POLICY = a_policy()
SIGNER = LinkSigner([b"key"], "https://care.example.com/prod")
PAGE = CasePage(SIGNER, POLICY)
ISTANBUL = ZoneInfo("Europe/Istanbul")
NEW = possible_acts(open_a_case().case, POLICY)
"""What can be done with a new complaint, whatever its platform offers."""

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><form action=https://evil.com><input>",
    "'></blockquote><svg/onload=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "</title><style>body{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "\u202e\u2066gnp.exe\x00\r\n<!--",
    "&lt;b&gt; &amp; <b>",
]


@dataclass
class Seen(HTMLParser):
    """A page as a browser takes it apart."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.texts.append((self.stack[-1] if self.stack else "", data))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [
            attrs
            for name, attrs in self.tags
            if name == tag and all(attrs.get(k) == v for k, v in wanted.items())
        ]

    def text_in(self, tag: str) -> list[str]:
        return [text for inside, text in self.texts if inside == tag]


def look(html: str) -> Seen:
    seen = Seen()
    seen.feed(html)
    seen.close()
    return seen


def render(file: CaseFile, page: CasePage = PAGE, **changes: Any) -> str:
    given_: dict[str, Any] = {
        "now": NOW + 3 * MINUTE,
        "action": "view",
        "agent": "Elif",
        "can_reply": True,
        "longest_reply": 280,
        "request_id": "request-1",
        "notice": None,
    }
    return page.render(file, **given_ | changes)


def plain(html: str) -> str:
    """What a reader sees, on one line."""
    seen = look(html)
    return " ".join(" ".join(text for tag, text in seen.texts if tag != "style").split())


def sent_fields(html: str, act: Act) -> dict[str, str]:
    """What a browser would send of one form, hidden fields only."""
    form = re.search(rf'id="act-{act}".*?</details>', html, re.DOTALL)
    assert form
    return {f["name"]: f["value"] for f in look(form[0]).all("input", type="hidden")}


def options_of(html: str, act: Act) -> list[dict[str, str]]:
    form = re.search(rf'id="act-{act}".*?</details>', html, re.DOTALL)
    assert form
    return look(form[0]).all("option")


def typed_text(html: str, act: Act) -> str:
    area = re.search(rf'<textarea id="text-{act}".*?</textarea>', html, re.DOTALL)
    assert area
    return "".join(look(area[0]).text_in("textarea")).removeprefix("\n")


def a_busy_story() -> Story:
    """A breach, an automatic word, a customer who insists, and a reply that failed."""
    story = open_a_case()
    story.timers_fired(NOW + 13 * MINUTE).timers_fired(NOW + 16 * MINUTE)
    story.acknowledged_by_itself(NOW + 17 * MINUTE)
    story.wrote("Hâlâ bir cevap yok!", NOW + 20 * MINUTE)
    story.act(Act.REPLY, NOW + 30 * MINUTE, text="Bakıyoruz").failed("too_long", NOW + 31 * MINUTE)
    return story.timers_fired(NOW + 61 * MINUTE)


# What the page shows


def test_the_headline_says_what_to_do_and_how_much_time_is_left() -> None:
    seen = look(render(open_a_case().file()))

    assert seen.text_in("h1") == ["12 dakika içinde karşılayın"]


def test_the_headline_of_a_late_case_says_how_late_it_is() -> None:
    seen = look(render(open_a_case().file(), now=NOW + 20 * MINUTE))

    assert seen.text_in("h1") == ["Karşılama 5 dakika gecikti, hemen karşılayın"]


@pytest.mark.parametrize(
    ("status", "headline"),
    [
        (CaseStatus.WAITING_CUSTOMER, "Müşterinin yanıtı bekleniyor"),
        (CaseStatus.RESOLUTION_PROPOSED, "Çözüm önerildi; söz müşteride"),
        (CaseStatus.CLOSED, "Bu vaka kapandı"),
        (CaseStatus.DISMISSED, "Bu vaka kapsam dışı bırakıldı"),
    ],
)
def test_a_case_that_asks_for_nothing_says_how_it_stands(status: CaseStatus, headline: str) -> None:
    assert look(render(a_file(a_case(status=status)))).text_in("h1") == [headline]


def test_a_reply_on_its_way_keeps_agents_from_writing_twice() -> None:
    story = open_a_case().act(Act.REPLY, NOW + MINUTE)

    assert look(render(story.file())).text_in("h1") == ["Yanıtınız yolda"]


def test_the_page_has_the_facts_of_the_case() -> None:
    text = plain(render(open_a_case().file()))

    for fact in ("3F2QAB", "Yeni", "Şikayet", "Ciddi", "X", "Herkese açık", "Nivora", "14:00"):
        assert fact in text


def test_an_english_team_reads_english() -> None:
    html = render(a_file(a_case(team="care-en", clocks=(a_clock(),))))

    assert look(html).text_in("h1") == ["Acknowledge within 12 minutes"]
    assert look(html).all("html", lang="en")


def test_the_conversation_is_in_order_with_what_became_of_each_reply() -> None:
    text = plain(render(a_busy_story().file(), now=NOW + 62 * MINUTE))
    told = [
        "Kargom 12 gündür gelmedi",
        "Vaka açıldı: Şikayet, Teslimat",
        "Karşılama süresi için uyarı gitti",
        "Karşılama süresi aşıldı",
        "otomatik gönderildi Merhaba @ayse, mesajınızı aldık",
        "Durum: Karşılandı",
        "Hâlâ bir cevap yok!",
        "gönderilemedi Bakıyoruz Metin kanalın sınırından uzun".replace("Metin", "metin"),
        "Elif Vakayı üstlendi",
        "İlk yanıt süresi aşıldı",
    ]
    places = [text.find(words) for words in told]

    assert -1 not in places
    assert places == sorted(places)


def test_a_conversation_of_several_days_has_a_heading_for_each() -> None:
    posts = [a_mention(external_id=str(n), received_at=NOW + timedelta(days=n)) for n in range(3)]
    seen = look(render(a_file(mentions=posts), now=NOW + timedelta(days=2)))

    assert seen.text_in("h3") == ["10 Mar Sal", "Dün", "Bugün"]


def test_edited_and_deleted_posts_are_marked() -> None:
    kept = a_case_mention(edited_at=NOW + MINUTE, deleted_at=NOW + 2 * MINUTE)
    text = plain(render(a_file(mentions=[kept])))

    assert "düzenlendi 14:01 müşteri sildi 14:02" in text


def test_the_words_that_decided_stand_under_the_post() -> None:
    said = replace(a_classification(), reasons=("GECİKTİ", "avukatım\n\u202e", "\u202e"))
    text = plain(render(a_file(mentions=[a_case_mention(classification=said)])))

    assert "Belirleyici sözler: GECİKTİ, avukatım" in text
    assert "\u202e" not in text
    assert "Belirleyici" not in plain(render(a_file(mentions=[a_case_mention()])))


def test_a_reply_that_waits_for_a_token_says_so() -> None:
    held = a_reply(failure="token expired")
    text = plain(render(a_file(replies=[held])))

    assert "bekletiliyor" in text
    assert "token expired" not in text


def test_a_reply_that_waits_for_a_newer_version_of_an_api_says_so() -> None:
    held = a_reply(failure="version_sunset: LinkedIn-Version 202610 is no longer answered")
    text = plain(render(a_file(replies=[held])))

    assert "API sürümü kapandı" in text
    assert "izni geçersiz" not in text


CLOCKS = {
    ClockState.RUNNING: a_clock(),
    ClockState.WARNED: a_clock(warn_at=(NOW,)),
    ClockState.BREACHED: a_clock(due_at=NOW),
    ClockState.PAUSED: a_clock(paused_at=NOW),
    ClockState.KEPT: a_clock(satisfied_at=NOW + MINUTE),
    ClockState.LATE: a_clock(due_at=NOW, satisfied_at=NOW + 2 * MINUTE),
    ClockState.CANCELLED: a_clock(cancelled_at=NOW + MINUTE),
    ClockState.MISSED: a_clock(due_at=NOW, cancelled_at=NOW + MINUTE),
}
SHOWN = {
    ClockState.RUNNING: "12 dakika sonra işliyor en geç 14:15",
    ClockState.WARNED: "12 dakika sonra azalıyor en geç 14:15",
    ClockState.BREACHED: "3 dakika önce aşıldı son saat 14:00 idi",
    ClockState.PAUSED: "duraklatıldı 14:00 itibarıyla",
    ClockState.KEPT: "tutuldu 14:01 itibarıyla",
    ClockState.LATE: "2 dakika geç son saat 14:00 idi",
    ClockState.CANCELLED: "gerek kalmadı son saat 14:15 idi",
    ClockState.MISSED: "aşıldı, kapandı son saat 14:00 idi",
}


@pytest.mark.parametrize("state", list(ClockState))
def test_each_clock_shows_its_state_and_its_time(state: ClockState) -> None:
    clock = CLOCKS[state]
    html = render(a_file(a_case(clocks=(clock,), status=CaseStatus.IN_PROGRESS)))

    assert state_of(clock, NOW + 3 * MINUTE) is state
    assert f"Karşılama {SHOWN[state]}" in plain(html)
    assert f'class="clock is-{state}"' in html


def test_reach_is_nowhere_on_the_page_and_leverage_comes_with_the_same_procedure() -> None:
    author = an_author(followers=987_654)
    case = a_case(author=author, leverage=Leverage.PUBLICITY)
    html = render(a_file(case, mentions=[a_mention(author=author)]))

    assert "987" not in html
    assert "süreç herkesle aynı" in html


@pytest.mark.parametrize(("language", "status"), [*product(["tr", "en"], CaseStatus)])
def test_every_status_renders_in_both_languages(language: str, status: CaseStatus) -> None:
    team = "care" if language == "tr" else "care-en"
    clocks = tuple(replace(c, episode=n + 1) for n, c in enumerate(CLOCKS.values()))
    case = a_case(
        status=status,
        team=team,
        clocks=clocks,
        severity=Severity.URGENT,
        offensive=True,
        needs_review=True,
        reopen_count=2,
        channel="somewhere-new",
    )
    for action, can_reply in product(["view", *Act], [True, False]):
        html = render(a_file(case), action=action, can_reply=can_reply)
        text = plain(html).replace("{saat}", "").replace("{time}", "")

        assert "{" not in text
        assert "somewhere-new" in text


# Acts


@pytest.mark.parametrize("status", list(CaseStatus))
def test_there_is_a_signed_form_for_each_possible_act_and_no_other(status: CaseStatus) -> None:
    case = a_case(status=status, version=9)
    html = render(a_file(case))
    forms = look(html).all("form")

    assert len(forms) == len(possible_acts(case, POLICY))
    for act in possible_acts(case, POLICY):
        form = SIGNER.check_form(CASE_ID, sent_fields(html, act), NOW + HOUR)
        assert (form.act, form.version) == (act, 9)
    assert all(f == {"method": "post", "action": f"/prod/cases/{CASE_ID}"} for f in forms)


def test_no_form_can_vouch_for_another_one() -> None:
    html = render(open_a_case().file())
    ids = [sent_fields(html, act)["request_id"] for act in NEW]

    assert len(set(ids)) == len(NEW)


def opened(html: str) -> list[str]:
    details = look(html).all("details")
    return [d["id"].removeprefix("act-") for d in details if "open" in d and "id" in d]


@pytest.mark.parametrize("act", NEW)
def test_the_form_of_the_link_s_action_is_open(act: Act) -> None:
    assert opened(render(open_a_case().file(), action=act)) == [act]


def test_a_link_that_only_looks_opens_no_form() -> None:
    assert opened(render(open_a_case().file(), action="view")) == []


def test_the_field_to_write_in_has_the_focus() -> None:
    html = render(open_a_case().file(), action="reply")

    assert [a["id"] for tag, a in look(html).tags if "autofocus" in a] == ["text-reply"]


def test_the_link_of_an_older_mail_says_that_its_act_is_past() -> None:
    html = render(a_file(a_case(status=CaseStatus.IN_PROGRESS)), action="acknowledge")

    assert "“Karşıla” artık yapılamaz" in plain(html)
    assert opened(html) == []


def test_forms_that_speak_begin_with_the_policy_s_words() -> None:
    html = render(open_a_case().file())

    assert typed_text(html, Act.ACKNOWLEDGE) == (
        "Merhaba @ayse, mesajınızı aldık, hemen inceliyoruz. Nivora"
    )
    assert "özel mesajla" in typed_text(html, Act.ASK_CUSTOMER)
    assert "Sizin için de çözüldü mü?" in typed_text(html, Act.PROPOSE_RESOLUTION)
    assert 'id="text-dismiss"' not in html
    assert 'id="text-hand_over"' not in html


def test_a_reply_that_failed_is_there_to_be_mended() -> None:
    html = render(a_busy_story().file())

    assert typed_text(html, Act.REPLY) == "Bakıyoruz"


def test_after_a_refusal_the_agent_may_record_a_word_given_another_way() -> None:
    fresh, refused = render(open_a_case().file()), render(a_busy_story().file())

    assert not look(fresh).all("button", name="elsewhere")
    assert look(refused).all("button", name="elsewhere")


def test_a_follow_up_that_is_due_is_drafted_as_such() -> None:
    story = open_a_case()
    story.act(Act.PROPOSE_RESOLUTION, NOW + MINUTE).sent(NOW + MINUTE)
    story.timers_fired(NOW + timedelta(days=2)).timers_fired(NOW + timedelta(days=9))
    html = render(story.file(), now=NOW + timedelta(days=9))

    assert typed_text(html, Act.REPLY) == "Merhaba @ayse, her şey yolunda mı? Nivora"


def test_taking_on_an_acknowledged_case_writes_nothing() -> None:
    html = render(a_file(a_case(status=CaseStatus.ACKNOWLEDGED)))

    assert "Üstlen" in plain(html)
    assert 'id="text-acknowledge"' not in html


def test_the_own_team_comes_first_in_a_handover() -> None:
    options = options_of(render(open_a_case().file()), Act.HAND_OVER)

    assert [option["value"] for option in options] == ["care", "care-en"]


def test_the_labels_of_the_case_are_chosen_until_somebody_chooses_others() -> None:
    options = options_of(render(open_a_case(topic=Topic.BILLING).file()), Act.RELABEL)

    chosen = [option["value"] for option in options if "selected" in option]
    assert chosen == ["complaint", "1", "billing"]


def test_where_we_cannot_speak_the_page_says_so_and_records_only() -> None:
    text = plain(render(open_a_case().file(), can_reply=False))

    assert "Bu kanalda buradan yazamıyoruz" in text
    assert "Karşıladım, kaydet" in text
    assert "Karşılamayı gönder" not in text
    assert "En çok" not in text


def test_the_limit_and_the_public_are_told_beside_the_field() -> None:
    text = plain(render(open_a_case().file(), longest_reply=280))

    assert "En çok 280 karakter. Herkes görür; kişisel bilgi yazmayın." in text


@pytest.mark.parametrize(("form", "longest"), [(ReplyForm.DM, "10000"), (ReplyForm.PRIVATE, "280")])
def test_in_a_private_conversation_the_limit_is_that_of_its_messages(
    form: ReplyForm, longest: str
) -> None:
    offers = Offers(forms=frozenset({form}), longest_private=10_000)
    file = open_a_case(a_mention(visibility=Visibility.PRIVATE)).file()
    text = plain(render(file, offered={"x": offers}, longest_reply=280))

    assert set(re.findall(r"En çok (\d+) karakter", text)) == {longest}


def test_a_closed_case_has_no_form() -> None:
    html = render(a_file(a_case(status=CaseStatus.CLOSED)))

    assert not look(html).all("form")
    assert "yapılacak bir şey kalmadı" in plain(html)


# Notices


def test_a_stale_form_keeps_its_words_and_says_what_happened_meanwhile() -> None:
    story = open_a_case()
    seen_version = story.case.version
    story.wrote("Hâlâ yok", NOW + MINUTE).act(Act.REPLY, NOW + 2 * MINUTE, agent="Mert")
    html = render(
        story.file(),
        action="promise",
        notice=Notice(kind=NoticeKind.STALE, seen_version=seen_version),
        typed="Yarın yazarız",
        typed_time="2026-03-11T09:30",
    )

    assert "Siz yazarken vaka ilerledi" in plain(html)
    assert "14:01 Müşteri yeniden yazdı" in plain(html)
    assert "14:02 Mert Vakayı üstlendi · Yanıt sıraya girdi (Yanıt)" in plain(html)
    assert "Vaka açıldı" not in plain(html).split("Konuşma")[0]
    assert opened(html) == ["promise"]
    assert typed_text(html, Act.PROMISE) == "Yarın yazarız"
    assert look(html).all("input", name="promised_time", value="2026-03-11T09:30")
    assert typed_text(html, Act.REPLY) != "Yarın yazarız"
    assert SIGNER.check_form(CASE_ID, sent_fields(html, Act.PROMISE), NOW).version == (
        story.case.version
    )


def test_a_notice_is_seen_before_the_field_is() -> None:
    notice = Notice(kind=NoticeKind.REFUSED, refusal="empty_reply")
    html = render(open_a_case().file(), action="reply", notice=notice)

    assert not [attrs for _, attrs in look(html).tags if "autofocus" in attrs]


@pytest.mark.parametrize("word", [w for w in CATALOGUES["tr"]["refusal"] if w != "other"])
def test_a_refused_act_says_why_and_keeps_its_words(word: str) -> None:
    notice = Notice(kind=NoticeKind.REFUSED, refusal=word)
    html = render(open_a_case().file(), action="reply", notice=notice, typed="Sözüm")

    assert CATALOGUES["tr"]["refusal"][word] in plain(html)
    assert typed_text(html, Act.REPLY) == "Sözüm"


@pytest.mark.parametrize(
    "chosen",
    [{}, {"kind": "rant", "severity": "1", "topic": "app"}, {"kind": "praise", "severity": "nine"}],
)
def test_labels_that_are_none_are_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(ActRefused, match="unknown_label"):
        sent(Act.RELABEL, chosen)


@pytest.mark.parametrize("act", NEW)
def test_what_is_done_says_so_and_closes_its_form(act: Act) -> None:
    labels = Labels(kind=Kind.QUESTION, severity=Severity.LOW, topic=Topic.APP)
    story = open_a_case().act(
        act,
        NOW + MINUTE,
        promised_at=NOW + HOUR,
        team="care",
        labels=labels,
        identity=(IdentityWay.PHONE, IdentityProof.ORDER),
    )
    html = render(story.file(), action=act, notice=Notice(kind=NoticeKind.DONE))

    assert CATALOGUES["tr"]["act_done"][act] in plain(html)
    assert opened(html) == []


def test_a_word_given_another_way_is_recorded_not_sent() -> None:
    story = open_a_case().act(Act.REPLY, NOW + MINUTE, can_reply=False)
    text = plain(render(story.file(), action="reply", notice=Notice(kind=NoticeKind.DONE)))

    assert "Kaydedildi." in text
    assert "yola çıktı" not in text


def test_taking_on_says_that_the_case_is_yours() -> None:
    story = open_a_case().acknowledged_by_itself(NOW).act(Act.ACKNOWLEDGE, NOW + MINUTE)
    html = render(story.file(), action="acknowledge", notice=Notice(kind=NoticeKind.DONE))

    assert "Vakayı üstlendiniz." in plain(html)


def test_a_form_sent_twice_is_told_that_it_is_done() -> None:
    html = render(open_a_case().file(), action="reply", notice=Notice(kind=NoticeKind.ALREADY_DONE))

    assert "Bu zaten yapıldı" in plain(html)
    assert opened(html) == []


# Safety


def a_hostile_file(text: str) -> CaseFile:
    author = an_author(name=text, handle=text)
    reply = a_reply(text=text, author=f"agent:{text}", status=ReplyStatus.FAILED, failure=text)
    story = open_a_case(a_mention(text=text, author=author, url=text)).act(
        Act.REPLY, NOW + MINUTE, agent=text, text=text
    )
    return replace(story.file(), replies=(reply,))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_anybody_becomes_markup(text: str) -> None:
    notice = Notice(kind=NoticeKind.STALE, refusal=text)
    changes: dict[str, Any] = {
        "agent": text,
        "typed": text,
        "typed_time": text,
        "action": "promise",
    }
    calm = look(render(a_hostile_file("x"), notice=notice, action="promise", typed="x"))
    seen = look(render(a_hostile_file(text), notice=notice, **changes))

    assert [tag for tag, _ in seen.tags] == [tag for tag, _ in calm.tags]
    assert [sorted(a) for t, a in seen.tags if t != "input"] == [
        sorted(a) for t, a in calm.tags if t != "input"
    ]


def test_the_customer_s_words_can_still_be_read_as_they_were() -> None:
    for text in HOSTILE:
        seen = look(render(a_file(mentions=[a_mention(text=text)])))
        assert "".join(seen.text_in("blockquote")) == readable(text).strip()


@settings(max_examples=60)
@given(text=st.text(st.characters(), max_size=200))
def test_whatever_is_written_is_shown_and_nothing_else(text: str) -> None:
    calm = look(render(a_file(mentions=[a_mention(text="x")])))
    seen = look(render(a_file(mentions=[a_mention(text=text)])))

    assert [tag for tag, _ in seen.tags] == [tag for tag, _ in calm.tags]
    assert "".join(seen.text_in("blockquote")) == (
        readable(text).strip() or "Bu gönderide metin yok."
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a@evil.com/"])
def test_only_web_addresses_become_links(url: str) -> None:
    html = render(a_file(mentions=[a_mention(url=url)]))

    assert {a["href"] for a in look(html).all("a")} == {"#acts"}


def test_links_to_posts_tell_nothing_of_where_they_came_from() -> None:
    (link,) = look(render(open_a_case().file())).all("a", target="_blank")

    assert link["href"] == "https://x.com/ayse/status/900"
    assert {"noopener", "noreferrer"} <= set(link["rel"].split())


def test_the_headers_allow_our_own_style_and_nothing_else() -> None:
    html = render(a_busy_story().file())
    style = "".join(look(html).text_in("style"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = PAGE_HEADERS["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy
    assert "script" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert PAGE_HEADERS["Referrer-Policy"] == "no-referrer"
    assert PAGE_HEADERS["Cache-Control"] == "no-store"
    assert PAGE_HEADERS["X-Frame-Options"] == "DENY"
    assert PAGE_HEADERS["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in PAGE_HEADERS["X-Robots-Tag"]


def test_the_page_keeps_to_its_own_headers() -> None:
    for html in (render(a_busy_story().file()), PAGE.render_error(NotFound("x"), "tr")):
        seen = look(html)
        assert not seen.all("script")
        assert not seen.all("img")
        assert not [a for _, a in seen.tags if any(n == "style" or n[:2] == "on" for n in a)]
        assert all(link["href"].startswith("data:") for link in seen.all("link"))


# Errors


def every_bad_input(root: type[BadInput] = BadInput) -> list[type[BadInput]]:
    """The domain's; a platform's own are for platforms, not for pages."""
    children = [kind for child in root.__subclasses__() for kind in every_bad_input(child)]
    return [root, *(kind for kind in children if kind.__module__ == BadInput.__module__)]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("kind", every_bad_input())
def test_every_error_has_a_page_that_gives_nothing_away(
    language: Any, kind: type[BadInput]
) -> None:
    html = PAGE.render_error(kind(f"<b>secret detail</b> {CASE_ID}"), language)

    assert "secret" not in html
    assert CASE_ID not in html
    assert look(html).text_in("h1") == [CATALOGUES[language]["error_title"][kind.__name__]]


def test_a_forged_an_expired_and_an_unknown_link_are_told_apart() -> None:
    pages = {PAGE.render_error(error("x"), "tr") for error in (LinkRefused, LinkExpired, NotFound)}

    assert len(pages) == 3


def test_an_error_without_words_of_its_own_still_has_a_page() -> None:
    class BrandNew(BadInput):
        pass

    html = PAGE.render_error(BrandNew("x"), "en")
    BadInput.__subclasses__()  # the class is gone with the test

    assert "Something went wrong" in html


def test_a_refused_act_without_a_page_says_why() -> None:
    assert "Metin boş" in PAGE.render_error(ActRefused("empty_reply"), "tr")


# Forms that come back


def a_signed_form(act: Act) -> SignedForm:
    return SignedForm(act=act, version=1, request_id="request-1.x")


def sent(act: Act, fields: Mapping[str, str], can_reply: bool = True) -> Any:
    form = a_signed_form(act)
    return read_act(form, fields, case=a_case(), policy=POLICY, can_reply=can_reply)


def test_a_form_becomes_the_act_that_the_agent_meant() -> None:
    wanted = sent(Act.REPLY, {"text": "Bir\r\niki", "agent": " Elif\r\nX "})

    assert (wanted.act, wanted.text, wanted.agent) == (Act.REPLY, "Bir\niki", "Elif X")
    assert wanted.can_reply
    assert wanted.request_id == "request-1.x"


def test_a_promise_is_for_the_time_on_the_team_s_clock_and_says_it_in_the_text() -> None:
    marked = typed_text(render(open_a_case().file()), Act.PROMISE)
    wanted = sent(Act.PROMISE, {"text": marked, "promised_time": "2026-03-10T17:30"})

    assert "{saat}" in marked
    assert wanted.promised_at == datetime(2026, 3, 10, 14, 30, tzinfo=UTC)
    assert (
        wanted.text == "Merhaba @ayse, size en geç 10.03. 17:30 itibarıyla bilgi vereceğiz. Nivora"
    )


def test_an_act_recorded_as_done_another_way_is_not_sent_from_here() -> None:
    assert not sent(Act.REPLY, {"text": "x", "elsewhere": "1"}).can_reply
    assert not sent(Act.REPLY, {"text": "x"}, can_reply=False).can_reply


def test_an_agent_without_a_name_is_the_team() -> None:
    assert sent(Act.DISMISS, {}).agent == "care"


def test_a_local_time_is_read_on_the_zone_s_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    assert read_local_time("2026-03-10T17:30", ISTANBUL) == datetime(
        2026, 3, 10, 14, 30, tzinfo=UTC
    )
    assert read_local_time("2026-07-01T12:00:59", berlin).hour == 10
    assert read_local_time("2026-10-25T02:30", berlin) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert read_local_time("2026-03-29T02:30", berlin) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17:30",
        "2026-03-10",
        "2026-02-30T10:00",
        "2026-03-10T25:00",
        "0001-01-01T00:00",
        "2026-03-10T17:30+05:00",
        "2026-03-10T17:30\n",
        "٢٠٢٦-٠٣-١٠T١٧:٣٠",
    ],
)
def test_what_is_no_local_time_is_refused(text: str) -> None:
    with pytest.raises(ActRefused, match="promise_without_time"):
        read_local_time(text, ISTANBUL)


@given(text=st.text(st.characters(), max_size=30))
def test_whatever_is_sent_as_a_time_is_a_time_or_refused(text: str) -> None:
    try:
        assert read_local_time(text, ISTANBUL).tzinfo is UTC
    except ActRefused as error:
        assert str(error) == "promise_without_time"  # noqa: PT017 - either is right


# Everybody can use it


def test_every_field_has_a_label_and_every_id_is_used_once() -> None:
    seen = look(render(a_busy_story().file(), action="promise"))
    ids = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    labels = {label["for"] for label in seen.all("label")}
    fields = [a for tag in ("input", "select", "textarea") for a in seen.all(tag)]

    assert len(ids) == len(set(ids))
    assert {f["id"] for f in fields if f.get("type") != "hidden"} == labels
    assert {a["aria-labelledby"] for _, a in seen.tags if "aria-labelledby" in a} <= set(ids)
    assert {a["aria-describedby"] for _, a in seen.tags if "aria-describedby" in a} <= set(ids)


def test_there_is_one_heading_for_the_page_and_a_language_for_each_voice() -> None:
    seen = look(render(open_a_case(kind=Kind.QUESTION).file()))

    assert len(seen.all("h1")) == 1
    assert len(seen.all("main")) == 1
    assert seen.all("meta", name="viewport")
    assert seen.all("blockquote", dir="auto", lang="tr")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *product(["ink", "soft", "accent", "bad", "warn", "good", "calm"], ["paper", "card"]),
        *((tone, f"{tone}-soft") for tone in ("accent", "bad", "warn", "good", "calm")),
        *product(["ink", "soft", "accent"], ["bad-soft", "warn-soft", "good-soft", "calm-soft"]),
        ("on-accent", "accent"),
        ("ink", "line"),
    ],
)
def test_all_text_can_be_read_by_tired_eyes(scheme: int, ink: str, ground: str) -> None:
    style = (files("hearback.adapters.agents") / "templates" / "style.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[scheme]))

    assert contrast(colours[ink], colours[ground]) >= 4.5
