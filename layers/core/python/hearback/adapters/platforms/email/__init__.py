"""E-mail that customers write to us, as Amazon SES receives it, and our answers through SES.

A delivery's body is SES's notification of a mail that its receipt rule put into S3, as JSON:
`{"notificationType": "Received", "mail": {…}, "receipt": {…, "action": {"type": "S3",
"bucketName", "objectKey"}}}`. The mail itself, up to 40 MB, stays in the bucket and is read there:
no queue would take it.

Contract: docs.aws.amazon.com/ses (receiving email: notification contents, S3 action; API v2:
SendEmail), RFC 5322, RFC 2045 to 2047, RFC 3834 (automatic answers).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hearback.adapters.platforms.shared.in_characters import InCharacters
from hearback.adapters.platforms.shared.no_webhook import NoWebhook
from hearback.domain.offers import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.adapters.http import PlatformApi
    from hearback.adapters.platforms.email.replies import Ses
    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import Delivery

LONGEST_MAIL = 10_000
"""Characters: our own limit, as long as what is read of a mail. SES takes 40 MB."""


class Mails(Protocol):
    def read(self, bucket: str, key: str) -> bytes:
        """The beginning of a mail. Raises `Refused` if there is none, `Unavailable`."""
        ...


class Email(NoWebhook, InCharacters):
    """The adapter of channel `email`; an account's id is its address, in lower case.

    `api` says where SES is; what it signs with is the function's own role.
    """

    can_reply = True
    longest_reply = LONGEST_MAIL
    offers = NOTHING

    def __init__(
        self,
        api: PlatformApi | None = None,
        mails: Mails | None = None,
        ses: Ses | None = None,
    ) -> None:
        self._api = api
        self._mails = mails
        self._ses = ses

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        """Reads the mail from its bucket. Raises `Unavailable`."""
        from hearback.adapters.platforms.email.events import events  # noqa: PLC0415
        from hearback.adapters.platforms.email.store import StoredMails  # noqa: PLC0415

        self._mails = self._mails or StoredMails()
        return events(delivery, self._mails)

    def send(self, reply: Reply) -> str:
        from hearback.adapters.platforms.email import replies  # noqa: PLC0415

        if self._ses is None:
            if self._api is None:
                raise RuntimeError("built for the edge: without an api")
            self._ses = replies.ses_at(self._api.base_url)
        return replies.send(self._ses, reply)

    def find(self, reply: Reply) -> str | None:  # noqa: ARG002 - whichever it is
        """SES cannot be asked what was sent: rather than twice, people look and decide."""
        from hearback.domain.errors import Refused  # noqa: PLC0415

        raise Refused("outcome_unknown")
