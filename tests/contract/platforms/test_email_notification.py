"""From what SES writes above a mail's own headers to the notification that the reader expects."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.platforms.email.notification import notification
from hearback.domain.mention import EventIgnored, MentionAdded
from hearback.use_cases.receive_mail import StoredMail
from tests.contract.platforms.given import only
from tests.contract.platforms.mails import parse

AT = datetime(2026, 11, 22, 7, 59, tzinfo=UTC)
OURS = ("destek@marka.example", "sube.example", ".sube.example")
SES = (
    b"Return-Path: <ayse@ornek.example>\r\n"
    b"Received: from mx.ornek.example (mx [192.0.2.1])\r\n"
    b" by inbound-smtp.eu-west-1.amazonaws.com with SMTP id tanj1\r\n"
    b" for destek@marka.example;\r\n Sun, 22 Nov 2026 07:59:00 +0000 (UTC)\r\n"
    b"X-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: PASS\r\n"
    b"Received-SPF: pass (spfCheck: domain of ornek.example designates 192.0.2.1)\r\n"
    b"Authentication-Results: amazonses.com;\r\n"
    b" spf=pass (spfCheck: domain of ornek.example designates 192.0.2.1 as permitted sender)\r\n"
    b" client-ip=192.0.2.1; envelope-from=ayse@ornek.example; helo=mx.ornek.example;\r\n"
    b" dkim=pass header.i=@ornek.example;\r\n dmarc=pass header.from=ornek.example;\r\n"
    b"X-SES-RECEIPT: AEFBQUFB\r\n"
)
OWN = (
    b"From: =?UTF-8?Q?Ay=C5=9Fe?= <ayse@ornek.example>\r\nTo: destek@marka.example\r\n"
    b"Message-ID: <m1@ornek.example>\r\nSubject: Teslimat\r\n"
)
BODY = b"\r\nKargom gelmedi.\r\n"
VERDICTS = {
    "spamVerdict": {"status": "PASS"},
    "virusVerdict": {"status": "PASS"},
    "spfVerdict": {"status": "PASS"},
    "dkimVerdict": {"status": "PASS"},
    "dmarcVerdict": {"status": "PASS"},
}


def told(mail: bytes, key: str = "destek@marka.example/o3vrnil0") -> dict[str, Any]:
    stored = StoredMail(bucket="mails", key=key, stored_at=AT)
    plain: dict[str, Any] = json.loads(notification(stored, mail, OURS))
    return plain


def results(*lines: bytes) -> dict[str, Any]:
    """The receipt of a mail with these lines after SES's name."""
    head = b"Authentication-Results: amazonses.com; " + b"; ".join(lines) + b"\r\n"
    receipt: dict[str, Any] = told(head + OWN + BODY)["receipt"]
    return receipt


def test_the_notification_says_what_ses_would_have_said() -> None:
    assert told(SES + OWN + BODY) == {
        "notificationType": "Received",
        "mail": {
            "messageId": "o3vrnil0",
            "timestamp": "2026-11-22T07:59:00+00:00",
            "source": "ayse@ornek.example",
            "destination": ["destek@marka.example"],
        },
        "receipt": {
            "recipients": ["destek@marka.example"],
            **VERDICTS,
            "action": {
                "type": "S3",
                "bucketName": "mails",
                "objectKey": "destek@marka.example/o3vrnil0",
            },
        },
    }


def test_the_reader_makes_a_mention_of_it() -> None:
    mail = SES + OWN + BODY
    event = only(parse(mail, told(mail)))
    assert isinstance(event, MentionAdded)
    assert event.mention.account_id == "destek@marka.example"
    assert event.mention.author.id == "ayse@ornek.example"
    assert event.mention.text == "Teslimat\nKargom gelmedi."


@pytest.mark.parametrize(
    ("there", "here", "event"),
    [
        (b"X-SES-Spam-Verdict: PASS", b"X-SES-Spam-Verdict: FAIL", "mail/spam"),
        (b"X-SES-Virus-Verdict: PASS", b"X-SES-Virus-Verdict: FAIL", "mail/virus"),
        (b"<ayse@ornek.example>\r\nReceived", b"<>\r\nReceived", "mail/bounce"),
    ],
)
def test_what_ses_scanned_is_dropped_by_the_reader(there: bytes, here: bytes, event: str) -> None:
    mail = (SES + OWN + BODY).replace(there, here, 1)
    assert only(parse(mail, told(mail))) == EventIgnored(event=event)


