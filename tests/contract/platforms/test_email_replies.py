"""Our answers by mail: below the customer's own, to nobody else, and never twice."""

import json
from typing import Any

import pytest

from hearback.adapters.platforms.email import Email
from hearback.adapters.platforms.email.letter import letter
from hearback.adapters.platforms.email.replies import ses_at
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import Letterhead, Reply
from tests.contract.platforms.given import a_reply
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

KEYS = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret"}
HEAD = Letterhead(sender="Nivora", subject="Kargom gelmedi", thread_id="first@mail.example")


def a_mail(**changes: Any) -> Reply:
    given: dict[str, Any] = {
        "account_id": "destek@marka.example",
        "person_id": "ayse@ornek.example",
        "in_reply_to": "third@mail.example",
        "text": "Merhaba Ayşe, ilgileniyoruz 🙏 ığüşöç",
        "letterhead": HEAD,
    }
    return a_reply("email", **given | changes)


def an_email(server: LocalServer, region: str = "eu-west-1") -> Email:
    return Email(ses=ses_at(server.url, region_name=region, **KEYS))


def sent(server: LocalServer, reply: Reply) -> dict[str, Any]:
    """What SES was told."""
    server.answers_json({"MessageId": "0102-000000"})
    an_email(server).send(reply)
    (call,) = server.calls
    body: dict[str, Any] = json.loads(call.body)
    return body


def headers(reply: Reply) -> dict[str, str]:
    return {each["Name"]: each["Value"] for each in letter(reply)["Content"]["Simple"]["Headers"]}


def subject(given: str) -> str:
    mail = letter(a_mail(letterhead=Letterhead(subject=given)))
    return str(mail["Content"]["Simple"]["Subject"]["Data"])


def test_an_answer_goes_to_its_author_below_their_own_mail(server: LocalServer) -> None:
    assert sent(server, a_mail()) == {
        "FromEmailAddress": "Nivora <destek@marka.example>",
        "Destination": {"ToAddresses": ["ayse@ornek.example"]},
        "Content": {
            "Simple": {
                "Subject": {"Data": "Re: Kargom gelmedi", "Charset": "UTF-8"},
                "Body": {
                    "Text": {"Data": "Merhaba Ayşe, ilgileniyoruz 🙏 ığüşöç", "Charset": "UTF-8"}
                },
                "Headers": [
                    {"Name": "In-Reply-To", "Value": "<third@mail.example>"},
                    {"Name": "References", "Value": "<first@mail.example> <third@mail.example>"},
                ],
            }
        },
    }


def test_the_call_is_signed_for_ses(server: LocalServer) -> None:
    sent(server, a_mail())
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/v2/email/outbound-emails")
    assert call.headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
    assert "/eu-west-1/ses/aws4_request" in call.headers["authorization"]


@pytest.mark.parametrize(
    ("region", "host"),
    [("eu-west-1", "eu-west-1.amazonses.com"), ("us-east-1", "email.amazonses.com")],
)
def test_it_is_known_by_the_message_id_that_reports_will_name(
    server: LocalServer, region: str, host: str
) -> None:
    server.answers_json({"MessageId": "0102018f-1234-000000"})
    assert an_email(server, region).send(a_mail()) == f"0102018f-1234-000000@{host}"


def test_only_automatic_answers_say_that_they_are() -> None:
    assert "Auto-Submitted" not in headers(a_mail())
    assert headers(a_mail(by_human=False))["Auto-Submitted"] == "auto-replied"


def test_the_first_mail_of_a_conversation_is_referred_to_once() -> None:
    mail = a_mail(in_reply_to="first@mail.example")
    assert headers(mail)["References"] == "<first@mail.example>"


@pytest.mark.parametrize(
    "spoiled", ["a@b> <c@d", "a@b\r\nBcc: eve@evil.example", "a b@c", "ş@b", ""]
)
def test_what_is_no_message_id_gets_into_no_header(spoiled: str) -> None:
    head = Letterhead(subject="x", thread_id=spoiled)
    assert headers(a_mail(in_reply_to=spoiled, letterhead=head)) == {}


def test_the_reference_goes_into_the_address_that_the_customer_answers_to() -> None:
    mail = letter(a_mail(letterhead=Letterhead(subject="x", reference="HB7K3F92QMXW")))
    assert mail["ReplyToAddresses"] == ["destek+HB7K3F92QMXW@marka.example"]
    assert "ReplyToAddresses" not in letter(a_mail())


