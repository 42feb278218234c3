import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.agents.links import VIEW, LinkSigner
from hearback.adapters.agents.mail_writer import LONGEST_SUBJECT, TextMailWriter
from hearback.adapters.agents.plain import defanged, readable, web_address
from hearback.adapters.agents.story import told
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import CATALOGUES, GROUP_OF, Words
from hearback.domain.abuse_steps import AbuseRequest, AbuseStep
from hearback.domain.acts import Act, possible_acts
from hearback.domain.alerts import Alert, AlertKind, alerts_for
from hearback.domain.case import CaseStatus
from hearback.domain.changes import (
    AbuseStepAsked,
    AbuseStepTaken,
    Change,
    DeedDone,
    DeedFailed,
    DeedQueued,
    FollowUpDue,
    GateOverridden,
    IdentityVerified,
    MentionChanged,
    MentionRemoved,
    Rated,
    ReminderDue,
    ReplyFailed,
    ReplyHeld,
    SilenceEnded,
    ThreadLinked,
    TimersSet,
    WorkflowRestarted,
)
from hearback.domain.classification import Kind, Language
from hearback.domain.identity import IdentityCheck, IdentityProof, IdentityWay
from hearback.domain.mention import Visibility
from hearback.domain.policy import Team
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyForm, ReplyStatus
from hearback.domain.reply_outcomes import reply_held
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Thread, ThreadLink, new_reference
from hearback.use_cases.send_alerts import AlertedCase, Mail
from tests.builders import (
    CASE_ID,
    HOUR,
    MINUTE,
    NOW,
    Story,
    a_case,
    a_case_mention,
    a_clock,
    a_file,
    a_mention,
    a_policy,
    a_reply,
    a_team,
    an_alert,
    an_author,
    an_entry,
    open_a_case,
)

BASE = "https://care.example.com"
POLICY = a_policy()
WRITER = TextMailWriter(LinkSigner([b"key"], BASE), POLICY)
TURKISH, ENGLISH = a_team(), a_team(language="en")
LINK = re.compile(r"https?://\S+")
EVIL = [
    "https://evil.com/x",
    "HTTP://EVIL.COM",
    "http:\\\\evil.com",
    "ftp://files.evil.com",
    "www.evil.com",
    "evil.com",
    "login@evil.com",
    "mailto:login@evil.com",
    "http://192.168.1.1/a",
    "192.168.1.1",
    "javascript:alert(1)",
    "evil。com",
    "e\u200bvil.co\u00adm",
    "\u202ehttps://evil.com",
    "https://х.рф",
    "🔥.ws",
    "a\u200d.com",
    "//evil.com",
    "http://localhost:80",
    "xhttps://localhost",
]


def write(
    file: CaseFile, *alerts: Alert, now: datetime = NOW + 12 * MINUTE, team: Team = TURKISH
) -> Mail:
    given = alerts or (an_alert(AlertKind.OPENED),)
    return WRITER.write(team, [AlertedCase(alert=alert, file=file) for alert in given], now)


def first_line(mail: Mail) -> str:
    return mail.body.partition("\n")[0]


def a_warned_file() -> CaseFile:
    return a_file(a_case(clocks=(a_clock(),)))


def a_warning(**changes: object) -> Alert:
    warning = an_alert(AlertKind.WARNING, metric=SlaMetric.ACKNOWLEDGEMENT, episode=1)
    return replace(warning, **changes)  # type: ignore[arg-type]


def the_latest_alerts(story: Story) -> Sequence[Alert]:
    return alerts_for(story.history[-1])


def labelled(body: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in body.split("\n") if ": " in line)


# The first line: what happened, what to do now


def test_a_warning_says_what_runs_out_when_and_what_to_do() -> None:
    mail = write(a_warned_file(), a_warning())

    assert first_line(mail) == "15 dakikalık karşılama süresi 3 dakika sonra doluyor — karşılayın."


def test_the_team_reads_its_own_language() -> None:
    mail = write(a_warned_file(), a_warning(), team=ENGLISH)

    assert first_line(mail) == (
        "The 15-minute acknowledgement target runs out in 3 minutes — acknowledge it."
    )


