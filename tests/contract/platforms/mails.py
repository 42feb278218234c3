"""Mails for the tests, and a bucket to keep them in."""

from copy import deepcopy
from typing import Any

from hearback.adapters.platforms.email import Email
from hearback.domain.errors import Refused
from hearback.domain.mention import Incoming
from tests.contract.platforms.given import FIXTURES, a_delivery, fixture

RECEIVED = fixture("email/ses_s3_sns_notification.json")
PLAIN = b"From: a@b.example\nSubject: Kargo\nMessage-ID: <1@b>\n\nGelmedi."


class Bucket:
    """One mail, whatever is asked for; none is refused as S3 would."""

    def __init__(self, mail: bytes | None) -> None:
        self.mail = mail
        self.asked: list[tuple[str, str]] = []

    def read(self, bucket: str, key: str) -> bytes:
        self.asked.append((bucket, key))
        if self.mail is None:
            raise Refused("NoSuchKey")
        return self.mail


def raw(name: str) -> bytes:
    return (FIXTURES / "email" / name).read_bytes()


def received(**receipt: Any) -> dict[str, Any]:
    told: dict[str, Any] = deepcopy(RECEIVED)
    told["receipt"].update(receipt)
    return told


def parse(mail: bytes | str | None, told: object = RECEIVED) -> tuple[Incoming, ...]:
    content = mail.encode() if isinstance(mail, str) else mail
    return tuple(Email(mails=Bucket(content)).parse(a_delivery("email", told)))
