"""Mails that are nearly those that people and programs send."""

from collections.abc import Callable, Sequence
from random import Random

_HEADS = (
    *(b"From: ", b"To: ", b"Subject: ", b"Message-ID: ", b"In-Reply-To: ", b"References: "),
    *(b"Date: ", b"Content-Type: ", b"Content-Transfer-Encoding: ", b"Content-Disposition: "),
    *(b"Auto-Submitted: ", b"MIME-Version: ", b"Return-Path: ", b"Received: ", b"Delivered-To: "),
    *(b"Content-Language: ", b"X-SES-Spam-Verdict: ", b"X-SES-Virus-Verdict: ", b"Sender: "),
    *(b"Authentication-Results: ", b"X-Forwarded-To: ", b"", b": ", b"\xfe: ", b"from:"),
    *(b"Action: ", b"Status: ", b"Final-Recipient: ", b"Original-Recipient: ", b"X-SES-: "),
)
_VALUES = (
    *(b"", b" ", b"<a@b>", b"<", b"<>", b"a@b, c@d", b'"x" <y@z', b"(((", b'"\\', b"a:b;", b"@"),
    *(b"=?utf-8?Q?=FF?=", b"=?x-none?B?%%?=", b"=?utf-8?B?xZ4?=", b"=?utf-8?Q?" + b"=C5" * 99),
    *(b"=?unicode_escape?Q?\\ud800?=", b"=?idna?Q?.....?=", b"=?utf-7?Q?+AAA?=", b"\xfe\xff"),
    *(b"Sun, 22 Nov 2026 11:00:00 +0300", b"32 Foo 99999 99:99 +9999", b"1 Jan 1 0:0", b"-"),
    *(b"text/plain; charset=iso-8859-9", b"text/html; charset=utf-16", b"text/plain; charset="),
    *(b"text/html; charset=unicode_escape", b"text/plain; charset*=utf-8''x", b"message/rfc822"),
    *(b"multipart/mixed; boundary=b1", b"multipart/mixed", b'multipart/alternative; boundary=""'),
    *(b"multipart/report; boundary=b1", b"message/partial", b"message/external-body", b"/", b";;;"),
    *(b"text/plain; charset=idna", b"text/plain; charset=punycode", b"text/plain; charset=hex"),
    *(b"base64", b"quoted-printable", b"uuencode", b"x-uue", b"7bit", b"BASE64 (x)", b"attachment"),
    *(b'attachment; filename="a', b"attachment; filename*0*=utf-8''%FF; filename*1=b"),
    *(b"inline; filename*=x'y'%00", b"auto-replied; x", b"no", b"FAIL", b"PASS", b"x" * 4_100),
    *(b"amazonses.com; spf=fail; dmarc=pass (p=none); dkim=pass header.i=@a", b'a "; dmarc=fail'),
    *(b"message/delivery-status", b"message/feedback-report", b"text/rfc822-headers"),
    *(b"failed", b"delayed", b"FAILED (x)", b"5.2.2 (full)", b"5.1.1", b"4", b"9" * 300),
    *(b"rfc822;", b"rfc822; <Ayse@x.example>", b"utf-8; \xc5\x9f@x", b"x;" * 300, b"rfc822;a\0b"),
    *(b"from a by b for <destek@marka.example>; x", b"<" * 500, b"<a@b> " * 300, b"\0", b"\r"),
)
_BODIES = (
    *(b"--b1\n", b"--b1--\n", b"--b1", b"\n\n", b"\r\n", b"\n", b"\n--b1\n\n--b1\n", b"> x\n"),
    *(b"On Monday A wrote:\n", b"22 Kas 2026 tarihinde A <a@b> \xc5\x9funu yazd\xc4\xb1:\n"),
    *(b"-----Original Message-----\n", b"Kimden: a\nTarih: b\n", b"begin 644 a\n#0V%T\nend\n"),
    *(b"<p>x<script>", b"<a " * 300, b"=FF=\n=3D=", b"%%%%", b"\xfe\xfd", b"x" * 400, b"\0"),
    *("\U0001f621ş".encode(), "ş".encode("iso-8859-9"), "İ".encode("utf-16"), b"&#xd800;"),
)


class Mails:
    """Mutants of the examples, as bytes."""

    def __init__(self, examples: Sequence[bytes]) -> None:
        self._examples = tuple(examples)

    def mail(self, rng: Random) -> bytes:
        head, gap, body = rng.choice(self._examples).partition(b"\n\n")
        for _ in range(rng.choice((1, 1, 2, 3, 5))):
            head = b"\n".join(rng.choice(_OF_HEADS)(head.split(b"\n"), rng))
            if rng.random() < 0.4:
                body = rng.choice(_OF_BODIES)(body, rng)
        if rng.random() < 0.1:
            body = self._nested(body, rng)
        mail = head + gap + body
        return _spliced(mail, rng) if rng.random() < 0.2 else mail

    def _nested(self, body: bytes, rng: Random) -> bytes:
        for _ in range(rng.choice((1, 3, 40))):
            outer = rng.choice((b"multipart/mixed; boundary=b1", b"message/rfc822"))
            body = b"Content-Type: " + outer + b"\n\n--b1\n" + body + b"\n--b1--\n"
        return body


def _spliced(mail: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(mail) + 1)
    end = min(len(mail), start + rng.choice((0, 1, 9, 80)))
    return mail[:start] + rng.choice((*_BODIES, *_VALUES, rng.randbytes(9))) + mail[end:]


def _header(rng: Random) -> bytes:
    return rng.choice(_HEADS) + rng.choice(_VALUES)


_OF_HEADS: tuple[Callable[[list[bytes], Random], list[bytes]], ...] = (
    lambda lines, rng: [*lines, _header(rng)],
    lambda lines, rng: [_header(rng), *lines],
    lambda lines, rng: [_header(rng), *lines],
    lambda lines, rng: [line for line in lines if rng.random() < 0.8],
    lambda lines, rng: lines * 2,
    lambda lines, rng: [line.swapcase() for line in lines],
    lambda lines, rng: rng.sample(lines, len(lines)),
    lambda lines, rng: [rng.choice((line, b" " + line, line + b"\r")) for line in lines],
    lambda lines, rng: [line[: rng.randrange(len(line) + 1)] for line in lines],
)


def _other_line(body: bytes, rng: Random) -> bytes:
    """One of the body's lines is a header, as those of the mails within it are."""
    lines = body.split(b"\n")
    lines[rng.randrange(len(lines))] = _header(rng)
    return b"\n".join(lines)


def _less_a_line(body: bytes, rng: Random) -> bytes:
    lines = body.split(b"\n")
    del lines[rng.randrange(len(lines))]
    return b"\n".join(lines)


_OF_BODIES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _other_line,
    _less_a_line,
    lambda body, rng: rng.choice(_BODIES) + body,
    lambda body, rng: body + rng.choice(_BODIES),
    lambda body, rng: body.replace(b"\n", b"\r\n"),
    lambda body, rng: body.replace(b"b1", rng.choice((b"b2", b"", b"b1 ", b"B1"))),
    lambda body, rng: _header(rng) + b"\n\n" + body,
    lambda body, rng: rng.choice(_BODIES) * rng.choice((2, 60)) + body,
    _spliced,
)