def test_a_warning_that_is_written_too_late_tells_of_the_breach() -> None:
    mail = write(a_warned_file(), a_warning(), now=NOW + 18 * MINUTE)

    assert first_line(mail) == (
        "15 dakikalık karşılama süresi 3 dakika önce doldu — hemen karşılayın."
    )


def test_a_breach_that_was_mended_asks_for_nothing() -> None:
    late = a_clock(satisfied_at=NOW + 25 * MINUTE, breached_at=NOW + 15 * MINUTE)
    mail = write(a_file(a_case(clocks=(late,))), a_warning(kind=AlertKind.BREACH))

    assert first_line(mail) == (
        "15 dakikalık karşılama süresi aşıldı; iş 10 dakika gecikmeyle yapıldı — "
        "şimdi yapılacak bir şey yok."
    )


def test_an_escalation_names_the_rung_and_asks_to_put_somebody_on_it() -> None:
    file = a_file(a_case(clocks=(a_clock(breached_at=NOW + 15 * MINUTE),)))
    alert = a_warning(kind=AlertKind.ESCALATION, role="team_lead")
    mail = write(file, alert, now=NOW + 45 * MINUTE)

    assert first_line(mail).startswith("Yükseltme (takım lideri): 15 dakikalık karşılama süresi")
    assert "birini görevlendirin" in first_line(mail)


def test_a_role_that_only_the_policy_knows_is_shown_by_its_name() -> None:
    file = a_file(a_case(clocks=(a_clock(),)))
    mail = write(file, a_warning(kind=AlertKind.ESCALATION, role="night-watch"))

    assert "(night-watch)" in first_line(mail)


def test_a_promise_is_called_a_promise() -> None:
    clock = a_clock(metric=SlaMetric.PROMISED_UPDATE, target_seconds=7777)
    mail = write(
        a_file(a_case(clocks=(clock,))),
        a_warning(metric=SlaMetric.PROMISED_UPDATE),
    )

    assert first_line(mail) == (
        "Müşteriye verdiğiniz sözün süresi 3 dakika sonra doluyor — müşteriye yazın."
    )


def test_a_new_case_says_how_much_time_is_left() -> None:
    assert first_line(write(a_warned_file())) == (
        "Yeni vaka (Şikayet). 3 dakika içinde karşılayın."
    )


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("not_summoned", "yalnız bizi ananlara"),
        ("too_long", "sınırından uzun"),
        ("gone: Tweet not found", "gönderi artık yok"),
        ("duplicate", "metni değiştirip"),
        ("channel_without_replies", "başka bir yoldan yazıp"),
        ("platform_unavailable: 503", "uzun süre yanıt vermedi"),
        ("Duplicate status https://evil.com", "hxxps[:]//evil[.]com"),
        ("", "platform kabul etmedi"),
    ],
)
def test_a_failed_reply_says_why_and_what_else_to_do(reason: str, said: str) -> None:
    failed = an_entry(ReplyFailed(reply_id="000002-1", reason=reason), version=3)
    mail = write(a_file(history=[failed]), an_alert(AlertKind.REPLY_FAILED, version=3))

    assert first_line(mail).startswith("Yanıt müşteriye ulaşmadı: ")
    assert said in first_line(mail)


def test_a_failed_reply_is_the_draft_of_the_next_one() -> None:
    reply = a_reply(status=ReplyStatus.FAILED, text="Kargonuz bugün yola çıktı.")
    case = a_case(status=CaseStatus.IN_PROGRESS)

    assert "| Kargonuz bugün yola çıktı." in write(a_file(case, replies=[reply])).body


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("kind", list(AlertKind))
@pytest.mark.parametrize("status", list(CaseStatus))
def test_every_alert_is_written_for_every_status(
    language: str, kind: AlertKind, status: CaseStatus
) -> None:
    clocks = (a_clock(), a_clock(episode=2, paused_at=NOW), a_clock(episode=3, cancelled_at=NOW))
    file = a_file(a_case(status=status, clocks=clocks))
    for episode in (1, 2, 3):
        alert = a_warning(kind=kind, episode=episode, role="manager")
        mail = write(file, alert, team=a_team(language=language))

        assert first_line(mail).endswith(".")
        assert "{" not in mail.subject + first_line(mail)


