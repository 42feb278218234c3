"""From a signed webhook to a closed case, through the deployed stack."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit, urlunsplit

import pytest

from hearback.domain.case import Case, CaseStatus
from hearback.domain.sla import SlaMetric
from local.demo.forms import get_page, send_form
from local.table import all_cases
from tests.care import Care, an_author, wait_for

pytestmark = pytest.mark.xdist_group("stack")


def test_a_complaint_is_acknowledged_answered_resolved_followed_up_and_closed(care: Care) -> None:
    ayse = an_author("ayse_line")
    post = care.says(ayse, "@NivoraDestek kargom 9 gündür gelmedi, kimse cevap vermiyor")
    case = care.case_of(ayse, CaseStatus.ACKNOWLEDGED)
    acknowledgement = care.our_replies_to(post)[0]
    assert "@ayse_line" in acknowledgement.text
    assert acknowledgement.author.handle == "NivoraDestek"
    assert case.clock(SlaMetric.ACKNOWLEDGEMENT, 1).satisfied_at is not None
    assert case.clock(SlaMetric.FIRST_RESPONSE, 1).satisfied_at is None

    mail = wait_for(lambda: care.mails_about(case), "the opening's mail")[0]
    assert "ayse" not in mail.subject.lower()
    assert "@NivoraDestek kargom 9 gündür gelmedi" in mail.body

    done = care.acts(case, "reply", text="Merhaba @ayse_line, kargonuz bugün yola çıktı.")
    assert done.status == 200
    case = care.case_of(ayse, CaseStatus.IN_PROGRESS)
    assert case.assignee == "Elif"
    assert case.clock(SlaMetric.FIRST_RESPONSE, 1).satisfied_at is not None

    care.acts(case, "propose_resolution", text="@ayse_line Kargonuz teslim edildi. Çözüldü mü?")
    case = care.case_of(ayse, CaseStatus.RESOLUTION_PROPOSED)
    proposal = care.our_replies_to(post)[-1]

    care.says(ayse, "@NivoraDestek evet çözüldü, teşekkürler", in_reply_to=proposal.id)
    case = care.case_of(ayse, CaseStatus.CLOSED)
    assert case.mention_count == 2
    texts = [reply.text for reply in care.stack.sandbox.posts("x") if reply.is_ours]
    assert any("1-5" in text and "@ayse_line" in text for text in texts), "no follow-up"
    wait_for(lambda: care.execution(case.execution)["status"] == "SUCCEEDED", "the workflow's end")
    assert case.execution == case.id
    states = care.states_of(case.execution)
    timers = states.count("FireTimers")
    assert len(states) <= 8 + 3 * timers, states
    assert states[0] == "Acknowledge"
    assert states[-1] == "Closed"


def test_a_facebook_comment_is_answered_below_itself(care: Care) -> None:
    can = an_author("can_fb")
    post = care.comments(can, "Faturam iki kez kesildi, paramı geri istiyorum")
    care.case_of(can, CaseStatus.ACKNOWLEDGED)
    assert [reply.in_reply_to for reply in care.our_replies_to(post)] == [post.id]


def test_praise_is_thanked_for_and_closed_at_once(care: Care) -> None:
    deniz = an_author("deniz_praise")
    post = care.says(deniz, "@NivoraDestek harikasınız, çok memnun kaldım, teşekkürler ❤️")
    care.case_of(deniz, CaseStatus.CLOSED)
    assert "eşekkür" in care.our_replies_to(post)[0].text


def test_fifty_copies_at_once_make_one_case_and_one_execution(care: Care) -> None:
    efe = an_author("efe_fifty")
    post = care.stack.sandbox.publish("x", efe, "@NivoraDestek siparişim kayıp, ilgilenin artık")
    body, headers = care.told(post)
    with ThreadPoolExecutor(50) as pool:
        statuses = {
            answer.status for answer in pool.map(lambda _: care.call("x", body, headers), range(50))
        }
    assert statuses == {200}
    case = care.case_of(efe, CaseStatus.ACKNOWLEDGED)
    queue = care.stack.endpoints["queue_url"]
    wait_for(lambda: _is_empty(care, queue), "an empty queue")
    assert [c.id for c in care.cases_of(efe)] == [case.id]
    executions = care.aws("stepfunctions").list_executions(
        stateMachineArn=care.stack.endpoints["state_machine_arn"], maxResults=1000
    )["executions"]
    assert [e["name"] for e in executions if e["name"].startswith(case.id)] == [case.id]
    assert len(care.our_replies_to(post)) == 1


def _is_empty(care: Care, queue_url: str) -> bool:
    waiting = care.aws("sqs").get_queue_attributes(QueueUrl=queue_url, AttributeNames=["All"])
    counts = waiting["Attributes"]
    visible, in_flight = (
        int(counts[name])
        for name in ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
    )
    return visible + in_flight == 0


def test_looking_changes_nothing_and_a_form_acts_once(care: Care) -> None:
    gul = an_author("gul_once")
    post = care.says(gul, "@NivoraDestek ürün bozuk çıktı, değişim istiyorum")
    case = care.case_of(gul, CaseStatus.ACKNOWLEDGED)
    page = care.page(case)
    for _ in range(20):
        assert get_page(care.http, page.url).status == 200
        assert care.http.request("HEAD", page.url).status in (200, 403, 404, 405)
    assert care.acted(case) == {"customer", "system"}

    form = page.form("reply")
    assert form is not None
    form.fields |= {"agent": "Mert", "text": "Merhaba @gul_once, yenisini gönderiyoruz."}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send_form(care.http, page, form), range(8)))
    assert {answer.status for answer in answers} == {200}
    wait_for(lambda: len(care.our_replies_to(post)) >= 2, "the reply")
    said = [r.text for r in care.our_replies_to(post)]
    assert said.count("Merhaba @gul_once, yenisini gönderiyoruz.") == 1
    assert care.acted(case) == {"customer", "system", "agent:Mert"}


def test_a_stale_page_says_what_changed_and_does_nothing(care: Care) -> None:
    ela = an_author("ela_stale")
    care.says(ela, "@NivoraDestek iadem yapılmadı")
    case = care.case_of(ela, CaseStatus.ACKNOWLEDGED)
    page = care.page(case)
    form = page.form("propose_resolution")
    assert form is not None
    care.says(ela, "@NivoraDestek hâlâ bekliyorum, ilgilenin", in_reply_to=None)
    case = care.until(ela, lambda c: c.mention_count == 2, "the second mention")
    form.fields |= {"agent": "Mert", "text": "Çözüldü mü?"}
    answer = send_form(care.http, page, form)
    assert "notice-stale" in answer.html
    assert "Çözüldü mü?" in answer.html
    assert care.case_of(ela).status is CaseStatus.ACKNOWLEDGED


@pytest.mark.parametrize(
    "spoil",
    [
        lambda query: query.replace("signature=", "signature=A"),
        lambda query: query.replace("action=view", "action=reply"),
        lambda query: query.replace("expires=", "expires=9"),
        lambda query: "",
    ],
    ids=["signature", "action", "expiry", "nothing"],
)
def test_a_forged_link_shows_nothing(care: Care, spoil: Callable[[str], str]) -> None:
    nil = an_author("nil_forged")
    if not care.cases_of(nil):
        care.says(nil, "@NivoraDestek paketim ıslak geldi")
    case = care.case_of(nil)
    url = urlsplit(care.page(case).url)
    forged = urlunsplit(url._replace(query=spoil(url.query)))
    answer = get_page(care.http, forged)
    assert answer.status == 403
    assert "ıslak" not in answer.html


def test_a_feed_is_polled_and_its_items_become_cases(care: Care) -> None:
    writer = an_author("blogger")
    text = "Nivora kargo rezaleti: 3 haftadır paketim yok"
    page = care.stack.sandbox.publish("feed", writer, text, title="Nivora şikayet")
    care.tell(page)
    case = wait_for(lambda: care.case_about(page), "a case")
    assert care.invoke("PollSourceName", {"source": "alerts"}) == {"new": 0}
    assert case.brand == "nivora"


def _all_cases(care: Care) -> list[Case]:
    return all_cases(care.url, care.stack.endpoints["table_name"])


def test_a_mail_that_is_stored_becomes_a_case_whatever_its_size(care: Care) -> None:
    head = (
        "Return-Path: <selin@ornek.example>\r\nX-SES-Spam-Verdict: PASS\r\n"
        "From: Selin <selin@ornek.example>\r\nTo: destek@nivora.example\r\n"
        "Message-ID: <selin-1@ornek.example>\r\nSubject: Teslimat\r\n\r\n"
    )
    large = head + "Kargom üç haftadır gelmedi, bu ne rezalet!\r\n" + "\r\n" * 150_000
    spam = head.replace("PASS", "FAIL").replace("selin-1", "spam-1") + "Rezalet!"
    for name, mail in (("s", spam), ("l", large), ("again", large)):
        care.aws("s3").put_object(
            Bucket=care.stack.endpoints["outputs"]["MailBucket"],
            Key=f"destek@nivora.example/{name}",
            Body=mail.encode(),
        )
    case = wait_for(
        lambda: next((c for c in _all_cases(care) if c.author.id == "selin@ornek.example"), None),
        "a case",
    )
    assert case.channel == "email"
    mentions = care.mentions_of(case)
    assert [m.mention.external_id for m in mentions] == ["selin-1@ornek.example"]
    assert mentions[0].mention.text.startswith("Teslimat\nKargom üç haftadır gelmedi")
