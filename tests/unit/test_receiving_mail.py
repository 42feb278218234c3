"""A mail in the bucket becomes a delivery that says where it lies."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from hearback.domain.errors import Unverified
from hearback.domain.webhooks import Delivery
from hearback.use_cases.receive_mail import ReceiveMail, StoredMail

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@dataclass
class Room:
    """A bucket of mails, and the queue behind it."""

    mails: dict[str, bytes]
    queued: list[Delivery] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        self.queued.append(delivery)

    def receive(self, key: str, stored_at: datetime = NOW, bucket: str = "mails") -> bool:
        take = ReceiveMail(
            bucket="mails",
            head=self.mails.__getitem__,
            told=lambda mail, head: f"{mail.bucket}/{mail.key}: {head.decode()}",
            inbox=self,
        )
        return take(StoredMail(bucket=bucket, key=key, stored_at=stored_at), NOW)


def test_clocks_count_from_when_the_mail_was_stored() -> None:
    room = Room({"a/1": b"From: a"})
    assert room.receive("a/1", NOW - timedelta(hours=2))
    assert room.queued == [
        Delivery(channel="email", body="mails/a/1: From: a", received_at=NOW - timedelta(hours=2))
    ]


def test_a_mail_from_the_future_came_now() -> None:
    room = Room({"a/1": b""})
    room.receive("a/1", NOW + timedelta(seconds=3))
    assert room.queued[0].received_at == NOW


def test_a_mail_in_another_bucket_is_not_read() -> None:
    room = Room({"a/1": b"From: a"})
    with pytest.raises(Unverified):
        room.receive("a/1", bucket="evil")
    assert room.queued == []


def test_the_note_by_which_ses_tries_the_bucket_is_no_mail() -> None:
    room = Room({})
    assert not room.receive("destek@marka.example/AMAZON_SES_SETUP_NOTIFICATION")
    assert room.queued == []


def test_a_mail_that_cannot_be_read_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        Room({}).receive("a/1")
