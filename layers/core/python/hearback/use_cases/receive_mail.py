"""Let a mail in that SES put into our bucket: read its head, queue where the rest of it lies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hearback.domain.errors import Unverified
from hearback.domain.webhooks import Delivery, MentionInbox

CHANNEL = "email"
_SETUP_NOTE = "AMAZON_SES_SETUP_NOTIFICATION"
"""What SES puts there once to see whether it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail:
    """Where a mail lies, and since when."""

    bucket: str
    key: str
    stored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveMail:
    """`head(key)`: the mail's beginning; `told(mail, head)`: what SES would notify of it.

    A mail may have 40 MB and a queue's message 256 KB: only the place is queued.
    """

    bucket: str
    head: Callable[[str], bytes]
    told: Callable[[StoredMail, bytes], str]
    inbox: MentionInbox

    def __call__(self, mail: StoredMail, now: datetime) -> bool:
        """Whether it was queued. Clocks count from when the mail was stored.

        Raises `Unverified` for a mail in another bucket than ours.
        """
        if mail.bucket != self.bucket:
            raise Unverified("the mail lies in another bucket")
        if mail.key.rpartition("/")[2] == _SETUP_NOTE:
            return False
        body = self.told(mail, self.head(mail.key))
        received_at = min(mail.stored_at, now)
        self.inbox.put(Delivery(channel=CHANNEL, body=body, received_at=received_at))
        return True
