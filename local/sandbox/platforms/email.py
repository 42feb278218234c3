"""E-mail: what people write to an address of ours, and Amazon SES, through which we answer.

Contract: RFC 5322; docs.aws.amazon.com/ses (API v2: SendEmail and its errors; header fields).
"""

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from flask import Blueprint, Response, jsonify

from hearback.domain.mention import Author
from hearback.domain.text import clean, one_line
from local.emulator.process import CREDENTIALS
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, News, Person, Platform
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.sigv4 import signed_for

ADDRESS = BrandAccount(
    channel="email", profile=Author(id="destek@nivora.example", name="Nivora Destek")
)
_LONGEST_NAME = 60
_HOST = "email.amazonses.com"
"""Where Message-IDs of the emulator's region are from."""

_ADDRESS = re.compile(r"[!-?A-~]+@[a-z0-9.-]+", re.IGNORECASE)
_OWN_HEADERS = (
    *("bcc", "cc", "content-disposition", "content-type", "date", "from", "message-id"),
    *("mime-version", "reply-to", "return-path", "subject", "to"),
)
"""(?) What SES writes itself, and takes from nobody in a simple message."""

_HEADER_NAME, _HEADER_VALUE = re.compile(r"[!-9;-@A-~]{1,126}"), re.compile(r"[ -~]{1,995}")
_CODES = {429: "TooManyRequestsException", 400: "BadRequestException", 403: "AccessDeniedException"}

routes = Blueprint("email_api", __name__, url_prefix="/email")
routes.register_error_handler(PlatformError, refused)


@routes.post("/v2/email/outbound-emails")
def send() -> Response:
    region = signed_for("ses", CREDENTIALS["AWS_SECRET_ACCESS_KEY"])
    if not region:
        raise _error(403, "InvalidSignatureException", "The request signature does not match")
    with misbehaving("email", "post", _fault):
        post = _sent(region)
    return jsonify(MessageId=post.id.partition("@")[0])


def _sent(region: str) -> Post:
    sandbox, order = the_sandbox(), json_object()
    simple = inner(order, "Content", "Simple")
    text, subject = inner(simple, "Body", "Text", "Data"), inner(simple, "Subject", "Data")
    if not isinstance(text, str) or not isinstance(subject, str) or not text:
        raise _error(400, "BadRequestException", "Content is not a simple message")
    sender = parseaddr(str(order.get("FromEmailAddress")))[1]
    account = sandbox.account("email", sender)
    if account is None:
        told = "Email address is not verified. The following identities failed the check in"
        raise _error(400, "MessageRejected", f"{told} region {region.upper()}: {sender}")
    people = inner(order, "Destination", "ToAddresses") or []
    if not people or not all(isinstance(it, str) and _ADDRESS.fullmatch(it) for it in people):
        raise _error(400, "BadRequestException", "Illegal address")
    headers = _headers(simple)
    answered = _known(headers.get("in-reply-to", ""))
    return sandbox.publish("email", account.profile, text, answered, title=subject)


def _headers(simple: dict[str, Any]) -> dict[str, str]:
    """By name in lower case. Those that SES writes itself are not taken."""
    found: dict[str, str] = {}
    for header in simple.get("Headers") or []:
        name, value = str(inner(header, "Name")), str(inner(header, "Value"))
        fits = _HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value)
        if not fits or name.lower() in {*_OWN_HEADERS, *found}:
            raise _error(400, "BadRequestException", f"Header not allowed: {name}")
        found[name.lower()] = value
    return found


def _known(message_id: str) -> str | None:
    """The mail that is answered; SES does not ask whether there is one."""
    try:
        return the_sandbox().post("email", message_id.strip("<>")).id
    except UnknownPost:
        return None


def _error(status: int, code: str, message: str, **headers: str) -> PlatformError:
    return PlatformError(status, {"message": message}, {"x-amzn-errortype": code, **headers})


def _fault(fault: Fault) -> PlatformError:
    status = fault.status or 500
    if status == 429:
        wait = {"retry-after": str(fault.retry_after)}
        return _error(429, _CODES[429], "Maximum sending rate exceeded.", **wait)
    return _error(status, _CODES.get(status, "InternalFailure"), "as ordered")


def _raw(news: News) -> bytes:
    """The mail of a post; an answer names what it answers."""
    post, mail = news.post, EmailMessage(policy=SMTP)
    mail["From"] = f"{_quoted(post.author.name)} <{post.author.id}>"
    mail["To"] = news.to.id
    mail["Subject"] = one_line(post.title or post.text, 60)
    mail["Message-ID"] = f"<{post.id}>"
    mail["Date"] = format_datetime(post.at)
    if post.in_reply_to:
        mail["In-Reply-To"] = f"<{post.in_reply_to}>"
        mail["References"] = f"<{post.thread}>"
    mail.set_content(clean(post.text))
    return mail.as_bytes()


def _quoted(name: str) -> str:
    plain = one_line(name, _LONGEST_NAME).translate(str.maketrans("", "", '"\\<>'))
    return f'"{plain}"'


def _new_id(naming: Naming) -> str:
    if naming.author.id == ADDRESS.id:
        return f"0100{naming.count:012x}-sandbox-000000@{_HOST}"
    return f"{naming.count:06d}@mail.example"


def _author(person: Person) -> Author:
    mailbox = person.handle or f"musteri{person.number % 10**6}"
    return Author(id=f"{mailbox}@example.com", name=person.name)


PLATFORM = Platform(
    channel="email",
    title="E-mail",
    accounts=(ADDRESS,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/email",
    credentials=lambda _account, _url: {},
    mail=_raw,
)
