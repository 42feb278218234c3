"""The paths of the state machine, run in the emulator under promises of seconds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hearback.domain.case import CaseStatus
from hearback.domain.sla import SlaMetric
from tests.care import Care, an_author, wait_for

pytestmark = pytest.mark.xdist_group("stack")

OFFENSIVE = "@NivoraDestek şerefsizler, kargom nerede, rezil herifler"
"""No automatic acknowledgement: an offensive post waits for a person."""


def test_an_unanswered_case_is_warned_breached_and_climbs_to_the_top(care: Care) -> None:
    author = an_author("path_breach")
    care.says(author, OFFENSIVE)
    case = care.until(author, lambda c: c.escalation_level == 3, "the top of the ladder")
    assert case.status is CaseStatus.NEW
    clock = case.clock(SlaMetric.ACKNOWLEDGEMENT, 1)
    assert clock.breached_at == clock.due_at
    assert clock.warned >= 1
    for role in ("team_lead", "manager", "executive"):
        wait_for(lambda role=role: care.mails_about(case, f"role:{role}"), f"a mail to {role}")  # type: ignore[misc]
    states = care.states_of(case.execution)
    assert states.count("FireTimers") >= 5
    assert states.count("AwaitAcknowledgement") >= 5

    care.acts(case, "reply", text="@path_breach Merhaba, hemen bakıyoruz.")
    done = care.case_of(author, CaseStatus.IN_PROGRESS)
    kept = done.clock(SlaMetric.ACKNOWLEDGEMENT, 1)
    assert kept.breached_at == clock.breached_at
    assert kept.satisfied_at is not None
    assert kept.satisfied_at > kept.due_at


def test_a_promise_that_is_kept_stops_its_clock(care: Care) -> None:
    author = an_author("path_promise")
    care.says(author, "@NivoraDestek faturam yanlış kesilmiş, mağdurum")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    later = datetime.now(UTC) + timedelta(minutes=2)
    care.acts(
        case,
        "promise",
        text="@path_promise Size yazacağız.",
        promised_time=f"{later.astimezone(ZoneInfo('Europe/Istanbul')):%Y-%m-%dT%H:%M}",
    )
    case = care.until(author, lambda c: c.open_clock(SlaMetric.PROMISED_UPDATE), "the promise")
    care.acts(case, "reply", text="@path_promise Fatura düzeltildi.")
    case = care.until(
        author,
        lambda c: c.open_clock(SlaMetric.PROMISED_UPDATE) is None,
        "the kept promise",
    )
    assert not case.clock(SlaMetric.PROMISED_UPDATE, 1).is_breached(datetime.now(UTC))


def test_waiting_for_the_customer_pauses_and_their_answer_resumes(care: Care) -> None:
    author = an_author("path_pause")
    care.says(author, "@NivoraDestek iade param yatmadı")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "ask_customer", text="@path_pause Sipariş numaranızı DM'den yazar mısınız?")
    case = care.case_of(author, CaseStatus.WAITING_CUSTOMER)
    assert case.clock(SlaMetric.RESOLUTION, 1).paused_at is not None
    care.says(author, "@NivoraDestek yazdım, bakar mısınız")
    case = care.case_of(author, CaseStatus.IN_PROGRESS)
    clock = case.clock(SlaMetric.RESOLUTION, 1)
    assert clock.paused_at is None
    assert clock.due_at > clock.started_at + timedelta(seconds=clock.target_seconds)


def test_a_no_reopens_the_case_with_a_new_episode(care: Care) -> None:
    author = an_author("path_reopen")
    post = care.says(author, "@NivoraDestek ürünüm kırık geldi")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "propose_resolution", text="@path_reopen Yenisini yolladık. Çözüldü mü?")
    care.case_of(author, CaseStatus.RESOLUTION_PROPOSED)
    proposal = care.our_replies_to(post)[-1]
    care.says(author, "@NivoraDestek hayır çözülmedi", in_reply_to=proposal.id)
    case = care.case_of(author, CaseStatus.IN_PROGRESS)
    assert case.reopen_count == 1
    assert case.episodes(SlaMetric.RESOLUTION) == 2
    wait_for(lambda: care.states_of(case.execution)[-1] == "AwaitResolution", "the wait")
    states = care.states_of(case.execution)
    assert "AwaitFollowUp" in states


def test_silence_resolves_and_closes(care: Care) -> None:
    author = an_author("path_silence")
    care.says(author, "@NivoraDestek kargom gecikti, rezalet")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "propose_resolution", text="@path_silence Teslim edildi. Çözüldü mü?")
    case = care.case_of(author, CaseStatus.CLOSED)
    assert care.states_of(case.execution)[-1] == "Closed"


def test_a_dismissed_case_ends_its_workflow(care: Care) -> None:
    author = an_author("path_dismiss")
    care.says(author, "@NivoraDestek siparişim gelmedi")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "dismiss")
    care.case_of(author, CaseStatus.DISMISSED)
    wait_for(lambda: care.execution(case.execution)["status"] == "SUCCEEDED", "the end")


def test_a_stopped_workflow_is_healed_by_one_sweep_and_a_second_changes_nothing(
    care: Care,
) -> None:
    author = an_author("path_sweep")
    care.says(author, "@NivoraDestek mağazanızda kötü davranıldı, şikayetçiyim")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    arn = care.execution(case.execution)["executionArn"]
    care.aws("stepfunctions").stop_execution(executionArn=arn)
    wait_for(
        lambda: care.invoke("SweepCasesName", {})["healed"] or _healed(care, author), "the sweep"
    )
    case = care.until(author, lambda c: c.execution != c.id, "the new execution")
    assert case.execution == f"{case.id}.2"
    wait_for(lambda: _waits(care, case.execution), "the new wait")
    version = care.case_of(author).version
    care.invoke("SweepCasesName", {})
    assert care.case_of(author).execution == f"{case.id}.2"
    assert care.case_of(author).version >= version
    care.acts(case, "propose_resolution", text="@path_sweep Konuştuk. Çözüldü mü?")
    care.case_of(author, CaseStatus.CLOSED)


def _healed(care: Care, author: object) -> bool:
    return any(c.execution != c.id for c in care.cases_of(author))  # type: ignore[arg-type]


def _waits(care: Care, execution: str) -> bool:
    try:
        return bool(care.states_of(execution)) and care.states_of(execution)[-1].startswith("Await")
    except care.aws("stepfunctions").exceptions.ExecutionDoesNotExist:
        return False
