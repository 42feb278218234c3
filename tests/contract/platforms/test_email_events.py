"""Mails that SES received, as events of ours."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.email import Email
from hearback.domain.errors import Unavailable, Unverified
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Mention,
    MentionAdded,
    Visibility,
)
from hearback.domain.webhooks import WebhookRequest
from tests.contract.platforms.given import NOW, a_delivery, broken, only, signed_by
from tests.contract.platforms.mails import PLAIN, RECEIVED, Bucket, parse, raw, received


def mention_of(mail: bytes | str, told: object = RECEIVED) -> Mention:
    added = only(parse(mail, told))
    assert isinstance(added, MentionAdded)
    return added.mention


def with_headers(*lines: str) -> bytes:
    return "\n".join(lines).encode() + b"\n" + PLAIN


def test_a_reply_is_private_and_in_the_thread_of_the_first_mail() -> None:
    assert parse(raw("raw_reply.eml")) == (
        MentionAdded(
            mention=Mention(
                channel="email",
                account_id="destek@marka.example",
                external_id="abc@example.com",
                author=Author(id="ayse@example.com", name="Ayşe Örnek"),
                text="Hâlâ gelmedi.",
                received_at=NOW,
                posted_at=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
                thread_id="case-123@marka.example",
                in_reply_to="case-123@marka.example",
                visibility=Visibility.PRIVATE,
                beside="destek@marka.example Re: Şikayet",
                subject="Re: Şikayet",
            )
        ),
    )


def test_a_reference_in_our_address_is_told_and_the_account_is_the_plain_one() -> None:
    receipt = {**RECEIVED["receipt"], "recipients": ["Destek+HB7K3F92QMXW@Marka.example"]}
    mention = mention_of(raw("raw_reply.eml"), {**RECEIVED, "receipt": receipt})
    assert mention.account_id == "destek@marka.example"
    assert "hb7k3f92qmxw" in mention.beside


def test_the_mail_is_read_where_ses_put_it() -> None:
    bucket = Bucket(PLAIN)
    Email(mails=bucket).parse(a_delivery("email", RECEIVED))
    assert bucket.asked == [("inbound-mail", "in/o3vrnil0e2ic28tr")]


def test_the_first_mail_of_a_conversation_begins_with_its_subject() -> None:
    mention = mention_of(PLAIN)
    assert mention.text == "Kargo\nGelmedi."
    assert mention.thread_id == mention.external_id == "1@b"


@pytest.mark.parametrize("subject", ["Re: Kargo", "YNT: Kargo", "Ynt : Kargo", "Gelmedi."])
def test_a_subject_that_says_nothing_new_is_left_out(subject: str) -> None:
    assert mention_of(PLAIN.replace(b"Kargo", subject.encode())).text == "Gelmedi."


def test_a_long_thread_is_that_of_its_root() -> None:
    mail = with_headers("References: <root@b> <two@b>\n <three@b>", "In-Reply-To: <three@b>")
    mention = mention_of(mail)
    assert (mention.thread_id, mention.in_reply_to) == ("root@b", "three@b")


@pytest.mark.parametrize("line", [b"", b"Message-ID: none", b"Message-ID: <" + b"x" * 300 + b">"])
def test_a_mail_without_an_id_is_known_by_the_one_that_ses_gave(line: bytes) -> None:
    mail = PLAIN.replace(b"Message-ID: <1@b>\n", line + b"\n" if line else b"")
    assert mention_of(mail).external_id == "o3vrnil0e2ic28tr"


def test_an_automatic_answer_is_dropped() -> None:
    assert parse(raw("raw_autoreply.eml")) == (EventIgnored(event="mail/automatic"),)


@pytest.mark.parametrize(
    ("value", "dropped"),
    [
        ("no", False),
        ("No; a=b", False),
        ("", False),
        ("auto-generated", True),
        ("Auto-Notified; owner-email=a@b", True),
        ("something-new", True),
    ],
)
def test_auto_submitted_other_than_no_is_dropped(value: str, dropped: bool) -> None:
    event = only(parse(with_headers(f"Auto-Submitted: {value}")))
    assert isinstance(event, EventIgnored) is dropped


@pytest.mark.parametrize("name", ["virus", "spam"])
def test_what_ses_holds_for_spam_or_a_virus_is_dropped_unread(name: str) -> None:
    bucket = Bucket(PLAIN)
    told = received(**{f"{name}Verdict": {"status": "FAIL"}})
    events = Email(mails=bucket).parse(a_delivery("email", told))
    assert tuple(events) == (EventIgnored(event=f"mail/{name}"),)
    assert bucket.asked == []


@pytest.mark.parametrize("status", ["PASS", "GRAY", "PROCESSING_FAILED", "DISABLED", None, {}])
def test_other_verdicts_let_a_mail_in(status: object) -> None:
    told = received(virusVerdict={"status": status}, spamVerdict=None)
    assert mention_of(PLAIN, told).text == "Kargo\nGelmedi."


def test_the_verdicts_that_ses_wrote_into_the_mail_count_too() -> None:
    mail = with_headers("X-SES-Spam-Verdict: PASS", "X-SES-Virus-Verdict: FAIL")
    assert parse(mail) == (EventIgnored(event="mail/virus"),)


def test_a_verdict_that_the_sender_wrote_is_below_that_of_ses_and_counts_nothing() -> None:
    mail = with_headers("X-SES-Virus-Verdict: PASS", "X-SES-Virus-Verdict: FAIL")
    assert mention_of(mail).text == "Kargo\nGelmedi."


def test_whoever_fails_dmarc_is_not_taken_for_the_customer() -> None:
    mention = mention_of(raw("raw_reply.eml"), received(dmarcVerdict={"status": "FAIL"}))
    assert mention.author == Author(name="Ayşe Örnek")


@pytest.mark.parametrize(
    ("told", "event"),
    [
        ({**RECEIVED, "mail": {**RECEIVED["mail"], "source": ""}}, "mail/bounce"),
        ({**RECEIVED, "notificationType": "Bounce"}, "Bounce"),
        ({}, "unknown"),
    ],
)
def test_what_nobody_wrote_is_ignored_by_name(told: object, event: str) -> None:
    assert parse(PLAIN, told) == (EventIgnored(event=event),)


def test_a_report_of_a_mail_server_is_ignored() -> None:
    mail = with_headers("Content-Type: multipart/report; boundary=x")
    assert parse(mail) == (EventIgnored(event="mail/report"),)


@pytest.mark.parametrize(
    ("header", "is_bulk"),
    [
        ("Precedence: bulk", True),
        ("Precedence: LIST", True),
        ("Precedence: auto_reply", True),
        ("List-Id: <duyuru.ornek.example>", True),
        ("List-Unsubscribe: <mailto:x@ornek.example>", True),
        ("Precedence: normal", False),
        ("X-List: no", False),
    ],
)
def test_what_is_sent_to_many_comes_in_and_says_so(header: str, is_bulk: bool) -> None:
    mention = mention_of(with_headers(header))
    assert (mention.bulk, mention.author.id) == (is_bulk, "a@b.example")


@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ("Kargo", "Kargo"),
        ("=?UTF-8?Q?=C5=9Eikayet?=", "Şikayet"),
        ("Kargo\r\n\tgelmedi", "Kargo gelmedi"),
        ("=?UTF-8?Q?Kargo=0D=0ABcc:_x?=", "Kargo Bcc: x"),
    ],
)
def test_the_subject_is_kept_on_one_line_for_the_answer(given: str, subject: str) -> None:
    mail = PLAIN.replace(b"Subject: Kargo", b"Subject: " + given.encode())
    assert mention_of(mail).subject == subject


def test_our_own_mail_is_an_echo() -> None:
    own = mention_of(PLAIN.replace(b"a@b.example", b"Destek <Destek@Marka.example>"))
    assert own.author.id == own.account_id == "destek@marka.example"


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("=?UTF-8?Q?=C3=96rnek=2C_Ay=C5=9Fe?= <A@B.example>", "Örnek, Ayşe"),
        ('"Örnek, Ayşe" <a@b.example>', "Örnek, Ayşe"),
        ("a@b.example", ""),
    ],
)
def test_a_name_is_told_from_the_address(sender: str, name: str) -> None:
    mail = PLAIN.replace(b"a@b.example", sender.encode())
    assert mention_of(mail).author == Author(id="a@b.example", name=name)


@pytest.mark.parametrize("date", ["", "yesterday", "Sun, 99 Nov 2026 11:00:00 +0300", "1"])
def test_a_date_that_is_none_is_none(date: str) -> None:
    assert mention_of(with_headers(f"Date: {date}")).posted_at is None


def test_what_is_not_there_may_be_missing() -> None:
    mention = mention_of(b"\n\n", {**RECEIVED, "mail": {"messageId": "ses-1"}})
    assert (mention.external_id, mention.text, mention.author) == ("ses-1", "", Author())


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({**RECEIVED, "receipt": None}, "receipt is not an object"),
        (received(action={"type": "SNS"}), "no bucket"),
        (received(action={"bucketName": "a", "objectKey": None}), "no key in the bucket"),
    ],
)
def test_a_notification_without_a_mail_is_set_aside(told: Any, reason: str) -> None:
    (lost,) = broken(parse(PLAIN, told))
    assert lost.reason == reason
    assert json.loads(lost.fragment) == told


def test_a_mail_that_is_no_longer_in_the_bucket_is_set_aside() -> None:
    (lost,) = broken(parse(None))
    assert lost.reason == "the mail was not given: NoSuchKey"


def test_a_bucket_that_does_not_answer_lets_the_delivery_come_again() -> None:
    class Silent:
        def read(self, bucket: str, key: str) -> bytes:
            raise Unavailable("ReadTimeoutError")

    with pytest.raises(Unavailable):
        Email(mails=Silent()).parse(a_delivery("email", RECEIVED))


def test_nobody_posts_mails_to_our_door() -> None:
    with pytest.raises(Unverified):
        Email().verify(WebhookRequest(method="POST"), signed_by("s"), NOW)
    with pytest.raises(Unverified):
        Email().handshake(WebhookRequest(method="GET"), signed_by("s"))
