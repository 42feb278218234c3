"""Reports that a mail of ours did not arrive, as mail servers send them and SES passes them on.

Contract: RFC 3464 (delivery status), RFC 6522 (multipart/report), RFC 3463 (status codes),
docs.aws.amazon.com/ses (feedback forwarding; a mail's Message-ID is SES's own).
"""

from collections.abc import Iterator
from email.message import Message

from hearback.adapters.platforms.email.mime import header, message_of, sender_of
from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import EventIgnored, ReplyReturned

_MOST_PARTS = 30
_REASONS = {
    "5.1.1": "no_such_address",
    "5.1.2": "no_such_address",
    "5.1.3": "no_such_address",
    "5.1.10": "no_such_address",
    "5.2.2": "mailbox_full",
    "4.2.2": "mailbox_full",
}


def returned(report: Message, channel: str) -> ReplyReturned | EventIgnored:
    """The mail of ours that a report says was given up; ignored where it says anything else."""
    failed = [each for each in _recipients(report) if _says_failed(each)]
    original = next(_originals(report), None)
    message_id = header(original, "message-id").strip("<> ") if original else ""
    own_id = fields.identifier(message_id)
    if not failed or original is None or own_id is None:
        return EventIgnored(event="mail/report")
    people = (*map(_recipient, failed), sender_of(original, "to")[1])
    return ReplyReturned(
        channel=channel,
        external_ids=(own_id,),
        people=tuple(dict.fromkeys(filter(None, (_person(each) for each in people)))),
        reason=_reason(failed[0]),
    )


def _parts(report: Message) -> list[Message]:
    inner = report.get_payload()
    found = inner if isinstance(inner, list) else []
    return [part for part in found if isinstance(part, Message)][:_MOST_PARTS]


def _recipients(report: Message) -> Iterator[Message]:
    """The second part's blocks, one for each recipient; the first is about the mail as a whole."""
    for part in _parts(report):
        if part.get_content_type() == "message/delivery-status":
            yield from _parts(part)[1:]


def _originals(report: Message) -> Iterator[Message]:
    """What came back: the mail, or its headers alone."""
    for part in _parts(report):
        if part.get_content_type() == "message/rfc822":
            yield from _parts(part)[:1]
        elif part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            yield message_of(content if isinstance(content, bytes) else b"")


def _says_failed(recipient: Message) -> bool:
    return header(recipient, "action").strip().lower() == "failed"


def _recipient(block: Message) -> str:
    """`rfc822; ayse@example.com`: as we had addressed it, where that is told."""
    told = header(block, "original-recipient") or header(block, "final-recipient")
    return told.rpartition(";")[2].strip()


def _person(address: str) -> str | None:
    return fields.identifier(address.strip("<> ").lower())


def _reason(block: Message) -> str:
    status = header(block, "status").split()
    return _REASONS.get(status[0] if status else "", "not_delivered")