@pytest.mark.parametrize(
    ("reason", "word"),
    [("not_authorised: code 190", "izni geçersiz"), ("version_sunset: 202610", "API sürümü")],
)
def test_a_held_reply_says_what_it_waits_for(reason: str, word: str) -> None:
    story = open_a_case().act(Act.REPLY, NOW + MINUTE)
    (reply,) = story.replies.values()
    held = replace(reply, failure=reason)
    decision = reply_held(story.case, held, policy=POLICY, now=NOW + 2 * MINUTE)
    file = CaseFile(
        case=decision.result(),
        history=(*story.history, decision.entry()),
        mentions=(a_case_mention(),),
        replies=(held,),
    )
    (alert,) = alerts_for(decision.entry())

    assert word in first_line(write(file, alert))


def test_a_case_that_closed_before_the_mail_asks_for_nothing() -> None:
    file = a_file(a_case(status=CaseStatus.CLOSED))

    for kind in (AlertKind.HANDED_OVER, AlertKind.REPLY_FAILED, AlertKind.NOT_AUTHORISED):
        assert "yapılacak bir şey yok" in first_line(write(file, an_alert(kind)))


def test_a_closed_case_offers_only_the_look_at_it() -> None:
    body = write(a_file(a_case(status=CaseStatus.CLOSED))).body

    assert [line for line in body.split("\n") if "action=" in line] == [
        f"Vakayı aç: {LinkSigner([b'key'], BASE).link(CASE_ID, VIEW, NOW + 12 * MINUTE)}"
    ]


# The rest of the mail


def test_the_mail_holds_all_that_it_takes_to_act() -> None:
    story = open_a_case()
    body = write(story.file(), now=NOW + 3 * MINUTE).body
    facts = labelled(body)

    assert "> Kargom 12 gündür gelmedi, kimse cevap vermiyor!" in body
    assert facts["Yazan"] == "Ayşe Yılmaz (@ayse)"
    assert facts["Kanal"] == "X · Herkese açık"
    assert facts["Gönderi"] == "https://x.com/ayse/status/900"
    assert facts["Konu"] == "Şikayet · Teslimat · Ciddi"
    assert facts["- Karşılama"] == "14:15, 12 dakika sonra · işliyor"
    assert "| Merhaba @ayse, mesajınızı aldık, hemen inceliyoruz. Nivora" in body


def test_times_are_those_of_the_team_s_zone() -> None:
    team = a_team(language="en", time_zone="America/New_York")

    assert "- Acknowledgement: 07:15, in 3 minutes" in write(a_warned_file(), team=team).body


@pytest.mark.parametrize("status", list(CaseStatus))
def test_there_is_one_signed_link_for_each_possible_act(status: CaseStatus) -> None:
    case = a_case(status=status)
    actions = re.findall(r"action=(\w+)", write(a_file(case)).body)

    assert actions == [*(act.value for act in possible_acts(case, POLICY)), VIEW]


def test_acknowledging_what_is_acknowledged_is_offered_as_taking_it_on() -> None:
    body = write(a_file(a_case(status=CaseStatus.ACKNOWLEDGED))).body

    assert f"Üstlen: {BASE}" in body
    assert "Karşıla: " not in body


def test_edited_and_deleted_posts_are_marked_and_still_readable() -> None:
    kept = a_case_mention(a_mention(text="Berbat"), edited_at=NOW, deleted_at=NOW)
    body = write(a_file(mentions=[kept])).body

    assert "düzenlendi · müşteri sonradan sildi\n> Berbat" in body


def test_the_latest_three_posts_are_quoted_in_order() -> None:
    posts = [
        a_mention(external_id=str(n), text=f"söz {n}", received_at=NOW + n * MINUTE)
        for n in range(5)
    ]
    body = write(a_file(mentions=list(reversed(posts)))).body

    assert re.findall(r"^> (.*)$", body, re.MULTILINE) == ["söz 2", "söz 3", "söz 4"]
    assert "toplam 5 gönderi" in body


def test_a_long_text_is_cut_and_says_so() -> None:
    body = write(a_file(mentions=[a_mention(text="çok " * 5_000)])).body

    assert len(body) < 6_000
    assert "[devamı vaka sayfasında]" in body


