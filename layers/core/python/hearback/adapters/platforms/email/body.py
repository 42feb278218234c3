"""What a person wrote in a mail: without the history below it, with the names of attachments."""

import re
from collections.abc import Iterator
from email.message import Message
from itertools import pairwise

from hearback.adapters.platforms.email.mime import content_of, text_of
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.plain_text import plain_text

_LONGEST_TEXT = 10_000
_LONGEST_READ = 100_000
_LONGEST_LINE = 300
_MOST_ATTACHMENTS = 20

_WROTE = re.compile(
    r"On .{4,250} wrote:"
    r"|.{4,250} (?:tarihinde|saatinde).{0,250} (?:şunu|şunları|şöyle) yazdı:"
    r"|.{4,250}[<(\[][^<>()\[\]\s]{3,100}@[^<>()\[\]\s]{3,100}[>)\]] "
    r"(?:şunu |şunları |şöyle )?(?:yazdı|wrote):",
    re.IGNORECASE,
)
"""The line that Gmail, Apple Mail and Thunderbird put before what they quote."""

_RULE = re.compile(
    r"-{2,20} ?(?:original message|orijinal mesaj|özgün ileti|orijinal ileti) ?-{2,20}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\*?(?:from|kimden|gönderen)\s?:\*?\s.{1,250}", re.IGNORECASE)
_SENT = re.compile(
    r"\*?(?:sent|date|gönderildi|gönderilme tarihi|tarih)\s?:\*?\s.{1,250}", re.IGNORECASE
)
"""Outlook repeats the headers of what it quotes."""


def words_of(message: Message) -> str:
    """One text; a mail in HTML alone is read as text."""
    parts = [part for part in _parts(message) if not _is_attached(part)]
    names = [_name(part) for part in _parts(message) if _is_attached(part)]
    texts = (_text(part, kind) for kind in ("text/plain", "text/html") for part in parts)
    written = without_history(next(filter(None, texts), ""))
    attached = (f"📎 {name}" for name in filter(None, names[:_MOST_ATTACHMENTS]))
    return "\n".join(filter(None, (written[:_LONGEST_TEXT], *attached)))


def without_history(text: str) -> str:
    """All before the first sign of a quoted mail; a text that is nothing but one stays whole."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    end = next((at for at, pair in enumerate(pairwise([*lines, ""])) if _begins(*pair)), len(lines))
    own = [line for line in lines[:end] if not line.startswith(">")]
    return "\n".join(own).strip() or text.strip()


def _begins(line: str, following: str) -> bool:
    """Whether a quoted mail begins here; the line before it may be broken in two."""
    line, following = line.strip(), following.strip()
    if len(line) > _LONGEST_LINE or len(following) > _LONGEST_LINE:
        return False
    return bool(
        (line.endswith(":") and _WROTE.fullmatch(line))
        or _RULE.fullmatch(line)
        or (_FROM.fullmatch(line) and _SENT.fullmatch(following))
        or (following.endswith(":") and _WROTE.fullmatch(f"{line} {following}"))
    )


def _parts(message: Message) -> Iterator[Message]:
    """Without those of mails that are attached."""
    if not message.is_multipart() or message.get_content_maintype() == "message":
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _parts(part)


def _is_attached(part: Message) -> bool:
    kind = part.get_content_maintype()
    return kind != "text" or part.get_content_disposition() == "attachment" or bool(_name(part))


def _name(part: Message) -> str:
    try:
        raw = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""
    return fields.label(text_of(raw.encode("utf-8", "surrogateescape"), ""))


def _text(part: Message, kind: str) -> str:
    if part.get_content_type() != kind:
        return ""
    content = content_of(part)[:_LONGEST_READ]
    return plain_text(content) if kind == "text/html" else content.strip()
