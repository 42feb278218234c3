"""Customers who write by mail hear back by mail; nobody else does."""

from typing import Any

import pytest

from hearback.adapters.agents.case_page import CasePage
from hearback.bootstrap.speaking import silent_platforms
from hearback.domain.acts import Act
from hearback.domain.classification import Language
from hearback.domain.evolve import rebuild
from hearback.domain.mailing import against_answering
from hearback.domain.mention import Author, ReplyReturned, Visibility
from hearback.domain.replies import Letterhead, ReplyStatus
from hearback.domain.threads import Destination
from hearback.use_cases.advance_case import AdvanceCase
from hearback.use_cases.answering import can_answer
from hearback.use_cases.deliver_reply import DeliveryOutcome
from hearback.use_cases.ingest_mentions import Outcome
from hearback.use_cases.take_back_reply import TakeBackReply
from tests.builders import MINUTE, a_classification, a_full_policy
from tests.unit.acting import OFFERS, World
from tests.unit.test_case_page import SIGNER, plain, render

OURS, AYSE = "destek@nivora.example", "ayse@example.com"


def a_policy_with_mail(**changes: Any) -> Any:
    brand = a_full_policy().model_dump(mode="json")["brands"][0]
    brand["accounts"] = [*brand["accounts"], {"channel": "email", "id": OURS}]
    return a_full_policy(brands=[brand], **changes)


POLICY = a_policy_with_mail()


def a_mail(address: str | None = AYSE, **changes: Any) -> dict[str, Any]:
    own = {
        "channel": "email",
        "account_id": OURS,
        "author": Author(id=address, name="Ayşe"),
        "external_id": "1@example.com",
        "thread_id": "1@example.com",
        "subject": "Kargom gelmedi",
        "visibility": Visibility.PRIVATE,
    }
    return own | changes


class Office(World):
    """The world in which mails are answered from here."""

    def __init__(self, **mail: Any) -> None:
        super().__init__(POLICY, OFFERS | {"email": OFFERS["messenger"]}, silent=())
        if mail:
            self.says(**mail)

    def acknowledges(self) -> None:
        advance = AdvanceCase(cases=self.cases, policy=POLICY, platforms=self.platforms)
        advance.acknowledge("C1", self.now + MINUTE)

    @property
    def can_answer(self) -> bool:
        return can_answer(self.case.place, self.platforms, POLICY)


def test_a_mail_is_acknowledged_to_its_author_under_its_own_subject() -> None:
    office = Office(**a_mail())
    office.acknowledges()
    assert office.delivers() == [DeliveryOutcome.SENT]
    (ours,) = office.published("email")
    assert (ours.account_id, ours.person_id, ours.by_human) == (OURS, AYSE, False)
    assert ours.letterhead == Letterhead(
        sender="Nivora", subject="Kargom gelmedi", thread_id="1@example.com"
    )
    assert ours.in_reply_to == "1@example.com"


def test_an_agent_answers_the_latest_mail_of_the_conversation() -> None:
    office = Office(**a_mail())
    office.says("Hâlâ gelmedi", **a_mail(external_id="2@example.com", subject="Re: Kargom"))
    office.does(Act.REPLY)
    office.delivers()
    (ours,) = office.published("email")
    assert (ours.in_reply_to, ours.by_human) == ("2@example.com", True)
    assert ours.letterhead is not None
    assert (ours.letterhead.subject, ours.letterhead.thread_id) == ("Re: Kargom", "1@example.com")
    assert rebuild(office.cases.entries["C1"]) == office.case


def test_a_case_that_moved_to_mail_keeps_its_reference_in_what_we_write() -> None:
    office = Office()
    office.says("Kargom gelmedi")
    office.does(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="")
    office.delivers()
    (reference,) = office.cases.references
    office.says("Merhaba", **a_mail(beside=f"{OURS} {reference}", subject=""))
    office.does(Act.REPLY)
    office.delivers()
    (ours,) = office.published("email")
    assert ours.letterhead == Letterhead(
        sender="Nivora", subject="Mesajınız", thread_id="1@example.com", reference=reference
    )


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        (Language.TURKISH, "Mesajınız"),
        (Language.ENGLISH, "Your message"),
        (Language.OTHER, "Your message"),
    ],
)
def test_a_mail_without_a_subject_is_answered_under_one_in_its_language(
    language: Language, subject: str
) -> None:
    office = Office()
    office.says("x", a_classification(language=language), **a_mail(subject=""))
    office.does(Act.REPLY)
    (reply,) = office.replies
    assert reply.letterhead is not None
    assert reply.letterhead.subject == subject