def test_a_post_without_text_and_an_author_without_name_are_fine() -> None:
    file = a_file(a_case(author=an_author(name="", handle="")), mentions=[a_mention(text=" ")])
    body = write(file).body

    assert "> (metin yok)" in body
    assert "Yazan: adı bilinmiyor" in body


def test_of_several_alerts_of_one_clock_only_the_most_urgent_is_told() -> None:
    file = a_file(a_case(clocks=(a_clock(breached_at=NOW + 15 * MINUTE),)))
    alerts = [a_warning(kind=kind, number=n) for n, kind in enumerate(AlertKind) if n < 5]
    body = write(file, *reversed(alerts), now=NOW + HOUR).body

    assert body.startswith("Yükseltme")
    assert "Ayrıca: 15 dakikalık" not in body


# Subjects


def subjects(file: CaseFile) -> set[str]:
    return {write(file, a_warning(kind=kind)).subject for kind in AlertKind}


def test_all_mails_of_a_case_have_the_same_subject() -> None:
    story = open_a_case(kind=Kind.QUESTION)
    before = write(story.file()).subject
    story.timers_fired(NOW + 20 * MINUTE).wrote("Bu nasıl hizmet", NOW + 21 * MINUTE)

    assert story.case.kind is Kind.COMPLAINT
    assert subjects(story.file()) == {before} == {"Hearback · X · Soru · vaka 3F2QAB"}


def hostile_texts() -> list[str]:
    marks = ["\r\nBcc: a@evil.com\r\n", "\n", "\u2028", "\u202e", "\u2066", "\x00", "аррӏе.com"]
    return [f"{mark}{'uzun ' * n}{url}" for n, url in enumerate(EVIL) for mark in marks][:100]


@pytest.mark.parametrize("text", hostile_texts())
def test_no_word_of_a_customer_reaches_a_subject(text: str) -> None:
    calm = a_file(a_case(clocks=(a_clock(),)))
    author = an_author(name=text, handle=text, id=text)
    hostile = a_file(
        a_case(author=author, clocks=(a_clock(),), thread_id=text),
        mentions=[a_mention(text=text, author=author, url=text)],
    )

    assert subjects(hostile) == subjects(calm)
    for subject in subjects(hostile):
        assert len(subject) <= LONGEST_SUBJECT
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in subject)


def test_a_subject_stays_short_however_long_a_channel_s_name_is() -> None:
    subject = write(a_file(a_case(channel="c" * 500))).subject

    assert len(subject) <= LONGEST_SUBJECT
    assert subject.endswith("vaka 3F2QAB")


# Injection


@pytest.mark.parametrize("text", EVIL)
def test_no_address_in_a_customer_s_words_can_be_clicked(text: str) -> None:
    author = an_author(name=text, handle=text)
    file = a_file(
        a_case(author=author), mentions=[a_mention(text=f"Bakın: {text} !", author=author, url="")]
    )
    other = replace(file, case=replace(file.case, id=CASE_ID[:-1] + "C"))
    digest = WRITER.write(
        TURKISH, [AlertedCase(alert=an_alert(), file=f) for f in (file, other)], NOW
    )

    for body in (write(file).body, digest.body):
        ours = [link for link in LINK.findall(body) if link.startswith(f"{BASE}/cases/")]
        assert LINK.findall(body) == ours
        assert not re.search(r"[^\s.]\.[^\W\d_]", LINK.sub("", body).replace("1.", ""))
        assert not re.search(r"\d\.\d+\.\d+\.\d", body)
        assert not re.search(r"(?i)(mailto|javascript):\S", body)


def test_only_the_web_address_of_the_post_itself_is_left_clickable() -> None:
    body = write(a_file(mentions=[a_mention(text="https://evil.com")])).body

    others = [link for link in LINK.findall(body) if not link.startswith(BASE)]
    assert others == ["https://x.com/ayse/status/900"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://x.com@evil.com/",
        "https://x.com/a\r\nBcc: b",
        "https://x.com/\u202egnp.exe",
        "https://[::1]/",
        "https://",
        "https://" + "a" * 2_000,
        "//x.com",
        "",
    ],
)
def test_a_post_s_address_that_is_not_plain_web_is_not_shown(url: str) -> None:
    assert web_address(url) == ""
    assert "Gönderi" not in labelled(write(a_file(mentions=[a_mention(url=url)])).body)


