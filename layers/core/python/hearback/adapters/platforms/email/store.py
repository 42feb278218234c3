"""Mails that SES put into S3."""

from typing import TYPE_CHECKING

from hearback.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LARGEST_READ = 2 * 1024 * 1024
"""Bytes. What people write stands at the beginning, before what they attach."""

_FOR_GOOD = ("NoSuchKey", "NoSuchBucket", "AccessDenied", "InvalidObjectState")


class StoredMails:
    def __init__(self, client: "S3Client | None" = None) -> None:
        self._client = client

    def read(self, bucket: str, key: str) -> bytes:
        """The first 2 MB. Raises `Refused` with S3's word, or `Unavailable`."""
        import boto3  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        self._client = self._client or boto3.client("s3")
        try:
            return self._client.get_object(Bucket=bucket, Key=key)["Body"].read(LARGEST_READ)
        except ClientError as error:
            word = error.response.get("Error", {}).get("Code", "")
            if word in _FOR_GOOD:
                raise Refused(word) from error
            raise Unavailable(word) from error
        except BotoCoreError as error:
            raise Unavailable(type(error).__name__) from error
