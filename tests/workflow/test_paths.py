"""The paths of the state machine, run in the emulator side by side under promises of seconds."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hearback.domain.case import Case, CaseStatus
from hearback.domain.mention import Author
from hearback.domain.replies import ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaMetric
from local import webhooks
from local.sandbox.platforms.x import SUPPORT
from local.sandbox.platforms.x_events import direct_message
from tests.care import Care, an_author, wait_for

pytestmark = pytest.mark.xdist_group("stack")

OFFENSIVE = "@NivoraDestek şerefsizler, kargom nerede, rezil herifler"
"""No automatic acknowledgement: an offensive post waits for a person."""


def an_unanswered_case_is_warned_breached_and_climbs_to_the_top(care: Care) -> None:
    author = an_author("path_breach")
    care.says(author, OFFENSIVE)
    case = care.until(author, lambda c: c.escalation_level == 3, "the top of the ladder")
    assert case.status is CaseStatus.NEW
    clock = case.clock(SlaMetric.ACKNOWLEDGEMENT, 1)
    assert clock.breached_at == clock.due_at
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


def a_warned_clock_is_kept_by_an_answer_in_time(care: Care) -> None:
    author = an_author("path_warned")
    care.says(author, "@NivoraDestek üyeliğim iptal olmuyor, çok mağdurum")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "reply", text="@path_warned Hemen bakıyoruz.")
    update = (SlaMetric.PERIODIC_UPDATE, 2)
    care.until_clock(author, update, lambda clock: clock.warned, "the warning")
    care.acts(case, "reply", text="@path_warned Hâlâ bakıyoruz, az kaldı.")
    clock = care.until_clock(author, update, lambda clock: clock.satisfied_at, "the update")
    assert not clock.is_breached(datetime.now(UTC))


def promised(care: Care, author: Author, seconds: int) -> Case:
    """A case whose agent has promised to write at the full minute after so many seconds."""
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    moment = datetime.now(UTC) + timedelta(seconds=seconds + 60)
    care.acts(
        case,
        "promise",
        text=f"@{author.handle} Size {{saat}} itibarıyla yazacağız.",
        promised_time=f"{moment.astimezone(ZoneInfo('Europe/Istanbul')):%Y-%m-%dT%H:%M}",
    )
    return care.until(author, lambda c: c.open_clock(SlaMetric.PROMISED_UPDATE), "the promise")


def a_promise_that_is_kept_stops_its_clock(care: Care) -> None:
    author = an_author("path_promise")
    care.says(author, "@NivoraDestek faturam yanlış kesilmiş, mağdurum")
    case = promised(care, author, 60)
    care.acts(case, "reply", text="@path_promise Fatura düzeltildi.")
    case = care.until(
        author,
        lambda c: c.open_clock(SlaMetric.PROMISED_UPDATE) is None,
        "the kept promise",
    )
    assert not case.clock(SlaMetric.PROMISED_UPDATE, 1).is_breached(datetime.now(UTC))


def a_promise_that_is_broken_is_told_and_stays_broken(care: Care) -> None:
    author = an_author("path_broken_promise")
    care.says(author, "@NivoraDestek param hâlâ iade edilmedi, mağdurum")
    case = promised(care, author, 20)
    promise = (SlaMetric.PROMISED_UPDATE, 1)
    broken = care.until_clock(author, promise, lambda clock: clock.breached_at, "the breach")
    care.acts(case, "reply", text="@path_broken_promise Geciktik, özür dileriz.")
    mended = care.until_clock(author, promise, lambda clock: clock.satisfied_at, "the late word")
    assert mended.breached_at == broken.breached_at == case.clock(*promise).due_at


def a_case_goes_on_in_private_where_the_customer_answers(care: Care) -> None:
    author, sandbox = an_author("path_moved"), care.stack.sandbox
    post = care.says(author, "@NivoraDestek siparişim iki haftadır gelmedi, rezalet")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "move_channel", destination="dm", text="Merhaba, sipariş numaranız nedir?")
    care.case_of(author, CaseStatus.WAITING_CUSTOMER)
    (sent,) = [m for m in sandbox.messages("x") if (author.id or "") in m.conversation]
    wait_for(lambda: "özel mesaj" in care.our_replies_to(post)[-1].text, "the public note")

    answer = sandbox.write("x", sent.conversation, author.id or "", "Sipariş numaram 884120")
    told = direct_message(answer, author, SUPPORT.profile)
    proof = webhooks.sign("x", care.secret("x"), told, datetime.now(UTC))
    assert care.call("x", told, proof).status == 200
    case = care.case_of(author, CaseStatus.IN_PROGRESS)
    assert [thread.is_private for thread in case.conversations] == [False, True]
    care.acts(case, "reply", text="Teşekkürler, 884120 bugün yola çıktı.")
    talk = sent.conversation
    wait_for(
        lambda: len([m for m in sandbox.messages("x") if m.conversation == talk]) == 3,
        "the answer in private",
    )
    assert len([r for r in care.our_replies_to(post) if "özel mesaj" in r.text]) == 1


def a_silent_customer_is_reminded_and_the_case_closes_by_itself(care: Care) -> None:
    author = an_author("path_auto_close")
    post = care.says(author, "@NivoraDestek kargom kayboldu, rezalet")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "ask_customer", text="@path_auto_close Sipariş numaranızı yazar mısınız?")
    care.case_of(author, CaseStatus.WAITING_CUSTOMER)
    case = care.case_of(author, CaseStatus.CLOSED)
    (reminder,) = (mark for mark in case.replies if mark.purpose is ReplyPurpose.REMINDER)
    assert reminder.status is ReplyStatus.SENT
    assert len(care.our_replies_to(post)) == 3
    wait_for(lambda: care.states_of(case.execution)[-1] == "Closed", "the workflow's end")


def waiting_for_the_customer_pauses_and_their_answer_resumes(care: Care) -> None:
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


def a_no_reopens_the_case_with_a_new_episode(care: Care) -> None:
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

    def is_back() -> bool:
        states = care.states_of(case.execution)
        return "AwaitFollowUp" in states and states[-1] == "AwaitResolution"

    wait_for(is_back, "the way back from the follow-up")


def silence_resolves_and_closes(care: Care) -> None:
    author = an_author("path_silence")
    care.says(author, "@NivoraDestek kargom gecikti, rezalet")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "propose_resolution", text="@path_silence Teslim edildi. Çözüldü mü?")
    case = care.case_of(author, CaseStatus.CLOSED)
    wait_for(lambda: care.states_of(case.execution)[-1] == "Closed", "the workflow's end")


def a_dismissed_case_ends_its_workflow(care: Care) -> None:
    author = an_author("path_dismiss")
    care.says(author, "@NivoraDestek siparişim gelmedi")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "dismiss")
    care.case_of(author, CaseStatus.DISMISSED)
    wait_for(lambda: care.execution(case.execution)["status"] == "SUCCEEDED", "the end")


def a_lost_token_is_healed_by_one_sweep(care: Care) -> None:
    author = an_author("path_token")
    care.says(author, OFFENSIVE)
    case = care.until(author, _has_nothing_ahead, "the top of the ladder, for every clock")
    wait_for(lambda: waits(care, case.execution), "the long wait")
    care.aws("dynamodb").update_item(
        TableName=care.stack.endpoints["table_name"],
        Key={"pk": {"S": f"CASE#{case.id}"}, "sk": {"S": "CASE"}},
        UpdateExpression="REMOVE wait_token, wait_stage, wait_wake_at",
    )
    case = _swept(care, author)
    assert care.execution(case.id)["status"] == "ABORTED"
    care.acts(case, "propose_resolution", text="@path_token Arıza giderildi. Çözüldü mü?")
    care.case_of(author, CaseStatus.CLOSED)


def an_agents_correction_changes_the_promise(care: Care) -> None:
    author = an_author("path_relabel")
    care.says(author, "@NivoraDestek paketim yanlış adrese gitmiş, mağdurum")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    care.acts(case, "relabel", kind="complaint", severity="2", topic="privacy")
    case = care.until(author, lambda c: c.severity == 2, "the correction")
    assert (case.policy_id, case.topic) == ("urgent", "privacy")


def _has_nothing_ahead(case: Case) -> bool:
    return all(clock.escalated == 3 for clock in case.clocks)


def a_stopped_workflow_is_healed_by_one_sweep_and_a_second_changes_nothing(care: Care) -> None:
    author = an_author("path_sweep")
    care.says(author, "@NivoraDestek mağazanızda kötü davranıldı, şikayetçiyim")
    case = care.case_of(author, CaseStatus.ACKNOWLEDGED)
    arn = care.execution(case.execution)["executionArn"]
    care.aws("stepfunctions").stop_execution(executionArn=arn)
    case = _swept(care, author)
    assert case.execution == f"{case.id}.2"
    care.invoke("SweepCasesName", {})
    assert care.case_of(author).execution == f"{case.id}.2"
    care.acts(case, "propose_resolution", text="@path_sweep Konuştuk. Çözüldü mü?")
    care.case_of(author, CaseStatus.CLOSED)


def _swept(care: Care, author: Author) -> Case:
    """The case once a sweep has given it another execution, and that waits."""

    def look() -> Case | None:
        care.invoke("SweepCasesName", {})
        case = care.case_of(author)
        return case if case.execution != case.id else None

    case = wait_for(look, "the sweep")
    wait_for(lambda: waits(care, case.execution), "the new wait")
    return case


def waits(care: Care, execution: str) -> bool:
    try:
        states = care.states_of(execution)
    except care.aws("stepfunctions").exceptions.ExecutionDoesNotExist:
        return False
    return bool(states) and states[-1].startswith("Await")


PATHS = [
    an_unanswered_case_is_warned_breached_and_climbs_to_the_top,
    a_warned_clock_is_kept_by_an_answer_in_time,
    a_promise_that_is_kept_stops_its_clock,
    a_promise_that_is_broken_is_told_and_stays_broken,
    waiting_for_the_customer_pauses_and_their_answer_resumes,
    a_case_goes_on_in_private_where_the_customer_answers,
    a_silent_customer_is_reminded_and_the_case_closes_by_itself,
    a_no_reopens_the_case_with_a_new_episode,
    silence_resolves_and_closes,
    a_dismissed_case_ends_its_workflow,
    a_stopped_workflow_is_healed_by_one_sweep_and_a_second_changes_nothing,
    a_lost_token_is_healed_by_one_sweep,
    an_agents_correction_changes_the_promise,
]
Path = Callable[[Care], None]


@pytest.fixture(scope="module")
def lives(care: Care) -> Iterator[dict[Path, Future[None]]]:
    """All paths, walked at the same time."""
    with ThreadPoolExecutor(len(PATHS)) as pool:
        yield {path: pool.submit(path, care) for path in PATHS}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_a_case_can_go_this_way(lives: dict[Path, Future[None]], path: Path) -> None:
    lives[path].result()
