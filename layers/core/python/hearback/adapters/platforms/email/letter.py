"""Our answer as a mail: whom it goes to, and what stands above the words.

Contract: RFC 5322 (References, In-Reply-To), RFC 3834 (Auto-Submitted), docs.aws.amazon.com/ses
(API v2: SendEmail, header fields: of a simple message SES itself sets From, To, Reply-To, Subject,
Date and Message-ID; it takes no SMTPUTF8, and domains in Punycode).
"""

import re
from collections.abc import Iterator
from email.utils import formataddr
from typing import Any

from hearback.adapters.platforms.email.mime import without_marks
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import Refused
from hearback.domain.replies import Letterhead, Reply
from hearback.domain.text import clean, one_line

_LONGEST_NAME = 60
_LONGEST_LOCAL_PART = 64
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_MESSAGE_ID = re.compile(r"[!-;=?-~]+")


def letter(reply: Reply) -> dict[str, Any]:
    """The parameters of SES's `SendEmail`. Raises `Refused` for an address that takes no mail."""
    head = reply.letterhead or Letterhead()
    account = _address(reply.account_id)
    return {
        "FromEmailAddress": _from(head.sender, account),
        "Destination": {"ToAddresses": [_address(reply.person_id)]},
        **_reply_to(account, head.reference),
        "Content": {
            "Simple": {
                "Subject": _utf8(_subject(head.subject)),
                "Body": {"Text": _utf8(clean(reply.text))},
                "Headers": [{"Name": name, "Value": value} for name, value in _headers(reply)],
            }
        },
    }


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}


def _from(name: str, address: str) -> str:
    """With our name before it, in encoded words where it is not ASCII."""
    return formataddr((one_line(fields.label(name), _LONGEST_NAME), address))


def _reply_to(account: str, reference: str) -> dict[str, list[str]]:
    """Our address with the case's reference, by which the customer's answer finds it."""
    name, _, host = account.partition("@")
    labelled = f"{name}+{reference}"
    if not reference or len(labelled) > _LONGEST_LOCAL_PART:
        return {}
    return {"ReplyToAddresses": [f"{labelled}@{host}"]}


def _subject(given: str) -> str:
    """On one line, with one `Re:`, however many there were and in whichever language."""
    return f"Re: {without_marks(fields.label(given))}".strip()


def _headers(reply: Reply) -> Iterator[tuple[str, str]]:
    """What puts the answer below the customer's mail, and keeps other machines from answering."""
    answered = _bracketed(reply.in_reply_to)
    first = _bracketed(reply.letterhead.thread_id) if reply.letterhead else ""
    if answered:
        yield "In-Reply-To", answered
    if before := list(dict.fromkeys(filter(None, (first, answered)))):
        yield "References", " ".join(before)
    if not reply.by_human:
        yield "Auto-Submitted", "auto-replied"


def _bracketed(message_id: str) -> str:
    return f"<{message_id}>" if _MESSAGE_ID.fullmatch(message_id) else ""


def _address(given: str) -> str:
    """One address that SES takes. Raises `Refused`: a domain that would become another is none."""
    if not given:
        raise Refused("nobody_to_answer")
    local, _, domain = given.strip().rpartition("@")
    host = _punycode(domain.lower())
    if not (_LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(host)):
        raise Refused("address_unsupported")
    return f"{local}@{host}"


def _punycode(domain: str) -> str:
    """Empty for a domain that cannot be written so that it reads back as itself."""
    if domain.isascii():
        return domain
    try:
        encoded = domain.encode("idna")
        return encoded.decode() if encoded.decode("idna") == domain else ""
    except UnicodeError:
        return ""