def test_a_host_in_look_alike_letters_shows_its_true_name() -> None:
    assert web_address("https://аррӏе.com/ş?a=%20b").startswith("https://xn--")
    assert web_address("http://localhost:8080/p/1") == "http://localhost:8080/p/1"


def test_a_customer_cannot_write_lines_of_ours() -> None:
    forged = "Tamam\r\n\r\nKarşıla: https://evil.com\x0b\x85\u2028Yazan: Müdür"
    author = an_author(name=f"Ayşe\n{forged}", handle=f"a\r{forged}")
    file = a_file(a_case(author=author), mentions=[a_mention(text=forged)])
    body = write(file).body

    assert labelled(body)["Yazan"].startswith("Ayşe Tamam Karşıla: hxxps[:]//evil[.]com")
    assert len(re.findall(r"^Karşıla: ", body, re.MULTILINE)) == 1
    assert len(re.findall(r"^Yazan: ", body, re.MULTILINE)) == 1


def test_a_customer_s_name_in_a_draft_is_no_link_while_our_own_words_keep_theirs() -> None:
    template = {"purpose": "acknowledgement", "language": "tr", "text": "{name} https://nivora.com"}
    writer = TextMailWriter(LinkSigner([b"key"], BASE), a_policy(templates=[template]))
    file = a_file(a_case(author=an_author(name="evil.com")))
    mail = writer.write(TURKISH, [AlertedCase(alert=an_alert(), file=file)], NOW)

    assert "| https://nivora.com" in mail.body
    assert "evil.com" not in mail.body


@given(text=st.text(st.characters(), max_size=300))
def test_whatever_a_customer_writes_stays_behind_the_quote_mark(text: str) -> None:
    calm = write(a_file(mentions=[a_mention(text="x")])).body.split("\n")
    body = write(a_file(mentions=[a_mention(text=text)])).body

    assert "\r" not in body
    assert [line for line in body.split("\n") if not line.startswith(">")] == [
        line for line in calm if not line.startswith(">")
    ]


@given(text=st.text(st.characters(), max_size=200))
def test_readable_text_has_no_control_and_no_direction_marks(text: str) -> None:
    kinds = {unicodedata.category(c) for c in readable(text) if c not in "\n\u200c\u200d"}

    assert not kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(
    url=st.text(st.characters(), max_size=60), prefix=st.sampled_from(["", "https://", "http://a"])
)
def test_a_web_address_is_ascii_and_web_whatever_comes_in(url: str, prefix: str) -> None:
    address = web_address(prefix + url)

    assert address.isascii()
    assert not address or LINK.fullmatch(address)


def test_what_was_made_harmless_can_still_be_read() -> None:
    assert defanged("bkz. https://evil.com/a, 12.03.2026 saat 14.30 gelmedi...") == (
        "bkz. hxxps[:]//evil[.]com/a, 12.03.2026 saat 14.30 gelmedi..."
    )
    assert readable("👨‍👩‍👧 ailem") == "👨‍👩‍👧 ailem"


# Digests


def several(*kinds: AlertKind) -> list[AlertedCase]:
    return [
        AlertedCase(
            alert=a_warning(kind=kind, case_id=f"{CASE_ID[:-2]}{n:02}"),
            file=a_file(
                a_case(
                    id=f"{CASE_ID[:-2]}{n:02}", clocks=(a_clock(due_at=NOW + (40 - n) * MINUTE),)
                )
            ),
        )
        for n, kind in enumerate(kinds)
    ]


def paragraphs(mail: Mail) -> list[str]:
    return mail.body.strip().split("\n\n")


def test_a_digest_counts_in_its_subject_and_holds_no_name() -> None:
    kinds = [AlertKind.OPENED, AlertKind.BREACH, AlertKind.WARNING, AlertKind.BREACH]
    mail = WRITER.write(TURKISH, several(*kinds), NOW)

    assert mail.subject == "Hearback · 4 vaka · 2 aşım, 1 uyarı, 1 yeni"


