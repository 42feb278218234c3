"""Reports about mails of ours that did not arrive, as they come back to our address."""

import pytest

from hearback.domain.mention import EventIgnored, ReplyReturned
from tests.contract.platforms.given import only
from tests.contract.platforms.mails import RECEIVED, parse, raw

BOUNCE = raw("raw_bounce.eml")
OURS = "0102018f-1234-000000@eu-west-1.amazonses.com"
RETURNED = ReplyReturned(
    channel="email",
    external_ids=(OURS,),
    people=("ayse@ornek.example",),
    reason="no_such_address",
)


def changed(*changes: tuple[bytes, bytes]) -> bytes:
    mail = BOUNCE
    for before, after in changes:
        assert before in mail
        mail = mail.replace(before, after)
    return mail


def test_a_bounce_names_the_mail_of_ours_whom_it_was_for_and_why() -> None:
    told = {**RECEIVED, "mail": {**RECEIVED["mail"], "source": ""}}
    assert only(parse(BOUNCE, told)) == RETURNED
    assert only(parse(BOUNCE)) == RETURNED


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (b"5.1.10", "no_such_address"),
        (b"5.2.2", "mailbox_full"),
        (b"5.2.2 (over quota)", "mailbox_full"),
        (b"5.7.1", "not_delivered"),
        (b"", "not_delivered"),
    ],
)
def test_every_status_has_a_word(status: bytes, reason: str) -> None:
    event = only(parse(changed((b"Status: 5.1.1", b"Status: " + status))))
    assert event.reason == reason


def test_a_mail_that_was_passed_on_is_still_known_by_whom_we_wrote_to() -> None:
    elsewhere = b"Final-Recipient: rfc822; a.ornek@other.example"
    event = only(parse(changed((b"Final-Recipient: rfc822; Ayse@ornek.example", elsewhere))))
    assert event.people == ("a.ornek@other.example", "ayse@ornek.example")


def test_the_original_s_headers_alone_are_enough() -> None:
    event = only(parse(changed((b"message/rfc822", b"text/rfc822-headers"))))
    assert event == RETURNED


@pytest.mark.parametrize(
    "change",
    [
        (b"Action: failed", b"Action: delayed"),
        (b"Action: failed", b"Action: delivered"),
        (b"Action: failed", b"X: y"),
        (b"message/delivery-status", b"message/feedback-report"),
        (b"message/rfc822", b"application/octet-stream"),
        (b"Message-ID: <0102018f-1234-000000@eu-west-1.amazonses.com>", b"X-No: id"),
        (b'boundary="=_bounce"', b'boundary="other"'),
    ],
)
def test_any_other_report_is_only_counted(change: tuple[bytes, bytes]) -> None:
    assert only(parse(changed(change))) == EventIgnored(event="mail/report")


def test_a_bounce_in_a_form_of_its_own_is_only_counted() -> None:
    told = {**RECEIVED, "mail": {**RECEIVED["mail"], "source": ""}}
    assert only(parse(b"From: x@y.example\n\nnot delivered", told)) == EventIgnored(
        event="mail/bounce"
    )


def test_a_report_that_ses_takes_for_spam_is_not_believed() -> None:
    mail = changed((b"Spam-Verdict: PASS", b"Spam-Verdict: FAIL"))
    assert only(parse(mail)) == EventIgnored(event="mail/spam")


@pytest.mark.parametrize("length", range(0, len(BOUNCE), 97))
def test_a_report_that_ends_anywhere_raises_nothing(length: int) -> None:
    assert len(parse(BOUNCE[:length])) == 1
