"""MIME as it arrives: whatever is wrong with it, a mail is read as far as it can be."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr

from hearback.adapters.platforms.shared.fields import Broken

_LONGEST_HEADER = 4_000
_MOST_MULTIPARTS = 30
CANNOT_BE_READ = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError)
"""The standard library's reader of mails promises to raise nothing, and does."""


class _ShortHeaders(Compat32):
    """Cuts headers: reading the parameters of a long one takes time by the square."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_ANSWERS = re.compile(
    r"(?:(?:re|ynt|yan|cvp|aw|sv)\s{0,3}(?:\[\d{1,3}\]\s{0,3})?:\s{0,3})+", re.IGNORECASE
)


def message_of(raw: bytes) -> Message:
    """Raises `Broken` for a mail that is nested to trap its readers."""
    if raw.lower().count(b"multipart/") > _MOST_MULTIPARTS:
        raise Broken("mail has too many parts within parts")
    try:
        return message_from_bytes(raw, policy=_ShortHeaders())
    except CANNOT_BE_READ as error:
        raise Broken(f"mail cannot be read: {type(error).__name__}") from None


def header(message: Message, name: str) -> str:
    """The first of this name on one line, its encoded words decoded; empty without any."""
    return _decoded(_first(message, name))


def without_marks(subject: str) -> str:
    """A subject without the `Re:` of answers, in whichever language and however many."""
    mark = _ANSWERS.match(subject)
    return subject[mark.end() :] if mark else subject


def sender_of(message: Message, name: str = "from") -> tuple[str, str]:
    """Name and address of `From`, or of another header; empty where they cannot be told apart."""
    try:
        person, address = parseaddr(_first(message, name))
    except CANNOT_BE_READ:
        return "", ""
    return _decoded(person), address


def _first(message: Message, name: str) -> str:
    found = (value for given, value in message.raw_items() if given.lower() == name)
    line = " ".join(str(next(found, "")).split())
    return text_of(line.encode("utf-8", "surrogateescape"), "")


def _decoded(line: str) -> str:
    try:
        return str(make_header(decode_header(line))) or line
    except CANNOT_BE_READ:
        return line


def content_of(part: Message) -> str:
    """A part's text in whatever encoding."""
    content = part.get_payload(decode=True)
    try:
        charset = part.get_content_charset() or ""
    except CANNOT_BE_READ:
        charset = ""
    return text_of(content if isinstance(content, bytes) else b"", charset)


def text_of(content: bytes, charset: str) -> str:
    """By the charset that is named, else UTF-8, else the Turkish one of Windows."""
    for name in (charset, "utf-8"):
        try:
            return content.decode(name or "utf-8")
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("windows-1254", "replace")
