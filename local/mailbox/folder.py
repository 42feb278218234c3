"""A folder of `.eml` files with an index in memory."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from hearback.domain.text import clean
from local.mailbox.mail import Mail, as_bytes, from_bytes, tidy_subject

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Thread:
    """Mails with the same subject, oldest first."""

    mails: tuple[Mail, ...]

    @property
    def latest(self) -> Mail:
        return self.mails[-1]


class Mailbox:
    """All mails that arrived. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = Lock()
        self._mails: dict[str, Mail] = {}
        self._seen: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(folder.glob("*.eml")):
            self._load(file)
        self._number = len(self._mails)

    def receive(self, topic: str, subject: str, body: str, at: datetime) -> Mail:
        """Keep a mail as one file; a reader of the folder sees all of it or nothing."""
        with self._lock:
            self._number += 1
            stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
            mail = Mail(
                id=f"{stamp}-{self._number:05d}",
                topic=topic,
                subject=tidy_subject(subject),
                body=clean(body).rstrip("\n"),
                at=at.astimezone(UTC),
            )
            before = [m for m in self._mails.values() if m.thread == mail.thread]
            half = self.folder / f".{mail.id}.half"
            half.write_bytes(as_bytes(mail, before[-1] if before else None))
            half.rename(self.folder / f"{mail.id}.eml")
            self._mails[mail.id] = mail
            return mail

    def mails(self, topic: str | None = None) -> tuple[Mail, ...]:
        """Newest first."""
        with self._lock:
            found = sorted(self._mails.values(), key=lambda mail: mail.id, reverse=True)
        return tuple(mail for mail in found if topic in (None, mail.topic))

    def threads(self, topic: str | None = None) -> tuple[Thread, ...]:
        """The thread with the newest mail first."""
        grouped: dict[str, list[Mail]] = {}
        for mail in self.mails(topic):
            grouped.setdefault(mail.thread, []).append(mail)
        return tuple(Thread(tuple(reversed(mails))) for mails in grouped.values())

    def mail(self, mail_id: str) -> Mail | None:
        with self._lock:
            return self._mails.get(mail_id)

    def open(self, mails: Iterable[Mail]) -> None:
        """Somebody has looked at them."""
        with self._lock:
            self._seen.update(mail.id for mail in mails)

    def unread(self, mails: Iterable[Mail]) -> int:
        """How many of these nobody has looked at."""
        with self._lock:
            return sum(mail.id not in self._seen for mail in mails)

    @property
    def version(self) -> int:
        """Goes up with every mail."""
        return self._number

    def _load(self, file: Path) -> None:
        try:
            self._mails[file.stem] = from_bytes(file.read_bytes(), file.stem)
        except (ValueError, LookupError) as error:
            _logger.warning("left out %s: %s", file.name, error)
