from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from local.mailbox import Mailbox, create_mailbox

AT = datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=UTC)
LINK = "http://127.0.0.1:4566/_aws/execute-api/hearback/$default/cases/01J?act=view&sig=a-b_c"
BODY = f"""Yeni vaka: 15 dk içinde karşılayın

> Kargom gelmedi 😡
> <script>alert(1)</script>

| Merhaba Ayşe, bakıyoruz.

Karşıla: {LINK}.
"""


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail")


@pytest.fixture
def web(mailbox: Mailbox) -> FlaskClient:
    return create_mailbox(mailbox).test_client()


def test_a_mail_is_one_file_that_any_mail_program_reads(mailbox: Mailbox) -> None:
    mailbox.receive("Müşteri Deneyimi", "Şikayet · vaka 4K2", BODY, AT)
    (file,) = mailbox.folder.iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert file.name == "20261122T080000123456Z-00001.eml"
    assert message["Subject"] == "Şikayet · vaka 4K2"
    assert message["From"] == "Hearback <alerts@hearback.example>"
    assert message["To"].addresses[0].addr_spec == "musteri-deneyimi@hearback.example"
    assert message["To"].addresses[0].display_name == "Müşteri Deneyimi"
    assert message["Date"].datetime == AT.replace(microsecond=0)
    assert message["Message-ID"] == "<20261122T080000123456Z-00001@hearback.example>"
    assert message["X-Hearback-Topic"] == "Müşteri Deneyimi"
    assert message.get_content_charset() == "utf-8"
    assert message.get_content().replace("\r\n", "\n") == BODY
    assert all(len(line) <= 998 for line in file.read_bytes().split(b"\r\n"))


def test_mails_come_back_after_a_restart(mailbox: Mailbox) -> None:
    first = mailbox.receive("care", "Şikayet", BODY, AT)
    second = mailbox.receive("care", "Soru", "kısa", AT + timedelta(seconds=1))
    again = Mailbox(mailbox.folder)
    assert [mail.id for mail in again.mails()] == [second.id, first.id]
    loaded = again.mail(first.id)
    assert loaded is not None
    assert (loaded.topic, loaded.subject, loaded.body) == (first.topic, first.subject, first.body)
    third = again.receive("care", "Öneri", "kısa", AT + timedelta(seconds=1))
    assert third.id not in (first.id, second.id)


def test_a_file_that_is_no_mail_is_left_out(mailbox: Mailbox) -> None:
    (mailbox.folder / "a.eml").write_bytes(b"\xff\xfe not a mail")
    assert Mailbox(mailbox.folder).mails() == ()


def test_no_subject_becomes_a_header_of_its_own(mailbox: Mailbox) -> None:
    mailbox.receive("care", "Şikayet\r\nBcc: herkes@example.com\u202egnp", "a\x00b", AT)
    message = message_from_bytes(next(mailbox.folder.iterdir()).read_bytes(), policy=default)
    assert message["Bcc"] is None
    assert message["Subject"] == "Şikayet Bcc: herkes@example.comgnp"


def test_the_same_subject_makes_a_thread(mailbox: Mailbox) -> None:
    first = mailbox.receive("care", "Vaka 4K2", "bir", AT)
    mailbox.receive("care", "Vaka 7F1", "başka", AT + timedelta(seconds=1))
    mailbox.receive("team_lead", "Re: vaka  4k2", "iki", AT + timedelta(seconds=2))
    newest, other = mailbox.threads()
    assert [mail.body for mail in newest.mails] == ["bir", "iki"]
    assert [mail.body for mail in other.mails] == ["başka"]
    file = mailbox.folder / f"{newest.latest.id}.eml"
    assert first.message_id.encode() in file.read_bytes()


def test_the_list_has_the_newest_first_and_the_first_words(
    mailbox: Mailbox, web: FlaskClient
) -> None:
    mailbox.receive("care", "Eski konu", BODY, AT)
    mailbox.receive("care-en", "New subject", "\n\nHello there", AT + timedelta(seconds=5))
    text = web.get("/").text
    assert text.index("New subject") < text.index("Eski konu")
    assert "Hello there" in text
    assert "Yeni vaka: 15 dk içinde karşılayın" in text
    assert "New subject" not in web.get("/?topic=care").text
    assert "All mail" in web.get("/", headers={"accept-language": "en-GB"}).text


def test_a_mail_reads_as_in_a_mail_program(mailbox: Mailbox, web: FlaskClient) -> None:
    mail = mailbox.receive("care", "Şikayet <b>", BODY, AT)
    answer = web.get(f"/mail/{mail.id}")
    link = LINK.replace("&", "&amp;")
    assert f'href="{link}"' in answer.text
    assert '<div class="quote">Kargom gelmedi' in answer.text
    assert '<div class="draft">Merhaba Ayşe' in answer.text
    assert "<script>alert" not in answer.text
    assert "Şikayet &lt;b&gt;" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert web.get("/mail/yok").status_code == 404


def test_what_was_opened_is_no_longer_unread(mailbox: Mailbox, web: FlaskClient) -> None:
    mail = mailbox.receive("care", "Şikayet", BODY, AT)
    assert "row unread" in web.get("/").text
    web.get(f"/mail/{mail.id}")
    assert "row unread" not in web.get("/").text


def test_programs_read_the_mails_as_json(mailbox: Mailbox, web: FlaskClient) -> None:
    mailbox.receive("care", "Şikayet", BODY, AT)
    (mail,) = web.get("/mails.json").json or []
    assert mail["links"] == [LINK]
    assert (mail["topic"], mail["subject"], mail["body"]) == ("care", "Şikayet", BODY.rstrip("\n"))
    assert web.get("/mails.json?topic=other").json == []
    assert web.get("/version").json == {"version": 1}