def test_a_sender_who_fails_dmarc_is_nobody_whatever_he_writes_below() -> None:
    failed = SES.replace(b"dmarc=pass", b"dmarc=fail")
    forged = b"Authentication-Results: amazonses.com; dmarc=pass header.from=ornek.example\r\n"
    mail = failed + forged + OWN + BODY
    assert told(mail)["receipt"]["dmarcVerdict"] == {"status": "FAIL"}
    assert only(parse(mail, told(mail))).mention.author.id is None


@pytest.mark.parametrize(
    "hidden",
    [
        b"spf=fail (x; dmarc=pass y) client-ip=1",
        b'spf=fail envelope-from="a; dmarc=pass"@evil.example',
        b'spf=fail envelope-from="a\\"; dmarc=pass;"@evil.example',
        b"spf=fail ((nested); dmarc=pass) helo=x",
        b"spf=fail (never closed; dmarc=pass",
    ],
)
def test_a_verdict_in_free_text_is_none(hidden: bytes) -> None:
    receipt = results(hidden)
    assert receipt["spfVerdict"] == {"status": "FAIL"}
    assert "dmarcVerdict" not in receipt


def test_of_two_verdicts_the_worse_counts_but_one_good_signature_is_enough() -> None:
    receipt = results(b"dkim=fail", b"dkim=pass", b"dmarc=pass", b"dmarc=fail", b"spf=none")
    assert receipt["dkimVerdict"] == {"status": "PASS"}
    assert receipt["dmarcVerdict"] == {"status": "FAIL"}
    assert receipt["spfVerdict"] == {"status": "GRAY"}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        (b"softfail", "FAIL"),
        (b"temperror", "PROCESSING_FAILED"),
        (b"unheard-of", "PROCESSING_FAILED"),
        (b"NONE", "GRAY"),
    ],
)
def test_every_word_has_a_verdict(word: bytes, status: str) -> None:
    assert results(b"spf=" + word)["spfVerdict"] == {"status": status}


def test_other_services_verdicts_do_not_count() -> None:
    head = b"Authentication-Results: mx.evil.example; dmarc=pass\r\n"
    assert set(told(head + OWN + BODY)["receipt"]) == {"recipients", "action"}


@pytest.mark.parametrize(
    ("key", "head", "recipient"),
    [
        ("satis@marka.example/1", SES, "satis@marka.example"),
        ("sube.example/1", SES.replace(b"destek@marka", b"izmir@sube"), "izmir@sube.example"),
        ("sube.example/1", b"Cc: a@x.example, K <KARS@a.sube.example>\r\n", "kars@a.sube.example"),
        ("sube.example/1", b"Delivered-To: kars@sube.example\r\n", "kars@sube.example"),
        ("sube.example/1", b"To: a@notsube.example\r\n", ""),
        ("sube.example/1", b"To: a@b.marka.example\r\n", ""),
    ],
)  # fmt: skip
def test_the_recipient_is_that_of_the_folder_or_of_the_headers(
    key: str, head: bytes, recipient: str
) -> None:
    own = OWN.replace(b"To: destek@marka.example\r\n", b"")
    assert told(head + own + BODY, key)["receipt"]["recipients"] == [recipient] * bool(recipient)


def test_a_huge_mail_is_told_of_in_a_small_message() -> None:
    addresses = b"To: " + b", ".join(b"%d@x.example" % n for n in range(9_000)) + b"\r\n"
    mail = SES + addresses + OWN + BODY * 10_000
    assert len(json.dumps(told(mail, "sube.example/1"))) < 1_000


def test_a_trap_is_told_of_so_that_it_is_seen_with_the_dead_letters() -> None:
    trap = b"".join(b"X-%d: multipart/\r\n" % n for n in range(40))
    assert told(trap + BODY)["receipt"]["action"]["objectKey"] == "destek@marka.example/o3vrnil0"


@given(st.binary(max_size=300), st.text(max_size=60))
def test_no_mail_and_no_key_stop_it(mail: bytes, key: str) -> None:
    for head in (mail, SES + mail, b"Authentication-Results: amazonses.com;" + mail):
        assert told(head, key)["receipt"]["action"]["objectKey"] == key