def test_a_digest_puts_the_most_urgent_first_and_gives_each_case_three_lines() -> None:
    kinds = [AlertKind.OPENED, AlertKind.BREACH, AlertKind.ESCALATION, AlertKind.BREACH]
    first, *cases = paragraphs(WRITER.write(TURKISH, several(*kinds), NOW))

    assert first == "4 vaka sizi bekliyor; en acili başta."
    assert [re.search(r"^3F2Q(\d\d) ", case, re.MULTILINE)[1] for case in cases] == [  # type: ignore[index]
        "02",
        "03",
        "01",
        "00",
    ]
    for case in cases:
        assert len(case.split("\n")) == 3
        assert case.split("\n")[2].startswith(f"{BASE}/cases/")


def test_a_digest_of_forty_alerts_fits_a_mail_and_names_each_case_once() -> None:
    alerted = several(*[AlertKind.WARNING] * 40)
    mail = WRITER.write(ENGLISH, [*alerted, *several(AlertKind.BREACH)], NOW)

    assert len(paragraphs(mail)) == 1 + 40
    assert len(mail.subject) <= LONGEST_SUBJECT
    assert len(mail.body.encode()) < 64 * 1024


def test_a_digest_of_every_kind_of_alert_has_a_subject_that_fits() -> None:
    for team in (TURKISH, ENGLISH):
        assert len(WRITER.write(team, several(*AlertKind), NOW).subject) <= LONGEST_SUBJECT


# Words


def test_both_languages_have_the_same_words() -> None:
    turkish, english = CATALOGUES["tr"], CATALOGUES["en"]

    assert {g: list(names) for g, names in turkish.items()} == {
        g: list(names) for g, names in english.items()
    }


def test_both_languages_fill_in_the_same_things() -> None:
    for group, names in CATALOGUES["tr"].items():
        for name, text in names.items():
            if name != "promise_marker":
                others = CATALOGUES["en"][group][name]
                assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", others)), name


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("values", list(GROUP_OF), ids=lambda values: values.__name__)
def test_every_value_has_words(language: str, values: type[Enum]) -> None:
    words = Words("tr" if language == "tr" else "en")

    assert all(words.of(value) for value in values)


A_REQUEST = AbuseRequest(
    step=AbuseStep.HIDE, mention_id="900", evidence="…", reason="Küfür", by="Elif", at=NOW
)
A_THREAD = Thread(
    channel="email",
    visibility=Visibility.PRIVATE,
    since=NOW,
    link=ThreadLink.REFERENCE,
    reference=new_reference("x"),
)


def all_changes() -> Iterator[Change]:
    """Lives in which everything happens once."""
    story = open_a_case(a_mention(), a_policy(ladder=[{"role": "manager", "after": "1m"}]))
    story.timers_fired(NOW + 14 * MINUTE).timers_fired(NOW + 17 * MINUTE)
    story.act(Act.REPLY, NOW + 18 * MINUTE).failed("too_long", NOW + 18 * MINUTE)
    story.act(Act.HAND_OVER, NOW + 18 * MINUTE, team="care-en")
    story.act(Act.ASK_CUSTOMER, NOW + 19 * MINUTE).sent(NOW + 19 * MINUTE)
    story.wrote("8841", NOW + 20 * MINUTE, severity=2)
    story.act(Act.PROMISE, NOW + 20 * MINUTE, promised_at=NOW + HOUR).sent(NOW + 20 * MINUTE)
    story.act(Act.PROPOSE_RESOLUTION, NOW + 21 * MINUTE).sent(NOW + 21 * MINUTE)
    story.timers_fired(NOW + timedelta(days=2)).timers_fired(NOW + timedelta(days=5))
    dismissed = open_a_case().act(Act.REPLY, NOW + MINUTE, can_reply=False)
    dismissed.act(Act.DISMISS, NOW + MINUTE)
    for link in ThreadLink:
        yield ThreadLinked(thread=replace(A_THREAD, link=link))
    for entry in (*story.history, *dismissed.history):
        yield from entry.changes
    yield from (
        TimersSet(),
        FollowUpDue(automatic=False),
        ReminderDue(automatic=False),
        Rated(score=4),
        MentionChanged(external_id="900"),
        MentionRemoved(external_id="900"),
        GateOverridden(reply_id="000002-1", rules=("blame", "same_again")),
        ReplyHeld(reply_id="000002-1", reason="not_authorised"),
        WorkflowRestarted(execution="x.2"),
        DeedQueued(reply_id="000002-1", form=ReplyForm.HIDE, target_id="900"),
        DeedDone(reply_id="000002-1", form=ReplyForm.LIKE),
        DeedFailed(reply_id="000002-1", form=ReplyForm.BLOCK, reason="gone"),
        DeedQueued(
            reply_id="000003-1",
            form=ReplyForm.HIDE,
            target_id="900",
            undoes="000002-1",
            reason="Özür diledi",
        ),
        DeedDone(reply_id="000003-1", form=ReplyForm.LIKE, undoes="000002-1"),
        DeedFailed(
            reply_id="000003-1", form=ReplyForm.MUTE, reason="taken_back", undoes="000002-1"
        ),
        SilenceEnded(reason="Özür diledi"),
        AbuseStepAsked(request=A_REQUEST),
        AbuseStepTaken(request=A_REQUEST, approved_by="Mert"),
        AbuseStepTaken(request=A_REQUEST),
        AbuseStepTaken(request=replace(A_REQUEST, reason="")),
        IdentityVerified(
            check=IdentityCheck(way=IdentityWay.PHONE, proof=IdentityProof.ORDER, by="Elif", at=NOW)
        ),
    )


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_change_can_be_told(language: str) -> None:
    times = Times(Words("tr" if language == "tr" else "en"), "Europe/Istanbul", NOW)

    assert {type(change) for change in all_changes()} == set(get_args(Change))
    for change in all_changes():
        text = told(change, times, POLICY)
        assert text
        assert "{" not in text


