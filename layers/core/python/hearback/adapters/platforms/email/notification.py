"""SES's notification of a mail, from what SES wrote into the mail's headers when it stored it.

SES puts its headers above all that the sender wrote, so the first of a name is SES's. In their
values a sender's address may stand, in quotes or in a comment: both are cut out before the verdicts
are read, and of two verdicts on one check the worse counts.

Contract: docs.aws.amazon.com/ses (receiving email: concepts, notification contents), RFC 8601
(Authentication-Results), RFC 5322.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from email.message import Message
from email.utils import getaddresses

from hearback.adapters.platforms.email.mime import CANNOT_BE_READ, header, message_of
from hearback.adapters.platforms.shared import fields
from hearback.use_cases.receive_mail import StoredMail

_SERVICE = "amazonses.com"
_PASS, _FAIL, _GRAY, _UNKNOWN = "PASS", "FAIL", "GRAY", "PROCESSING_FAILED"
_SCANS = ("spam", "virus")
_METHODS = ("spf", "dkim", "dmarc")
_VERDICTS = {
    "pass": _PASS,
    "fail": _FAIL,
    "softfail": _FAIL,
    "none": _GRAY,
    "neutral": _GRAY,
    "policy": _GRAY,
    "bestguesspass": _GRAY,
    "temperror": _UNKNOWN,
    "permerror": _UNKNOWN,
}
_WORST_FIRST = (_FAIL, _UNKNOWN, _GRAY, _PASS)
_BEST_FIRST = tuple(reversed(_WORST_FIRST))

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"?')
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_RESULT = re.compile(r"\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]{3,320}@[^\s<>;]{1,255})>?\s*;", re.IGNORECASE)
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_ADDRESSED = ("to", "cc", "delivered-to", "x-forwarded-to", "x-original-to")


def notification(mail: StoredMail, head: bytes, recipients: Collection[str]) -> str:
    """`{"notificationType": "Received", "mail", "receipt"}` as JSON, as the reader expects it.

    `recipients`: the addresses, domains and `.domains` that we take mail for. A mail whose headers
    cannot be read is told of without verdicts, and fails where the whole of it is read.
    """
    message = _headers(head)
    recipient = _recipient(mail.key, message, recipients)
    verdicts = {**_scanned(message), **_authenticated(message)}
    told = {
        "notificationType": "Received",
        "mail": {
            "messageId": mail.key.rpartition("/")[2],
            "timestamp": mail.stored_at.isoformat(),
            "destination": [recipient] if recipient else [],
            **_source(message),
        },
        "receipt": {
            "recipients": [recipient] if recipient else [],
            **{f"{name}Verdict": {"status": status} for name, status in verdicts.items()},
            "action": {"type": "S3", "bucketName": mail.bucket, "objectKey": mail.key},
        },
    }
    return json.dumps(told)


def _headers(head: bytes) -> Message:
    end = _END_OF_HEAD.search(head)
    try:
        return message_of(head[: end.start()] if end else head)
    except fields.Broken:
        return Message()


def _source(message: Message) -> dict[str, str]:
    """Whom bounces would go to; `<>`, which is a bounce itself, is empty."""
    given = header(message, "return-path").strip()
    return {"source": given.removeprefix("<").removesuffix(">").strip()} if given else {}


def _scanned(message: Message) -> dict[str, str]:
    given = {name: header(message, f"x-ses-{name}-verdict").strip().upper() for name in _SCANS}
    return {name: verdict for name, verdict in given.items() if verdict in _WORST_FIRST}


def _authenticated(message: Message) -> dict[str, str]:
    """By the first `Authentication-Results`, if it is SES's. Of several DKIM signatures one that
    holds is enough."""
    service, *results = _without_free_text(header(message, "authentication-results")).split(";")
    if service.strip().lower() != _SERVICE:
        return {}
    found: dict[str, list[str]] = {}
    for result in results:
        if read := _RESULT.match(result):
            verdict = _VERDICTS.get(read[2].lower(), _UNKNOWN)
            found.setdefault(read[1].lower(), []).append(verdict)
    return {
        name: next(
            filter(found[name].__contains__, _BEST_FIRST if name == "dkim" else _WORST_FIRST)
        )
        for name in _METHODS
        if name in found
    }


def _without_free_text(value: str) -> str:
    """Without quoted texts and comments, also those within comments."""
    value = _QUOTED.sub("", value)
    while (shorter := _COMMENT.sub("", value)) != value:
        value = shorter
    return value.partition("(")[0] if "(" in value else value


def _recipient(key: str, message: Message, recipients: Collection[str]) -> str:
    """Each recipient has a folder of its own. For a whole domain, the headers say who it was."""
    folder, _, _ = key.rpartition("/")
    if "@" in folder:
        return folder
    candidates = (fields.identifier(each.lower()) or "" for each in _addressed(message))
    return next((each for each in candidates if _is_taken(each, recipients)), "")


def _addressed(message: Message) -> Iterator[str]:
    yield from _FOR.findall(header(message, "received") + ";")
    try:
        yield from (address for _, address in getaddresses(list(_values(message))))
    except CANNOT_BE_READ:
        return


def _values(message: Message) -> Iterable[str]:
    return (header(message, name) for name in _ADDRESSED)


def _is_taken(address: str, recipients: Collection[str]) -> bool:
    domain = address.rpartition("@")[2]
    return bool(domain) and any(
        each in (address, domain) or (each.startswith(".") and domain.endswith(each))
        for each in recipients
    )