def test_an_address_without_room_for_the_reference_is_left_as_it_is() -> None:
    head = Letterhead(subject="x", reference="HB7K3F92QMXW")
    long = f"{'d' * 60}@marka.example"
    assert "ReplyToAddresses" not in letter(a_mail(account_id=long, letterhead=head))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Kargom gelmedi", "Re: Kargom gelmedi"),
        ("Re: Kargom gelmedi", "Re: Kargom gelmedi"),
        ("YNT: Re: AW : RE[2]: Kargom", "Re: Kargom"),
        ("Rezervasyon", "Re: Rezervasyon"),
        ("Fwd: İade", "Re: Fwd: İade"),
        ("Kargo\r\nBcc: eve@evil.example", "Re: Kargo Bcc: eve@evil.example"),
        ("Kargo\u2028Bcc:\x00 x", "Re: Kargo Bcc:\ufffd x"),
        ("", "Re:"),
    ],
)
def test_a_subject_is_one_line_with_one_mark_of_an_answer(given: str, expected: str) -> None:
    assert subject(given) == expected


def test_a_very_long_subject_is_cut() -> None:
    assert len(subject("çok uzun " * 500)) <= 210
    assert subject("Re: " * 500 + "Kargo").startswith("Re: ")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nivora", "Nivora <destek@marka.example>"),
        ("", "destek@marka.example"),
        ('Nivora, "Destek"', '"Nivora, \\"Destek\\"" <destek@marka.example>'),
        ("Şikâyet", "=?utf-8?b?xZ5pa8OieWV0?= <destek@marka.example>"),
        (
            "Nivora\r\nBcc: eve@evil.example",
            '"Nivora Bcc: eve@evil.example" <destek@marka.example>',
        ),
    ],
)
def test_our_name_stands_before_our_address_on_one_line(name: str, expected: str) -> None:
    assert letter(a_mail(letterhead=Letterhead(sender=name)))["FromEmailAddress"] == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ayse@örnek.example", "ayse@xn--rnek-4qa.example"),
        ("ayse@xn--rnek-4qa.example", "ayse@xn--rnek-4qa.example"),
        ("ayse.o'neil+x@ornek.example", "ayse.o'neil+x@ornek.example"),
    ],
)
def test_domains_beyond_ascii_are_written_as_ses_takes_them(given: str, expected: str) -> None:
    assert letter(a_mail(person_id=given))["Destination"] == {"ToAddresses": [expected]}


@pytest.mark.parametrize(
    "address",
    [
        "ayşe@ornek.example",
        "ayse@straße.example",
        "ayse@ornek.example, eve@evil.example",
        "ayse@ornek.example\r\nBcc: eve@evil.example",
        "Ayse <ayse@ornek.example>",
        '"ay se"@ornek.example',
        "ayse@ornek",
        "ayse@[127.0.0.1]",
        f"ayse@{'a' * 64}.example",
        "ayse@-.example",
        "ayse",
        "@ornek.example",
    ],
)
def test_an_address_that_ses_does_not_take_is_not_tried(server: LocalServer, address: str) -> None:
    with pytest.raises(Refused, match=r"^address_unsupported$"):
        an_email(server).send(a_mail(person_id=address))
    assert server.calls == []


def test_a_mail_without_a_proven_sender_has_nobody_to_answer(server: LocalServer) -> None:
    with pytest.raises(Refused, match=r"^nobody_to_answer$"):
        an_email(server).send(a_mail(person_id=""))
    assert server.calls == []


def a_fault(code: str, status: int = 400, message: str = "No.", **more: str) -> Scripted:
    return as_json({"message": message}, status, {"x-amzn-errortype": code, **more})


