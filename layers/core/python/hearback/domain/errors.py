"""Every error the product raises on purpose.

HearbackError
├── BadInput                what came in is wrong; nothing of ours is
│   ├── UnknownChannel      404  no such channel, or not switched on
│   ├── Unverified          401  signature missing or wrong
│   ├── Malformed           400  not UTF-8, not JSON, or not a shape we can read
│   ├── TooLarge            413  over the size that any platform sends
│   ├── LinkRefused         403  a mail link that is forged, incomplete or for another case
│   ├── LinkExpired         410  a mail link past its time
│   ├── NotFound            404  no such case
│   └── ActRefused          409  the case is not in a state for this act, or its input is wrong
├── Conflict                somebody else wrote first: read again and decide again
├── AlreadySeen             this mention is in the table already
├── Unprocessable           a queued record that can never succeed: to the DLQ, with this reason
├── NotClassified           an engine that was asked gave no usable answer; another one's stands
├── PolicyInvalid           the care policy or a stage's configuration is wrong
└── DeliveryFailed          a platform did not take a reply
    ├── RateLimited         wait as long as it says
    ├── Unavailable         a passing fault; it may or may not have taken the reply
    ├── NotAuthorised       token expired or revoked; people must act, the reply waits
    └── Refused             for good: the platform will never take this reply
"""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearback.domain.classification import Fallback
    from hearback.domain.send_gate.findings import Finding


class HearbackError(Exception):
    """Root of everything that the product raises on purpose."""


class BadInput(HearbackError):
    """What came in is wrong. `status` is the HTTP answer, `reason` a stable word for metrics."""

    status = 400

    @property
    def reason(self) -> str:
        return type(self).__name__


class UnknownChannel(BadInput):
    status = 404


class Unverified(BadInput):
    status = 401


class Malformed(BadInput):
    status = 400


class TooLarge(BadInput):
    status = 413


class LinkRefused(BadInput):
    status = 403


class LinkExpired(BadInput):
    status = 410


class NotFound(BadInput):
    status = 404


class ActRefused(BadInput):
    """The message is a stable word for what is wrong.

    `nearest`: the time that would do. `findings`: what the send gate has against the text.
    """

    status = 409

    def __init__(
        self, word: str, nearest: datetime | None = None, findings: "tuple[Finding, ...]" = ()
    ) -> None:
        super().__init__(word)
        self.nearest = nearest
        self.findings = findings


class Conflict(HearbackError):
    """The item changed between reading and writing."""


class AlreadySeen(HearbackError):
    """The mention was recorded before, by this delivery or another."""


class Unprocessable(HearbackError):
    """A queued record that no retry can help."""


class NotClassified(HearbackError):
    """An engine gave no usable answer. The message names the reason and nothing of the text."""

    def __init__(self, why: "Fallback") -> None:
        super().__init__(why.value)
        self.why = why


class PolicyInvalid(HearbackError):
    """The message names the file, the path in it and what is wrong there."""


class DeliveryFailed(HearbackError):
    """A platform did not take a reply."""


class RateLimited(DeliveryFailed):
    """`retry_after`: seconds until the platform takes calls again."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(DeliveryFailed):
    """5xx, a timeout, a broken connection: whether the reply is out is not known.

    `retry_after`: seconds, where the platform says when it will be back; else 0.
    """

    def __init__(self, message: str, retry_after: int = 0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NotAuthorised(DeliveryFailed):
    """The token is expired or revoked."""


class Refused(DeliveryFailed):
    """The platform will never take this reply; the message says why, for an agent to read."""
