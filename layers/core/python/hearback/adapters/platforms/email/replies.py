"""Our answers by mail, through Amazon SES.

Contract: docs.aws.amazon.com/ses (API v2: SendEmail and its errors; header fields), RFC 5322.

SES knows no idempotency key and cannot be asked what was sent, and so it is called once: what it
certainly did not take is tried again as `RateLimited`, and only what it may have taken is
`Unavailable`.
"""

from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.email.letter import letter
from hearback.adapters.platforms.shared import answers, fields
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import Reply

if TYPE_CHECKING:
    from botocore.exceptions import BotoCoreError, ClientError

_SECONDS_TO_CONNECT = 3
_SECONDS_TO_READ = 10
_FIRST_REGION = "us-east-1"
"""(?) Its Message-IDs are from `email.amazonses.com`, those of others from the region's name."""

_PEOPLE_MUST_ACT = (
    "AccountSuspendedException",
    "SendingPausedException",
    "MailFromDomainNotVerifiedException",
    "NotFoundException",
)
"""Suspended, paused, not verified, or without an identity: the reply waits."""

_NOT_VERIFIED = "not verified"
"""(?) What a `MessageRejected` says of an address that may not send, or in SES's sandbox not
receive. Every other one is about the mail itself."""

_TOO_MANY = ("LimitExceededException", "Throttling", "ThrottlingException")
_DAILY = "daily"
_WAIT_FOR_THE_DAY = 3_600
_NEVER_SENT = ("ConnectTimeoutError", "EndpointConnectionError", "ProxyConnectionError")
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What SES's client raises for an answer that is none of SES's, such as a proxy's."""

_NO_CREDENTIALS = ("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError")


class Ses(Protocol):
    """Of SES's client what sending needs."""

    @property
    def meta(self) -> Any: ...

    def send_email(self, **parameters: Any) -> dict[str, Any]: ...


def ses_at(url: str, **others: Any) -> Ses:
    """`url`: where SES is, if not at its own address; `others` go to boto3. It never tries again
    by itself: a mail whose answer was lost would go out twice."""
    import boto3  # noqa: PLC0415 - where nothing is sent, nothing is imported
    from botocore.config import Config  # noqa: PLC0415

    config = Config(
        connect_timeout=_SECONDS_TO_CONNECT,
        read_timeout=_SECONDS_TO_READ,
        retries={"mode": "standard", "total_max_attempts": 1},
    )
    client: Ses = boto3.client("sesv2", endpoint_url=url or None, config=config, **others)
    return client


def send(ses: Ses, reply: Reply) -> str:
    """Send it; returns its Message-ID, which reports will name. Raises `DeliveryFailed`."""
    from botocore.exceptions import (  # noqa: PLC0415
        BotoCoreError,
        ClientError,
        ParamValidationError,
    )

    mail = letter(reply)
    try:
        given = ses.send_email(**mail).get("MessageId")
    except ClientError as error:
        _refuse(error, reply)
    except ParamValidationError as error:
        raise Refused("bad_request") from error
    except BotoCoreError as error:
        _give_up(error)
    except _UNREADABLE as error:
        raise Unavailable("answer cannot be read") from error
    own_id = fields.identifier(given)
    found = fields.identifier(f"{own_id}@{_host(ses.meta.region_name)}" if own_id else None)
    if found is None:
        raise Unavailable("answer without an id")
    return found


def _host(region: str) -> str:
    """Where SES says that its Message-IDs are from."""
    return f"{'email' if region == _FIRST_REGION else region}.amazonses.com"


def _refuse(error: "ClientError", reply: Reply) -> NoReturn:
    told = error.response.get("Error", {})
    code = answers.error_name(told.get("Code")) or "unknown"
    words = str(told.get("Message") or "")
    meta = error.response.get("ResponseMetadata", {})
    answer = HttpAnswer(status=meta.get("HTTPStatusCode", 500), headers=meta.get("HTTPHeaders", {}))
    if code in _TOO_MANY or answer.status == 429:
        wait = _WAIT_FOR_THE_DAY if _DAILY in words.lower() else answers.wait_of(answer)
        raise RateLimited(f"code_{code}", wait) from error
    unverified = code == "MessageRejected" and _NOT_VERIFIED in words
    if code in _PEOPLE_MUST_ACT or unverified or answer.status == 403:
        raise NotAuthorised(f"not_authorised: {code}") from error
    answers.require_success(answer)
    raise answers.refused(f"code_{code}", words, (reply.person_id, reply.account_id, reply.text))


def _give_up(error: "BotoCoreError") -> NoReturn:
    name = type(error).__name__
    if name in _NEVER_SENT:
        raise RateLimited(f"never_sent: {name}", answers.DEFAULT_WAIT) from error
    if name in _NO_CREDENTIALS:
        raise NotAuthorised(f"not_authorised: {name}") from error
    raise Unavailable(name) from error