NOT_VERIFIED = (
    "Email address is not verified. The following identities failed the check in region "
    "EU-WEST-1: destek@marka.example"
)
FAULTS: list[tuple[Scripted, type[Exception], str]] = [
    (a_fault("MessageRejected", message=NOT_VERIFIED), NotAuthorised, "MessageRejected$"),
    (a_fault("MessageRejected"), Refused, "^code_MessageRejected: No.$"),
    (a_fault("BadRequestException"), Refused, "^code_BadRequestException: No.$"),
    (a_fault("MailFromDomainNotVerifiedException"), NotAuthorised, "not_authorised"),
    (a_fault("AccountSuspendedException"), NotAuthorised, "not_authorised"),
    (a_fault("SendingPausedException"), NotAuthorised, "not_authorised"),
    (a_fault("NotFoundException", 404), NotAuthorised, "not_authorised"),
    (a_fault("AccessDeniedException", 403), NotAuthorised, "not_authorised"),
    (a_fault("ExpiredTokenException", 403), NotAuthorised, "not_authorised"),
    (a_fault("UnrecognizedClientException", 401), NotAuthorised, "not_authorised"),
    (a_fault("TooManyRequestsException", 429), RateLimited, "TooManyRequests"),
    (a_fault("ThrottlingException"), RateLimited, "Throttling"),
    (a_fault("LimitExceededException"), RateLimited, "LimitExceeded"),
    (a_fault("InternalFailure", 500), Unavailable, "http_500"),
    (Scripted(status=503, body=b"<html>"), Unavailable, "http_503"),
    (Scripted(raw=b""), Unavailable, "ConnectionClosedError"),
    (Scripted(body=b"{}"), Unavailable, "without an id"),
    (Scripted(body=b'{"MessageId": ["x"]}'), Unavailable, "without an id"),
    (Scripted(body=b'{"MessageId": "01\\n02"}'), Unavailable, "without an id"),
    (Scripted(body=b'{"MessageId": "' + b"x" * 300 + b'"}'), Unavailable, "without an id"),
    (Scripted(body=b"[1]"), Unavailable, "cannot be read"),
    (Scripted(body=b"\xff\xfe"), Unavailable, "cannot be read"),
    (Scripted(body=b"[" * 60_000), Unavailable, "cannot be read"),
    (Scripted(status=400, body=b"[1]"), Unavailable, "cannot be read"),
    (Scripted(status=400, body=b'{"__type": 5, "message": null}'), Unavailable, "cannot be read"),
    (Scripted(status=400, body=b'{"message": null}'), Refused, "^code_400$"),
    (Scripted(status=400, body=b'{"message": ["No."]}'), Refused, "^code_400"),
    (Scripted(status=400, body=b'{"__type": "not a name"}'), Refused, "^code_unknown$"),
]


@pytest.mark.parametrize(("answer", "kind", "told"), FAULTS)
def test_each_error_of_ses_is_known_and_none_is_tried_again_by_itself(
    server: LocalServer, answer: Scripted, kind: type[Exception], told: str
) -> None:
    server.answers(answer)
    with pytest.raises(kind, match=told):
        an_email(server).send(a_mail())
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("message", "more", "seconds"),
    [
        ("Maximum sending rate exceeded.", {}, 60),
        ("Maximum sending rate exceeded.", {"Retry-After": "7"}, 7),
        ("Daily message quota exceeded.", {}, 3_600),
    ],
)
def test_a_limit_says_how_long_to_wait(
    server: LocalServer, message: str, more: dict[str, str], seconds: int
) -> None:
    server.answers(a_fault("TooManyRequestsException", 429, message, **more))
    with pytest.raises(RateLimited) as error:
        an_email(server).send(a_mail())
    assert error.value.retry_after == seconds


@pytest.mark.parametrize("secret", ["ayse@ornek.example", "destek@marka.example", a_mail().text])
def test_a_refusal_repeats_neither_an_address_nor_the_text(
    server: LocalServer, secret: str
) -> None:
    server.answers(a_fault("BadRequestException", message=f"Illegal: {secret}"))
    with pytest.raises(Refused, match=r"^code_BadRequestException$"):
        an_email(server).send(a_mail())


def test_a_server_that_nobody_listens_at_was_never_told() -> None:
    nobody = Email(ses=ses_at("http://127.0.0.1:1", region_name="eu-west-1", **KEYS))
    with pytest.raises(RateLimited, match="never_sent: EndpointConnectionError"):
        nobody.send(a_mail())


def test_an_answer_that_may_be_out_is_not_sent_twice() -> None:
    with pytest.raises(Refused, match=r"^outcome_unknown$"):
        Email().find(a_mail())


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert Email().length("s\u0327ikayet 😀") == 9
    assert Email.longest_reply == 10_000


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Email().send(a_mail())