def test_no_word_is_missing_and_none_is_unused() -> None:
    room = files("hearback.adapters.agents")
    sources = [f.read_text("utf-8") for f in room.iterdir() if f.name.endswith(".py")]
    sources += [f.read_text("utf-8") for f in (room / "templates").iterdir()]
    literals = {key for text in sources for key in re.findall(r"""["']([a-z_]+\.[\w{]+)""", text)}
    asked = {key for key in literals if key.partition(".")[0] in CATALOGUES["tr"]}
    fixed = {key for key in asked if "{" not in key}
    known = {f"{group}.{name}" for group, names in CATALOGUES["tr"].items() for name in names}
    composed = {key.partition("{")[0] for key in asked - fixed}
    by_name = {
        f"{group}." for group in (*GROUP_OF.values(), "channel", "role", "reason", "refusal")
    }

    assert fixed <= known
    unused = {k for k in known - fixed if not k.startswith(tuple(composed | by_name))}
    assert not unused


def test_customers_of_other_languages_are_drafted_for_in_english() -> None:
    body = write(a_file(a_case(language=Language.OTHER))).body

    assert "| Hello @ayse, we have your message and are on it. Nivora" in body


# Times


@pytest.mark.parametrize(
    ("away", "at", "relative"),
    [
        (timedelta(seconds=30), "14:00", "birazdan"),
        (timedelta(seconds=-30), "13:59", "az önce"),
        (timedelta(minutes=1), "14:01", "1 dakika sonra"),
        (timedelta(minutes=-65), "12:55", "1 saat 5 dakika önce"),
        (timedelta(hours=7, minutes=20), "21:20", "7 saat sonra"),
        (timedelta(hours=20), "yarın 10:00", "20 saat sonra"),
        (timedelta(hours=-20), "dün 18:00", "20 saat önce"),
        (timedelta(days=2, hours=1), "12 Mar Per 15:00", "2 gün 1 saat sonra"),
        (timedelta(days=300), "4 Oca 2027 14:00", "300 gün sonra"),
    ],
)
def test_moments_are_told_as_people_say_them(away: timedelta, at: str, relative: str) -> None:
    times = Times(Words("tr"), "Europe/Istanbul", NOW)

    assert (times.at(NOW + away), times.relative(NOW + away)) == (at, relative)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (900, "15-minute"),
        (5400, "90-minute"),
        (3600, "1-hour"),
        (172800, "48-hour"),
        (1, "1-minute"),
    ],
)
def test_targets_are_named_by_their_length(seconds: int, said: str) -> None:
    assert Times(Words("en"), "UTC", NOW).target(seconds) == said


def test_a_target_of_many_days_is_named_in_days() -> None:
    assert Times(Words("tr"), "UTC", NOW).target(3 * 86400) == "3 günlük"
