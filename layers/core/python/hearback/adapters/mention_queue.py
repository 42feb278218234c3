"""Deliveries on their way from the edge to ingestion. Standard library only: the edge uses it."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hearback.domain.errors import Unprocessable
from hearback.domain.webhooks import Delivery

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

    from hearback.adapters.edge_aws import EdgeQueues

_LONGEST_REASON = 250


def encode_delivery(delivery: Delivery) -> str:
    return json.dumps(
        {
            "channel": delivery.channel,
            "received_at": delivery.received_at.isoformat(),
            "headers": delivery.headers,
            "body": delivery.body,
        }
    )


def decode_delivery(message: str) -> Delivery:
    """Raises `Unprocessable` for a message that is none of ours."""
    try:
        plain: dict[str, Any] = json.loads(message)
        received_at = datetime.fromisoformat(plain["received_at"])
        if received_at.tzinfo is None:
            raise ValueError("received_at has no zone")
        return Delivery(
            channel=str(plain["channel"]),
            body=str(plain["body"]),
            received_at=received_at,
            headers={str(k): str(v) for k, v in plain["headers"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unprocessable(f"no delivery: {type(error).__name__}: {error}") from None


class SqsMentionQueue:
    """`MentionInbox` for the edge, `MentionQueue` for ingestion, which may also reject."""

    def __init__(self, client: "SQSClient | EdgeQueues", queue_url: str, dlq_url: str = "") -> None:
        self._client = client
        self._queue_url = queue_url
        self._dlq_url = dlq_url

    def put(self, delivery: Delivery) -> None:
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=encode_delivery(delivery))

    def reject(self, delivery: Delivery, reason: str) -> None:
        self.reject_message(encode_delivery(delivery), reason)

    def reject_message(self, message: str, reason: str) -> None:
        """Put a message into the dead-letter queue as it is, saying why."""
        words = reason.encode("ascii", "backslashreplace").decode()[:_LONGEST_REASON] or "unknown"
        self._client.send_message(
            QueueUrl=self._dlq_url,
            MessageBody=message,
            MessageAttributes={"reason": {"DataType": "String", "StringValue": words}},
        )
