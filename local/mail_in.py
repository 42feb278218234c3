"""A mail that customers write to us, put where SES puts it; S3 tells the stack of it."""

import hashlib
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

from hearback.adapters.platforms.email.notification import notification
from hearback.use_cases.receive_mail import StoredMail
from local.aws import client

_FINDINGS = (
    b"Return-Path: <%s>\r\n"
    b"X-SES-Spam-Verdict: PASS\r\n"
    b"X-SES-Virus-Verdict: PASS\r\n"
    b"Authentication-Results: amazonses.com; spf=pass; dkim=pass; dmarc=pass\r\n"
)


def receive(endpoints: dict[str, Any], raw: bytes) -> None:
    """Keep the mail in the stage's bucket, below its recipient."""
    client("s3", endpoints["aws_endpoint_url"]).put_object(
        Bucket=endpoints["outputs"]["MailBucket"],
        Key=f"{_address(raw, 'to')}/{hashlib.sha256(raw).hexdigest()[:32]}",
        Body=stored(raw),
    )


def stored(raw: bytes) -> bytes:
    """The mail with what SES found of it on top: it passed all of its checks."""
    return _FINDINGS % _address(raw, "from").encode() + raw


def told(raw: bytes, now: datetime) -> str:
    """What the queue gets of a stored mail."""
    recipient = _address(raw, "to")
    mail = StoredMail(bucket="mail", key=f"{recipient}/1", stored_at=now)
    return notification(mail, stored(raw), (recipient,))


def _address(raw: bytes, name: str) -> str:
    """The first one that a header names."""
    mail = message_from_bytes(raw, policy=policy.default)
    return str(mail[name].addresses[0].addr_spec)
