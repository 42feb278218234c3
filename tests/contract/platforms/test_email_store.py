"""Reading a mail from its bucket."""

import io
from typing import Any, cast

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from hearback.adapters.platforms.email.store import LARGEST_READ, StoredMails
from hearback.domain.errors import Refused, Unavailable


class FakeS3:
    def __init__(self, content: bytes = b"", error: Exception | None = None) -> None:
        self._content = content
        self._error = error
        self.asked: dict[str, str] = {}

    def get_object(self, **asked: str) -> dict[str, Any]:
        self.asked = asked
        if self._error:
            raise self._error
        return {"Body": io.BytesIO(self._content)}


def mails(client: FakeS3) -> StoredMails:
    return StoredMails(cast("Any", client))


def an_error(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "x"}}, "GetObject")


def test_a_mail_is_read_by_bucket_and_key() -> None:
    client = FakeS3(b"From: a")
    assert mails(client).read("inbound", "in/ş") == b"From: a"
    assert client.asked == {"Bucket": "inbound", "Key": "in/ş"}


def test_of_a_large_mail_the_beginning_is_read() -> None:
    assert len(mails(FakeS3(b"x" * (LARGEST_READ + 1))).read("b", "k")) == LARGEST_READ


@pytest.mark.parametrize("code", ["NoSuchKey", "NoSuchBucket", "AccessDenied"])
def test_what_no_repetition_helps_is_refused(code: str) -> None:
    with pytest.raises(Refused, match=f"^{code}$"):
        mails(FakeS3(error=an_error(code))).read("b", "k")


@pytest.mark.parametrize(
    "error", [an_error("SlowDown"), EndpointConnectionError(endpoint_url="https://s3")]
)
def test_a_passing_fault_is_unavailable(error: Exception) -> None:
    with pytest.raises(Unavailable):
        mails(FakeS3(error=error)).read("b", "k")
