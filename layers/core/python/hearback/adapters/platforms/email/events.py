"""From SES's notification of a mail to the mention that the mail is."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from hearback.adapters.platforms.email import Mails, body
from hearback.adapters.platforms.email.mime import (
    CANNOT_BE_READ,
    header,
    message_of,
    sender_of,
    without_marks,
)
from hearback.adapters.platforms.email.returns import returned
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import Refused
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    Visibility,
)
from hearback.domain.webhooks import Delivery

_MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")
_SCANS = ("virus", "spam")
_BULK = ("bulk", "list", "junk", "auto_reply")
_LISTS = ("list-id", "list-unsubscribe")
_REPORT = "multipart/report"


def events(delivery: Delivery, mails: Mails) -> Sequence[Incoming]:
    """The notification's one mail; never raises for JSON or mail of whatever shape, but
    `Unavailable` if the mail cannot be read now."""
    try:
        return (_event(delivery, mails),)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)


def _event(delivery: Delivery, mails: Mails) -> Incoming:
    told = fields.read_object(delivery.body)
    kind = fields.label(told.get("notificationType"))
    if kind != "Received":
        return EventIgnored(event=kind or "unknown")
    receipt = fields.needed_record(told.get("receipt"), "receipt")
    sent = fields.record(told.get("mail"))
    if scanned := _scanned(receipt):
        return EventIgnored(event=scanned)
    message = message_of(_read(fields.record(receipt.get("action")), mails))
    try:
        if scanned := _marked(message):
            return EventIgnored(event=scanned)
        if message.get_content_type() == _REPORT:
            return returned(message, delivery.channel)
        if automatic := _automatic(message, sent):
            return EventIgnored(event=automatic)
        return MentionAdded(mention=_mention(message, receipt, sent, delivery))
    except CANNOT_BE_READ as error:
        raise fields.Broken(f"mail cannot be read: {type(error).__name__}") from error


def _read(action: dict[str, Any], mails: Mails) -> bytes:
    bucket = fields.needed_id("bucket", action.get("bucketName"))
    key = action.get("objectKey")
    if not isinstance(key, str) or not key:
        raise fields.Broken("no key in the bucket")
    try:
        return mails.read(bucket, key)
    except Refused as error:
        raise fields.Broken(f"the mail was not given: {error}") from error


def _scanned(receipt: dict[str, Any]) -> str:
    """What SES's scans have against it."""
    return next((f"mail/{name}" for name in _SCANS if _failed(receipt, name)), "")


def _failed(receipt: dict[str, Any], name: str) -> bool:
    return fields.record(receipt.get(f"{name}Verdict")).get("status") == "FAIL"


def _marked(message: Message) -> str:
    """SES writes its verdicts above a sender's own headers, so the first of a name is SES's."""
    verdicts = ((name, header(message, f"x-ses-{name}-verdict").upper()) for name in _SCANS)
    return next((f"mail/{name}" for name, verdict in verdicts if verdict == "FAIL"), "")


def _automatic(message: Message, sent: dict[str, Any]) -> str:
    """Nobody's words: an empty sender, which is a bounce, or a machine that says that it is one."""
    if sent.get("source") == "":
        return "mail/bounce"
    submitted = header(message, "auto-submitted").partition(";")[0].strip().lower()
    return "" if submitted in ("", "no") else "mail/automatic"


def _is_bulk(message: Message) -> bool:
    """Sent to many, or by a machine: an automatic answer could go round for ever."""
    precedence = header(message, "precedence").strip().lower()
    return precedence in _BULK or any(header(message, name) for name in _LISTS)


def _mention(
    message: Message, receipt: dict[str, Any], sent: dict[str, Any], delivery: Delivery
) -> Mention:
    answered = _MESSAGE_ID.findall(header(message, "in-reply-to"))
    before = [*_MESSAGE_ID.findall(header(message, "references")), *answered]
    own_id = _MESSAGE_ID.findall(header(message, "message-id"))
    external_id = fields.needed_id("message id", *own_id, sent.get("messageId"))
    return Mention(
        channel=delivery.channel,
        account_id=_account(receipt, sent),
        external_id=external_id,
        author=_author(message, proven=not _failed(receipt, "dmarc")),
        text=_text(message, is_reply=bool(before)),
        received_at=delivery.received_at,
        posted_at=_written(message),
        thread_id=fields.identifier(next(iter(before), None)) or external_id,
        in_reply_to=fields.identifier(next(iter(answered), None)),
        visibility=Visibility.PRIVATE,
        language_hint=fields.language(header(message, "content-language")),
        beside=" ".join((_address(receipt, sent), _subject(message))),
        subject=_subject(message),
        bulk=_is_bulk(message),
    )


def _account(receipt: dict[str, Any], sent: dict[str, Any]) -> str:
    """Our address without what follows a plus: `destek+HB…@…` is `destek@…` with a reference."""
    name, at, host = _address(receipt, sent).partition("@")
    return f"{name.partition('+')[0]}{at}{host}"


def _address(receipt: dict[str, Any], sent: dict[str, Any]) -> str:
    addresses = (*fields.items(receipt.get("recipients")), *fields.items(sent.get("destination")))
    return next(filter(None, map(fields.identifier, addresses)), "").lower()


def _author(message: Message, *, proven: bool) -> Author:
    """By the address; whoever fails DMARC only says that it is theirs, and gets no case of it."""
    name, address = sender_of(message)
    return Author(
        id=fields.identifier(address.lower()) if proven else None, name=fields.label(name)
    )


def _text(message: Message, *, is_reply: bool) -> str:
    """The words; the subject before them where a conversation begins."""
    words = body.words_of(message)
    subject = _subject(message)
    if is_reply or without_marks(subject) != subject or words.startswith(subject):
        return words
    return "\n".join(filter(None, (subject, words)))


def _subject(message: Message) -> str:
    return fields.label(header(message, "subject"))


def _written(message: Message) -> datetime | None:
    try:
        return fields.moment(parsedate_to_datetime(header(message, "date")).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
