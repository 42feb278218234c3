"""E-mail that customers write to us, as Amazon SES receives it. Read, not answered from here.

A delivery's body is SES's notification of a mail that its receipt rule put into S3, as JSON:
`{"notificationType": "Received", "mail": {…}, "receipt": {…, "action": {"type": "S3",
"bucketName", "objectKey"}}}`. The mail itself, up to 40 MB, stays in the bucket and is read there:
no queue would take it.

Contract: docs.aws.amazon.com/ses (receiving email: notification contents, S3 action), RFC 5322,
RFC 2045 to 2047, RFC 3834 (automatic answers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hearback.adapters.platforms.no_webhook import NoWebhook
from hearback.adapters.platforms.one_way import OneWay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.adapters.http import PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.webhooks import Delivery


class Mails(Protocol):
    def read(self, bucket: str, key: str) -> bytes:
        """The beginning of a mail. Raises `Refused` if there is none, `Unavailable`."""
        ...


class Email(NoWebhook, OneWay):
    """The adapter of channel `email`; an account's id is its address, in lower case."""

    def __init__(self, api: PlatformApi | None = None, mails: Mails | None = None) -> None:
        self._api = api
        self._mails = mails

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        """Reads the mail from its bucket. Raises `Unavailable`."""
        from hearback.adapters.platforms.email_events import events  # noqa: PLC0415
        from hearback.adapters.platforms.email_store import StoredMails  # noqa: PLC0415

        self._mails = self._mails or StoredMails()
        return events(delivery, self._mails)
