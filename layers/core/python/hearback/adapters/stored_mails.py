"""What S3 says of mails that were put into a bucket, and their beginnings."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from hearback.domain.errors import Unprocessable
from hearback.use_cases.receive_mail import StoredMail

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LARGEST_HEAD = 256 * 1024
"""Bytes. Mail servers take no headers that are longer."""


def stored_mails(event: dict[str, Any]) -> Iterator[StoredMail]:
    """Those of an S3 notification. Raises `Unprocessable` for an event of another shape."""
    try:
        for record in event["Records"]:
            stored_at = datetime.fromisoformat(record["eventTime"])
            if stored_at.tzinfo is None:
                raise ValueError("eventTime has no zone")
            where = record["s3"]
            yield StoredMail(
                bucket=str(where["bucket"]["name"]),
                key=unquote_plus(where["object"]["key"]),
                stored_at=stored_at,
            )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unprocessable(f"no S3 notification: {type(error).__name__}: {error}") from None


class MailBucket:
    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def head(self, key: str) -> bytes:
        """The first 256 KB; botocore's errors are the caller's to retry."""
        answer = self._client.get_object(
            Bucket=self._bucket, Key=key, Range=f"bytes=0-{LARGEST_HEAD - 1}"
        )
        return answer["Body"].read()