def test_other_channels_have_no_letterhead() -> None:
    office = Office()
    office.says("Kargom gelmedi")
    office.does(Act.REPLY)
    assert [reply.letterhead for reply in office.replies] == [None]


@pytest.mark.parametrize(
    ("mail", "word"),
    [
        (a_mail(None), "sender_unproven"),
        (a_mail("noreply@sikayet.example"), "takes_no_answers"),
        (a_mail("bildirim.no-reply@sikayet.example"), "takes_no_answers"),
        (a_mail("do_not_reply+7@sikayet.example"), "takes_no_answers"),
        (a_mail("donotreply@sikayet.example"), "takes_no_answers"),
        (a_mail("yanitlamayin@sikayet.example"), "takes_no_answers"),
        (a_mail("mailer-daemon@sikayet.example"), "takes_no_answers"),
        (a_mail("bounce+ayse=x.example@list.example"), "takes_no_answers"),
        (a_mail(account_id="kayit@nivora.example"), "not_our_address"),
    ],
)
def test_who_cannot_be_answered_is_not_and_the_page_says_why(
    mail: dict[str, Any], word: str
) -> None:
    office = Office(**mail)
    assert against_answering(office.case.place, POLICY) == word
    assert not office.can_answer
    office.acknowledges()
    assert office.replies == ()
    page = CasePage(SIGNER, POLICY)
    html = render(office.cases.file("C1"), page, can_reply=False)
    assert {
        "sender_unproven": "DMARC",
        "takes_no_answers": "okuyan yok",
        "not_our_address": "hesap olarak geçmeyen",
    }[word] in plain(html)


@pytest.mark.parametrize(
    "address",
    [
        "noreen@example.com",
        "nora.reply@example.com",
        "piano-reply@example.com",
        "bouncer@x.example",
    ],
)
def test_a_persons_name_is_no_machine_s(address: str) -> None:
    assert Office(**a_mail(address)).can_answer


def test_a_list_is_answered_by_people_only() -> None:
    office = Office(**a_mail(bulk=True))
    office.acknowledges()
    assert office.replies == ()
    assert office.can_answer
    office.does(Act.REPLY)
    assert office.delivers() == [DeliveryOutcome.SENT]


def test_whoever_then_writes_in_person_is_no_list_any_more() -> None:
    office = Office(**a_mail(bulk=True))
    office.says("Ben yazıyorum", **a_mail(external_id="2@example.com"))
    office.acknowledges()
    assert len(office.replies) == 1


def test_a_forged_mail_in_a_thread_is_answered_to_whom_the_thread_belongs() -> None:
    office = Office()
    office.says("Kargom gelmedi")
    office.does(Act.MOVE_CHANNEL, destination=Destination.EMAIL, text="")
    office.delivers()
    (reference,) = office.cases.references
    office.says("Merhaba", **a_mail(beside=reference))
    forged = a_mail(None, external_id="2@evil.example", beside=reference)
    assert office.says("Adresim değişti", **forged) is Outcome.JOINED
    office.does(Act.REPLY)
    assert office.replies[-1].person_id == AYSE


def test_a_bounce_takes_the_reply_back() -> None:
    office = Office(**a_mail())
    office.does(Act.REPLY)
    office.delivers()
    (reply,) = office.replies
    told = ReplyReturned(
        channel="email",
        external_ids=(reply.external_id,),
        people=(AYSE,),
        reason="no_such_address",
    )
    assert TakeBackReply(cases=office.cases, policy=POLICY)(told, office.now)
    (reply,) = office.replies
    assert (reply.status, reply.failure) == (ReplyStatus.FAILED, "no_such_address")
    assert not office.case.answered_by_human


def test_a_stage_that_answers_by_hand_does_not_speak() -> None:
    assert silent_platforms(["email", "x"])["email"].can_reply
    by_hand = silent_platforms(["email", "x"], ["email"])
    assert [by_hand[name].can_reply for name in ("email", "x")] == [False, True]
