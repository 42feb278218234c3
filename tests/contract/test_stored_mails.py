"""S3's notifications as we read them, and a mail's head in a real bucket of the emulator."""

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from hearback.adapters.stored_mails import LARGEST_HEAD, MailBucket, stored_mails
from hearback.domain.errors import Unprocessable
from hearback.use_cases.receive_mail import StoredMail
from local.aws import client


def a_record(**changes: Any) -> dict[str, Any]:
    return {
        "eventSource": "aws:s3",
        "eventTime": "2026-11-22T08:00:00.123Z",
        "eventName": "ObjectCreated:Put",
        "s3": {
            "bucket": {"name": "mails"},
            "object": {"key": "destek%2Bx%40marka.example/o3+v", "size": 5},
        },
        **changes,
    }


def test_a_mails_place_is_read_with_its_key_decoded() -> None:
    (mail,) = stored_mails({"Records": [a_record()]})
    assert mail == StoredMail(
        bucket="mails",
        key="destek+x@marka.example/o3 v",
        stored_at=datetime(2026, 11, 22, 8, 0, 0, 123_000, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"Records": None},
        {"Records": [a_record(s3={})]},
        {"Records": [a_record(s3={"bucket": {"name": "b"}, "object": {"key": 1}})]},
        {"Records": [a_record(eventTime="yesterday")]},
        {"Records": [a_record(eventTime="2026-11-22T08:00:00")]},
        {"Records": ["x"]},
    ],
)
def test_an_event_of_another_shape_is_refused(event: dict[str, Any]) -> None:
    with pytest.raises(Unprocessable):
        list(stored_mails(event))


def test_of_a_mail_no_more_than_the_head_is_fetched(emulator_url: str) -> None:
    s3, name = client("s3", emulator_url), f"mails-{uuid.uuid4().hex[:8]}"
    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="a/1", Body=b"From: a\r\n\r\n" + b"x" * 2 * LARGEST_HEAD)
    s3.put_object(Bucket=name, Key="a/2", Body=b"From: b\r\n\r\nshort")
    bucket = MailBucket(s3, name)
    assert len(bucket.head("a/1")) == LARGEST_HEAD
    assert bucket.head("a/2") == b"From: b\r\n\r\nshort"
    with pytest.raises(ClientError, match="NoSuchKey"):
        bucket.head("a/3")
