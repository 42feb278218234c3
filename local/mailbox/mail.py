"""One mail: written as RFC 5322, read back from it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime

from hearback.domain.text import clean, fold, one_line

_DOMAIN = "hearback.example"
_FROM = Address("Hearback", "alerts", _DOMAIN)
_LONGEST_SUBJECT = 250
_PREFIX = re.compile(r"^((re|fwd?|ynt|ilt)\s*:\s*)+", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"']+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail as its reader sees it. `id` sorts by time and is the file's name."""

    id: str
    topic: str
    subject: str
    body: str
    at: datetime

    @property
    def thread(self) -> str:
        """Equal for all mails of one thread: the subject without `Re:` and its like."""
        return " ".join(_PREFIX.sub("", self.subject).split()).lower()

    @property
    def snippet(self) -> str:
        """The first line that says something, and what follows as far as it goes."""
        lines = (line.lstrip(">| ").strip() for line in self.body.splitlines())
        return one_line(" – ".join(filter(None, lines)), 160)

    @property
    def links(self) -> tuple[str, ...]:
        return tuple(found.rstrip(".,;:!?)]") for found in _LINK.findall(self.body))

    @property
    def message_id(self) -> str:
        return f"<{self.id}@{_DOMAIN}>"


def tidy_subject(subject: str) -> str:
    """One line without what a header cannot hold."""
    return one_line(clean(subject), _LONGEST_SUBJECT)


def as_bytes(mail: Mail, answers: Mail | None = None) -> bytes:
    """The mail for the wire; `answers` is the one before it in its thread."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _FROM
    message["To"] = Address(one_line(mail.topic, 80), _slug(mail.topic), _DOMAIN)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.at.astimezone(UTC))
    message["Message-ID"] = mail.message_id
    if answers is not None:
        message["In-Reply-To"] = answers.message_id
        message["References"] = answers.message_id
    message["X-Hearback-Topic"] = one_line(mail.topic, 200)
    message.set_content(mail.body, charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def from_bytes(content: bytes, mail_id: str) -> Mail:
    """A mail from its file. Raises `ValueError` for what is none."""
    message = BytesParser(policy=SMTP).parsebytes(content)
    date = message["Date"]
    part = message.get_body(preferencelist=("plain",))
    if date is None or date.datetime is None or part is None:
        raise ValueError(f"{mail_id}: no mail with a date and a text")
    return Mail(
        id=mail_id,
        topic=str(message["X-Hearback-Topic"] or message["To"] or ""),
        subject=str(message["Subject"] or ""),
        body=str(part.get_content()).replace("\r\n", "\n").rstrip("\n"),
        at=date.datetime,
    )


def _slug(topic: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(topic)).strip("-")[:64] or "team"
