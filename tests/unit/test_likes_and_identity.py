"""Likes come from the corporate account and for praise only; identity is verified in private."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from hearback.adapters.items import entry_to_plain, read_entry, serialize
from hearback.domain.acts import Act
from hearback.domain.case import CaseStatus
from hearback.domain.changes import DeedDone, IdentityVerified, ReplySent
from hearback.domain.classification import Kind, Severity
from hearback.domain.errors import NotAuthorised, RateLimited, Unavailable
from hearback.domain.identity import IdentityCheck, IdentityProof, IdentityWay
from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.send_gate.findings import Rule, RuleClass
from hearback.domain.send_gate.gate import check
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Destination
from hearback.use_cases.deliver_reply import DeliveryOutcome
from tests.builders import a_classification, a_full_policy
from tests.unit.acting import World
from tests.unit.send_gate.drafts import a_context, a_draft, findings_in, rules_of

PRAISE = a_classification(kind=Kind.PRAISE, severity=Severity.LOW)
BY_ORDER = (IdentityWay.PRIVATE_MESSAGE, IdentityProof.ORDER)


def praised(**changes: Any) -> World:
    world = World()
    world.says("Harikasınız Nivora!", PRAISE, **changes)
    return world


# Likes


def test_a_like_goes_out_from_the_corporate_account() -> None:
    world = praised()
    world.does(Act.LIKE)
    assert world.delivers() == [DeliveryOutcome.SENT]

    (like,) = world.published("x")
    assert (like.form, like.account_id, like.in_reply_to) == (ReplyForm.LIKE, "1600", "900")


def test_a_like_is_no_word_of_ours_and_keeps_no_promise() -> None:
    world = praised()
    before = world.case
    world.does(Act.LIKE)
    world.delivers()

    assert world.case.clocks == before.clocks
    assert (world.case.status, world.case.assignee) == (before.status, before.assignee)
    assert not world.case.answered_by_human
    assert any(isinstance(change, DeedDone) for change in world.changes)
    assert not any(isinstance(change, ReplySent) for change in world.changes)


def test_praise_that_is_thanked_for_and_closed_can_still_be_liked() -> None:
    world = praised()
    world.does(Act.ACKNOWLEDGE, text="Teşekkür ederiz!")
    world.delivers()
    assert world.case.status is CaseStatus.CLOSED
    world.does(Act.LIKE)

    assert world.delivers() == [DeliveryOutcome.SENT]
    assert world.case.status is CaseStatus.CLOSED


def test_a_like_is_given_once() -> None:
    world = praised()
    world.does(Act.LIKE)
    assert world.refused(Act.LIKE) == "already_done"
    world.delivers()
    assert world.refused(Act.LIKE) == "already_done"


@pytest.mark.parametrize(
    "trouble", [Unavailable("502"), RateLimited("429", 5), NotAuthorised("401")]
)
def test_a_like_is_tried_again_like_any_reply_and_given_once(trouble: Exception) -> None:
    world = praised()
    world.does(Act.LIKE)
    world.platforms["x"].trouble = [trouble]
    world.platforms["x"].loses_answers = isinstance(trouble, Unavailable)
    outcomes = world.delivers()

    assert outcomes[-1] in (DeliveryOutcome.SENT, DeliveryOutcome.FOUND)
    assert len(world.published("x")) == 1
    assert world.case.deeds[0].status is ReplyStatus.SENT


def test_only_praise_is_liked() -> None:
    world = World()
    world.says("Kargom gelmedi")

    assert world.refused(Act.LIKE) == "only_praise"


def test_without_a_corporate_account_nothing_is_liked() -> None:
    world = praised(channel="facebook", account_id="2060")

    assert world.refused(Act.LIKE) == "no_corporate_account"


def test_where_the_platform_has_no_likes_there_are_none() -> None:
    assert praised(channel="youtube", account_id="UC1").refused(Act.LIKE) == "not_offered"


def test_nothing_that_was_said_in_private_is_liked() -> None:
    assert praised(visibility=Visibility.PRIVATE).refused(Act.LIKE) == "nothing_to_like"


# Identity


def in_private() -> World:
    world = World()
    world.says("Kargom gelmedi", visibility=Visibility.PRIVATE)
    return world


def test_how_by_whom_and_when_is_kept_and_by_what_kind_of_thing() -> None:
    world = in_private()
    world.does(Act.VERIFY_IDENTITY, identity=BY_ORDER)
    way, proof = BY_ORDER

    assert world.case.identity == IdentityCheck(way=way, proof=proof, by="Elif", at=world.now)
    assert world.case.place.verified_at == world.now


def test_no_value_finds_its_way_into_the_case() -> None:
    world = in_private()
    world.does(Act.VERIFY_IDENTITY, identity=BY_ORDER, text="10000000146")
    entry = world.cases.entries["C1"][-1]
    plain = entry_to_plain(entry)

    assert "10000000146" not in json.dumps(plain)
    assert read_entry(serialize(plain)) == entry
    assert not world.replies


def test_nobody_is_identified_where_there_is_no_private_conversation() -> None:
    world = World()
    world.says("Kargom gelmedi")

    assert world.refused(Act.VERIFY_IDENTITY, identity=BY_ORDER) == "identity_only_in_private"
    assert world.refused(Act.VERIFY_IDENTITY, identity=None) == "unknown_label"
    world.does(Act.VERIFY_IDENTITY, identity=(IdentityWay.PHONE, IdentityProof.CUSTOMER_NUMBER))


def test_a_check_marks_the_conversation_in_which_it_was_made() -> None:
    world = World()
    world.says("Kargom gelmedi")
    world.does(Act.MOVE_CHANNEL, destination=Destination.PHONE, text="Aradık.")
    world.does(Act.VERIFY_IDENTITY, identity=(IdentityWay.PHONE, IdentityProof.ORDER))

    assert [t.verified_at is not None for t in world.case.conversations] == [False, True]
    assert isinstance(world.changes[-1], IdentityVerified)


def test_who_they_are_is_asked_in_private_and_the_answer_waited_for() -> None:
    world = World()
    world.says("Kargom gelmedi", channel="facebook", account_id="2060")
    world.does(Act.ASK_IDENTITY, text="Müşteri numaranızı yazar mısınız?")
    world.delivers()

    (asked,) = world.published("facebook")
    assert (asked.form, asked.purpose) == (ReplyForm.PRIVATE, ReplyPurpose.IDENTITY_CHECK)
    assert world.case.status is CaseStatus.WAITING_CUSTOMER
    clock = world.case.open_clock(SlaMetric.RESOLUTION)
    assert clock is not None
    assert clock.paused_at is not None


def test_where_nothing_can_be_asked_in_private_it_is_not_asked() -> None:
    world = World()
    world.says("Nivora kargom gelmedi", channel="youtube", account_id="UC1")

    assert world.refused(Act.ASK_IDENTITY) == "not_offered"


@pytest.mark.parametrize("visibility", [None, "public"])
def test_a_template_that_would_ask_in_public_is_no_policy(visibility: str | None) -> None:
    words = {"purpose": "identity_check", "language": "tr", "text": "Kimsiniz?"}
    with pytest.raises(ValidationError, match="nobody is asked in public who they are"):
        a_full_policy(templates=[{**words, "visibility": visibility}])


@pytest.mark.parametrize(
    "text",
    [
        "Merhaba, TC kimlik numaranızı yazar mısınız?",
        "T.C. kimlik no'nuzu paylaşır mısınız",
        "Kimlik numaranızı iletin lütfen",
        "Doğum tarihinizi öğrenebilir miyiz?",
        "Anne kızlık soyadınız nedir?",
        "Müşterimiz olarak şifrenizi bildirir misiniz?",
        "Kart numaranızı yazın, hemen bakalım",
        "IBAN numaranızı gönderir misiniz?",
        "Could you send us your ID number?",
        "Please share your date of birth so that we can help",
        "What is your mother's maiden name?",
        "Please confirm your card number",
    ],
)
def test_nobody_is_asked_in_public_for_what_proves_who_they_are(text: str) -> None:
    assert rules_of(text) == [Rule.IDENTITY_ASKED]
    assert findings_in(text)[0].rule_class is RuleClass.PRIVACY
    assert rules_of(text, visibility=Visibility.PRIVATE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kimlik numaranızı lütfen burada paylaşmayın.",
        "TC kimlik numaranızı bize özel mesajla iletir misiniz?",
        "Kart bilgilerinizi hiçbir zaman istemeyiz.",
        "Kişisel bilgilerinizi lütfen burada paylaşmayın.",
        "Doğum gününüz kutlu olsun!",
        "Kartınız kargoya verildi, takip edebilirsiniz.",
        "Please do not share your card number here.",
        "Could you send us your customer number in a private message?",
        "We will never ask for your password.",
        "Şifrenizi yenilemek için uygulamadaki adımları izleyebilirsiniz.",
        "Kimliğinizi kimse sormaz.",
    ],
)
def test_warning_of_it_or_pointing_to_a_private_way_is_no_such_question(text: str) -> None:
    assert rules_of(text) == []


def test_a_question_of_identity_never_passes_in_public_whatever_its_words() -> None:
    draft = a_draft("Bize yazar mısınız?", purpose=ReplyPurpose.IDENTITY_CHECK)

    assert [f.rule for f in check(draft, a_context())] == [Rule.IDENTITY_ASKED]
    assert check(draft, a_context(visibility=Visibility.PRIVATE)) == ()
