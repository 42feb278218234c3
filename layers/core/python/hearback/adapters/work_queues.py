"""Replies and alerts on their way to those who send them."""

import json
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from hearback.domain.alerts import Alert
from hearback.domain.errors import Unprocessable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

_BATCH = 10
_ALERT = TypeAdapter(Alert)


def decode_reply_order(message: str) -> tuple[str, str]:
    """Case id and reply id. Raises `Unprocessable`."""
    try:
        plain = json.loads(message)
        return str(plain["case_id"]), str(plain["reply_id"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unprocessable(f"no reply order: {type(error).__name__}") from None


def decode_alert(message: str) -> Alert:
    """Raises `Unprocessable`."""
    try:
        return _ALERT.validate_json(message)
    except ValueError:
        raise Unprocessable("no alert") from None


class SqsReplyQueue:
    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, case_id: str, reply_id: str, delay_seconds: int = 0) -> None:
        self._client.send_message(
            QueueUrl=self._queue_url,
            MessageBody=json.dumps({"case_id": case_id, "reply_id": reply_id}),
            DelaySeconds=delay_seconds,
        )


class SqsAlertQueue:
    def __init__(self, client: "SQSClient", queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def put(self, alerts: Sequence[Alert], delay_seconds: int = 0) -> None:
        """All of them, or an error: what was sent twice is mailed once."""
        rest = iter(alerts)
        while part := list(islice(rest, _BATCH)):
            answer = self._client.send_message_batch(
                QueueUrl=self._queue_url,
                Entries=[_entry(n, each, delay_seconds) for n, each in enumerate(part)],
            )
            if failed := answer.get("Failed"):
                raise ConnectionError(f"{len(failed)} alerts not queued: {failed[0]['Code']}")


def _entry(number: int, alert: Alert, delay: int) -> "SendMessageBatchRequestEntryTypeDef":
    body = _ALERT.dump_json(alert).decode()
    return {"Id": str(number), "MessageBody": body, "DelaySeconds": delay}
