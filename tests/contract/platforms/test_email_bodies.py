"""What a person wrote in a mail, and nothing else of it."""

import time
from email.message import EmailMessage

import pytest

from hearback.adapters.platforms.email.body import without_history
from hearback.domain.mention import MentionAdded
from tests.contract.platforms.given import broken, only
from tests.contract.platforms.mails import PLAIN, parse


def text_of(mail: bytes | str) -> str:
    added = only(parse(mail))
    assert isinstance(added, MentionAdded)
    return added.mention.text


def a_mail(content: str, subtype: str = "plain", charset: str = "utf-8") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "a@b.example", "<1@b>"
    message.set_content(content, subtype=subtype, charset=charset)
    return message


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-9", "windows-1254"])
def test_turkish_letters_are_read_in_every_charset(charset: str) -> None:
    assert text_of(bytes(a_mail("Şikâyet: ğüşıöç İĞÜŞÖÇ", charset=charset))) == (
        "Şikâyet: ğüşıöç İĞÜŞÖÇ"
    )


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", "utf-8"),
        ("", "windows-1254"),
        ("Content-Type: text/plain; charset=x-unknown\n", "iso-8859-9"),
        ("Content-Type: text/plain; charset=us-ascii\n", "utf-8"),
    ],
)
def test_a_charset_that_is_missing_or_wrong_is_guessed(header: str, encoding: str) -> None:
    mail = (header + "Message-ID: <1@b>\n\nşikâyet ığü").encode(encoding)
    assert text_of(mail) == "şikâyet ığü"


def test_a_charset_that_no_reader_can_bear_is_guessed_too() -> None:
    mail = b'Message-ID: <1@b>\nContent-Type: text/plain; charset="a\0b"\n\n' + "şikâyet".encode()
    assert text_of(mail) == "şikâyet"


@pytest.mark.parametrize(
    "subject",
    [
        b"=?UTF-8?B?xZ5pa8OieWV0?=",
        b"=?iso-8859-9?Q?=DEik=E2yet?=",
        "Şikâyet".encode(),
        "Şikâyet".encode("windows-1254"),
    ],
)
def test_a_subject_is_read_however_it_is_encoded(subject: bytes) -> None:
    assert text_of(PLAIN.replace(b"Kargo", subject)).startswith("Şikâyet\n")


@pytest.mark.parametrize(
    "subject", [b"=?klingon?Q?a?=", b"=?UTF-8?B?%%%?=", b"=?UTF-8?Q?=FF?=", b"=?=?=?="]
)
def test_a_subject_that_is_ill_encoded_is_kept_as_it_is(subject: bytes) -> None:
    assert text_of(PLAIN.replace(b"Kargo", subject)).endswith("\nGelmedi.")


def test_a_mail_in_html_alone_is_read_as_text() -> None:
    html = "<style>p{}</style><p>Kargom <b>yok</b></p><script>alert(1)</script><p>Ayşe</p>"
    assert text_of(bytes(a_mail(html, "html"))) == "Kargom yok\nAyşe"


def test_plain_text_goes_before_html_wherever_it_stands() -> None:
    message = a_mail("<p>html</p>", "html")
    message.make_mixed()
    message.add_attachment("düz", disposition="inline")
    assert text_of(bytes(message)) == "düz"


def test_attachments_are_named_and_not_kept() -> None:
    message = a_mail("Kırık geldi")
    message.add_attachment(b"\xff\xd8", maintype="image", subtype="jpeg", filename="kırık.jpg")
    message.add_attachment("gizli", filename="fatura.txt")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf")
    assert text_of(bytes(message)) == "Kırık geldi\n📎 kırık.jpg\n📎 fatura.txt"


def test_an_attached_mail_is_not_the_customers_words() -> None:
    message = a_mail("Ekte")
    message.add_attachment(a_mail("başkasının sözü"))
    assert text_of(bytes(message)) == "Ekte"


QUOTES = [
    "22 Kas 2026 Paz 10:00 tarihinde Marka <destek@marka.example> şunu yazdı:\n> eski",
    "Marka <destek@marka.example>, 22 Kas 2026 Paz, 10:00 tarihinde şunu yazdı:\neski",
    "22 Kas 2026 tarihinde 10:00 saatinde, Marka <destek@marka.example> şunları yazdı:\n\n> eski",
    "On Sun, Nov 22, 2026 at 10:00 AM Marka <destek@marka.example> wrote:\n> old",
    "On Sun, Nov 22, 2026 at 10:00 AM Marka Destek\n<destek@marka.example> wrote:\n> old",
    "22.11.2026 10:00, Marka <destek@marka.example> yazdı:\n> eski",
    "-----Original Message-----\nFrom: Marka",
    "----- Özgün İleti -----\nKimden: Marka",
    "-----Orijinal Mesaj-----\nKimden: Marka",
    "From: Marka <destek@marka.example>\nSent: Sunday, November 22, 2026 10:00\nTo: Ayşe\n\nold",
    "Kimden: Marka <destek@marka.example>\nGönderildi: 22 Kasım 2026 Pazar 10:00\nKime: A\n\neski",
    "*Gönderen:* Marka\n*Tarih:* 22 Kasım 2026\neski",
    "> eski\n> daha eski",
]


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_history_below_is_cut(quote: str, newline: str) -> None:
    text = f"Hâlâ gelmedi.\n\nAyşe\n\n{quote}".replace("\n", newline)
    assert without_history(text) == "Hâlâ gelmedi.\n\nAyşe"


@pytest.mark.parametrize(
    "text",
    [
        "Bana şunu yazdı: gelmeyecek",
        "Kimden: annemden geldi\nama kırık",
        "Müşteri hizmetleri şunları yazdı:",
        "From: here\nto there",
        "a > b\nx",
        "-----",
    ],
)
def test_words_that_only_look_like_a_quote_stay(text: str) -> None:
    assert without_history(text) == text


def test_answers_between_the_quoted_lines_stay() -> None:
    assert without_history("> Numaranız?\n1234\n> Adınız?\nAyşe") == "1234\nAyşe"


@pytest.mark.parametrize("quote", QUOTES)
def test_a_text_that_is_nothing_but_a_quote_stays_whole(quote: str) -> None:
    assert without_history(quote) == quote


def test_a_long_text_is_cut() -> None:
    assert len(text_of(bytes(a_mail("ş" * 50_000)))) == 10_000


def nested(depth: int) -> bytes:
    opened = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return "".join(opened).encode() + b"\nx"


@pytest.mark.parametrize("depth", [31, 1_000, 20_000])
def test_parts_nested_to_trap_a_reader_are_set_aside(depth: int) -> None:
    assert len(broken(parse(nested(depth)))) == 1


@pytest.mark.parametrize(
    "mail",
    [
        nested(30) + b"\n" * 1_000_000,
        b"Content-Type: text/plain; " + b'a="b;' * 300_000 + b"\n\nx",
        b"Subject: " + b"=?a?q?" * 200_000 + b"\n\nx",
        b"References: " + b"<" * 1_000_000 + b"\n\nx",
        b"From: " + b'"(' * 500_000 + b"\n\nx",
        b"\n\n" + (b"a saatinde" * 29 + b":\n") * 7_000,
        b"\n\n" + (b"<a@" * 99 + b":\n") * 7_000,
        b"Content-Type: text/html\n\n" + b"<a " * 600_000,
    ],
    ids=range(8),
)
def test_mails_that_trap_readers_are_read_in_seconds(mail: bytes) -> None:
    started = time.process_time()
    parse(mail)
    assert time.process_time() - started < 10
