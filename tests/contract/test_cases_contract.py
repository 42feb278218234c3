"""What every `Cases` promises: the same suite over the fake and over the real table."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.cases_table import CasesTable
from hearback.domain.abuse_steps import AbuseRequest, AbuseStep
from hearback.domain.acts import Act
from hearback.domain.case import CaseStatus
from hearback.domain.changes import (
    AbuseStepAsked,
    AbuseStepTaken,
    IdentityVerified,
    ThreadLinked,
)
from hearback.domain.decision import Decision
from hearback.domain.errors import AlreadySeen, Conflict, NotFound
from hearback.domain.evolve import rebuild
from hearback.domain.identity import IdentityCheck, IdentityProof, IdentityWay
from hearback.domain.mention import Visibility
from hearback.domain.polling import SourceCursor
from hearback.domain.ports import AuthorProfile, Cases, OpenCase, SeenMention
from hearback.domain.replies import Letterhead, ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.resolving import close
from hearback.domain.threads import Thread, ThreadLink
from hearback.domain.wording import queue_automatic
from hearback.use_cases.saving import save
from local.aws import client
from tests.builders import (
    CASE_ID,
    HOUR,
    MINUTE,
    NOW,
    a_case_mention,
    a_classification,
    a_mention,
    a_policy,
    an_alert,
    open_a_case,
)
from tests.emulator import make_table
from tests.fakes import FakeCases

SEEN = SeenMention(channel="x", external_id="900", case_id=CASE_ID)


@pytest.fixture(params=["fake", "table"])
def cases(request: pytest.FixtureRequest) -> Cases:
    if request.param == "fake":
        return FakeCases()
    url = request.getfixturevalue("emulator_url")
    name = f"cases-{uuid.uuid4().hex[:8]}"
    dynamodb = client("dynamodb", url)
    make_table(dynamodb, name)
    return CasesTable(dynamodb, name, keep_closed_seconds=3600)


def opened(cases: Cases, **kept: Any) -> Decision:
    """A case in the store, with its mention; returns the decision that opened it."""
    story = open_a_case()
    decision = Decision(story.case, policy=a_policy(), now=NOW, actor="customer")
    decision.before = replace(story.case, version=0)
    decision.changes = list(story.history[0].changes)
    save(cases, decision, mention=a_case_mention(), new_mention=SEEN, **kept)
    return decision


def an_act(cases: Cases) -> Decision:
    return Decision(cases.get(CASE_ID), policy=a_policy(), now=NOW + MINUTE, actor="system")


def test_what_was_committed_is_read_back_the_same(cases: Cases) -> None:
    decision = opened(cases)
    assert cases.get(CASE_ID) == decision.result()
    file = cases.file(CASE_ID)
    assert file.case == decision.result()
    assert file.mentions == (a_case_mention(),)
    assert file.history == (decision.entry(),)
    assert rebuild(file.history) == file.case


def test_a_reference_leads_to_its_case_and_is_given_once(cases: Cases) -> None:
    opened(cases)
    thread = Thread(
        channel="email",
        visibility=Visibility.PRIVATE,
        since=NOW,
        link=ThreadLink.PUBLIC_REFERENCE,
        reference="HB0123456789",
    )
    assert cases.case_of_reference("HB0123456789") is None
    decision = an_act(cases)
    decision.add(ThreadLinked(thread=thread))
    save(cases, decision)

    assert cases.case_of_reference("HB0123456789") == CASE_ID
    assert cases.get(CASE_ID).conversations[1] == thread
    assert rebuild(cases.file(CASE_ID).history) == cases.get(CASE_ID)
    arrived = an_act(cases)
    arrived.add(ThreadLinked(thread=replace(thread, last_mention_id="m1", last_mention_at=NOW)))
    save(cases, arrived)
    assert cases.case_of_reference("HB0123456789") == CASE_ID


def test_what_is_kept_of_deeds_abuse_and_identity_is_read_back_the_same(cases: Cases) -> None:
    opened(cases)
    decision = an_act(cases)
    request = AbuseRequest(
        step=AbuseStep.HIDE, mention_id="900", evidence="…", reason="Küfür", by="Elif", at=NOW
    )
    way, proof = IdentityWay.PHONE, IdentityProof.ORDER
    decision.queue_deed(ReplyForm.HIDE, a_mention(), "1500", "Küfür")
    decision.add(AbuseStepAsked(request=request))
    decision.add(IdentityVerified(check=IdentityCheck(way=way, proof=proof, by="Elif", at=NOW)))
    save(cases, decision)

    file = cases.file(CASE_ID)
    assert file.case == decision.result()
    assert file.replies == tuple(decision.replies)
    assert file.case.abuse_request == request
    done = an_act(cases)
    done.add(AbuseStepTaken(request=request, approved_by="Mert"))
    save(cases, done)
    assert cases.get(CASE_ID).abuse_request is None
    assert rebuild(cases.file(CASE_ID).history) == cases.get(CASE_ID)


def test_an_unknown_case_is_not_found(cases: Cases) -> None:
    with pytest.raises(NotFound):
        cases.get("01NOBODY")
    with pytest.raises(NotFound):
        cases.file("01NOBODY")


def test_the_same_mention_opens_no_second_case(cases: Cases) -> None:
    opened(cases)
    with pytest.raises(AlreadySeen):
        opened(cases)
    assert cases.seen("x", "900") == SEEN


def test_a_commit_on_a_stale_case_changes_nothing(cases: Cases) -> None:
    opened(cases)
    first, second = an_act(cases), an_act(cases)
    first.set_status(CaseStatus.ACKNOWLEDGED)
    second.set_status(CaseStatus.IN_PROGRESS)
    queue_automatic(second, ReplyPurpose.ANSWER)
    save(cases, first)
    with pytest.raises(Conflict):
        save(cases, second)
    file = cases.file(CASE_ID)
    assert file.case.status is CaseStatus.ACKNOWLEDGED
    assert file.replies == ()
    assert len(file.history) == 2


def test_fields_that_are_cleared_are_gone(cases: Cases) -> None:
    opened(cases)
    story = open_a_case().act(Act.PROPOSE_RESOLUTION, NOW + MINUTE)
    assert story.case.silence_at is None
    decision = an_act(cases)
    decision.case = replace(decision.case, silence_at=NOW + HOUR)
    decision.set_status(CaseStatus.RESOLUTION_PROPOSED)
    save(cases, decision)
    assert cases.get(CASE_ID).silence_at == NOW + HOUR
    closing = Decision(cases.get(CASE_ID), policy=a_policy(), now=NOW + HOUR, actor="system")
    close(closing, CaseStatus.CLOSED, "test")
    save(cases, closing)
    assert cases.get(CASE_ID).silence_at is None


def test_an_author_written_by_another_meanwhile_is_a_conflict(cases: Cases) -> None:
    profile = AuthorProfile(
        channel="x",
        id="42",
        version=1,
        open_cases=(OpenCase(case_id=CASE_ID, thread_id="900", last_mention_at=NOW),),
    )
    opened(cases, author=profile)
    assert cases.author("x", "42") == profile
    assert cases.author("x", "43") == AuthorProfile(channel="x", id="43")
    act = an_act(cases)
    act.set_status(CaseStatus.ACKNOWLEDGED)
    with pytest.raises(Conflict):
        save(cases, act, author=profile)
    save(cases, act, author=replace(profile, version=2))


def test_noise_is_noted_once_and_can_still_become_a_case(cases: Cases) -> None:
    assert cases.note_noise(a_mention(), a_classification(), NOW + HOUR) is True
    assert cases.note_noise(a_mention(), a_classification(), NOW + HOUR) is False
    seen = cases.seen("x", "900")
    assert seen is not None
    assert (seen.case_id, seen.deleted) == ("", False)
    opened(cases, was_noise=True)
    assert cases.seen("x", "900") == SEEN
    with pytest.raises(Conflict):
        opened(cases, was_noise=True)


def test_a_deletion_that_comes_first_is_remembered(cases: Cases) -> None:
    cases.note_deleted("x", "900", NOW + HOUR)
    seen = cases.seen("x", "900")
    assert seen is not None
    assert seen.deleted
    with pytest.raises(AlreadySeen):
        opened(cases)


def test_a_reply_is_leased_to_one_worker_at_a_time(cases: Cases) -> None:
    opened(cases)
    act = an_act(cases)
    queue_automatic(act, ReplyPurpose.ACKNOWLEDGEMENT)
    save(cases, act)
    reply_id = act.replies[0].id
    leased = cases.lease_reply(CASE_ID, reply_id, NOW, NOW + MINUTE)
    assert leased is not None
    assert (leased.status, leased.attempts) == (ReplyStatus.SENDING, 1)
    with pytest.raises(Conflict):
        cases.lease_reply(CASE_ID, reply_id, NOW + timedelta(seconds=1), NOW + MINUTE)
    again = cases.lease_reply(CASE_ID, reply_id, NOW + 2 * MINUTE, NOW + 3 * MINUTE)
    assert again is not None
    assert again.attempts == 2


def test_a_mail_keeps_its_letterhead(cases: Cases) -> None:
    opened(cases)
    act = an_act(cases)
    queue_automatic(act, ReplyPurpose.ACKNOWLEDGEMENT)
    head = Letterhead(sender="Nivora", subject="Şikâyet", thread_id="1@b.example", reference="HB7")
    act.replies[0] = replace(act.replies[0], letterhead=head)
    save(cases, act)
    leased = cases.lease_reply(CASE_ID, act.replies[0].id, NOW, NOW + MINUTE)
    assert leased is not None
    assert leased.letterhead == head


def test_a_released_reply_can_be_leased_and_a_finished_one_cannot(cases: Cases) -> None:
    opened(cases)
    act = an_act(cases)
    queue_automatic(act, ReplyPurpose.ACKNOWLEDGEMENT)
    save(cases, act)
    reply_id = act.replies[0].id
    leased = cases.lease_reply(CASE_ID, reply_id, NOW, NOW + MINUTE)
    assert leased is not None
    free = replace(leased, status=ReplyStatus.QUEUED, leased_until=None)
    cases.release_reply(free)
    with pytest.raises(Conflict):
        cases.release_reply(free)
    leased = cases.lease_reply(CASE_ID, reply_id, NOW, NOW + MINUTE)
    assert leased is not None
    done = replace(leased, status=ReplyStatus.SENT, leased_until=None, external_id="77")
    sending = an_act(cases)
    sending.set_status(CaseStatus.ACKNOWLEDGED)
    save(cases, sending, updated_reply=done)
    assert cases.lease_reply(CASE_ID, reply_id, NOW + HOUR, NOW + 2 * HOUR) is None
    assert cases.file(CASE_ID).replies == (done,)


def test_open_cases_are_listed_and_closed_ones_are_not(cases: Cases) -> None:
    opened(cases)
    (row,) = cases.open_cases()
    assert (row.case_id, row.execution) == (CASE_ID, CASE_ID)
    assert row.wake_at == min(min(c.warn_at) for c in cases.get(CASE_ID).clocks)
    closing = an_act(cases)
    close(closing, CaseStatus.DISMISSED, "test")
    save(cases, closing)
    assert list(cases.open_cases()) == []


def test_an_alert_is_noted_as_mailed(cases: Cases) -> None:
    assert not cases.alert_sent(an_alert())
    cases.note_alert_sent(an_alert(), NOW + HOUR)
    assert cases.alert_sent(an_alert())
    assert not cases.alert_sent(an_alert(number=1))


def test_a_mail_turn_is_taken_by_one_at_a_time(cases: Cases) -> None:
    second = timedelta(seconds=1)
    assert cases.take_mail_turn("care", NOW, NOW + second) is None
    assert cases.take_mail_turn("care", NOW, NOW + second) == NOW + second
    assert cases.take_mail_turn("lead", NOW, NOW + second) is None
    assert cases.take_mail_turn("care", NOW + second, NOW + 2 * second) is None


def test_a_sources_cursor_is_kept(cases: Cases) -> None:
    assert cases.source_cursor("alerts") == SourceCursor(source_id="alerts")
    cursor = SourceCursor(
        source_id="alerts",
        position={"etag": '"1"', "watched": {"a": [2, "2026-11-22"], "b": [2**60, None]}},
        seen=("a", "b"),
        since=NOW,
        day="2026-11-22",
        spent=120,
        failures=2,
        not_before=NOW + HOUR,
    )
    cases.keep_source_cursor(cursor)
    assert cases.source_cursor("alerts") == cursor
    cases.keep_source_cursor(SourceCursor(source_id="alerts"))
    assert cases.source_cursor("alerts") == SourceCursor(source_id="alerts")


def test_a_reply_is_read_by_its_id(cases: Cases) -> None:
    opened(cases)
    act = an_act(cases)
    act.queue_deed(ReplyForm.HIDE, a_mention(), "1500", "Özür diledi", undoes="000002-1")
    save(cases, act)
    (reply,) = act.replies
    assert cases.reply(CASE_ID, reply.id) == reply
    assert cases.get(CASE_ID).deeds[0].undoes == "000002-1"
    with pytest.raises(NotFound):
        cases.reply(CASE_ID, "000099-1")


def test_an_edited_mention_replaces_the_earlier_words(cases: Cases) -> None:
    opened(cases)
    edited = replace(a_case_mention(), mention=a_mention(text="Geldi"), edited_at=NOW + MINUTE)
    act = an_act(cases)
    act.set_status(CaseStatus.IN_PROGRESS)
    save(cases, act, mention=edited)
    assert cases.mention(CASE_ID, "x", "900") == edited
    with pytest.raises(NotFound):
        cases.mention(CASE_ID, "x", "901")
