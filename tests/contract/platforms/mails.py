"""Mails for the tests, and a bucket to keep them in."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from hearback.adapters.platforms.email import Email
from hearback.domain.errors import Refused
from hearback.domain.mention import Incoming
from tests.contract.platforms.given import FIXTURES, a_delivery, fixture

RECEIVED = fixture("email/ses_s3_sns_notification.json")
PLAIN = b"From: a@b.example\nSubject: Kargo\nMessage-ID: <1@b>\n\nGelmedi."


class Bucket:
    """One mail, whatever is asked for but for the `others`; none is refused as S3 would."""

    def __init__(self, mail: bytes | None, others: Mapping[str, bytes] | None = None) -> None:
        self.mail = mail
        self.others = dict(others or {})
        self.asked: list[tuple[str, str]] = []

    def read(self, bucket: str, key: str) -> bytes:
        self.asked.append((bucket, key))
        found = self.others.get(key, self.mail)
        if found is None:
            raise Refused("NoSuchKey")
        return found


def raw(name: str) -> bytes:
    return (FIXTURES / "email" / name).read_bytes()


def received(**receipt: Any) -> dict[str, Any]:
    told: dict[str, Any] = deepcopy(RECEIVED)
    told["receipt"].update(receipt)
    return told


def parse(mail: bytes | str | None, told: object = RECEIVED) -> tuple[Incoming, ...]:
    content = mail.encode() if isinstance(mail, str) else mail
    return tuple(Email(mails=Bucket(content)).parse(a_delivery("email", told)))
