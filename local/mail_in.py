"""A mail that customers write to us, put where SES would have put it.

SES's receipt rule keeps a mail in S3. A stage with a bucket for mails (output `MailBucket`) is told
of it by S3; without one the notification goes into the queue from here.
"""

import hashlib
import json
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

from hearback.adapters.mention_queue import encode_delivery
from hearback.domain.webhooks import Delivery
from local.aws import client

_BUCKET = "hearback-local-mail"
_PASSED = {"status": "PASS"}
_VERDICTS = ("spam", "virus", "spf", "dkim", "dmarc")


def receive(endpoints: dict[str, Any], raw: bytes) -> None:
    """Keep the mail and tell of it."""
    endpoint_url, now = endpoints["aws_endpoint_url"], datetime.now(UTC)
    key = f"{_recipient(raw)}/{hashlib.sha256(raw).hexdigest()[:32]}"
    s3 = client("s3", endpoint_url)
    if bucket := endpoints["outputs"].get("MailBucket"):
        s3.put_object(Bucket=bucket, Key=key, Body=raw)
        return
    s3.create_bucket(Bucket=_BUCKET)
    s3.put_object(Bucket=_BUCKET, Key=key, Body=raw)
    told = Delivery(channel="email", body=json.dumps(notification(raw, key, now)), received_at=now)
    client("sqs", endpoint_url).send_message(
        QueueUrl=endpoints["queue_url"], MessageBody=encode_delivery(told)
    )


def notification(raw: bytes, key: str, now: datetime) -> dict[str, Any]:
    """SES's own, of a mail that passed all of its checks."""
    to = _recipient(raw)
    return {
        "notificationType": "Received",
        "mail": {
            "timestamp": now.isoformat(),
            "source": _address(raw, "from"),
            "messageId": key.rpartition("/")[2],
            "destination": [to],
        },
        "receipt": {
            "timestamp": now.isoformat(),
            "recipients": [to],
            **{f"{name}Verdict": _PASSED for name in _VERDICTS},
            "action": {"type": "S3", "bucketName": _BUCKET, "objectKey": key},
        },
    }


def _recipient(raw: bytes) -> str:
    return _address(raw, "to")


def _address(raw: bytes, name: str) -> str:
    """The first one that a header names."""
    mail = message_from_bytes(raw, policy=policy.default)
    return str(mail[name].addresses[0].addr_spec)
