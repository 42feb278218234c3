"""A batch of queue messages: each succeeds or comes again by itself."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord


def each_message(
    event: dict[str, Any], context: Any, take: Callable[[SQSRecord], object]
) -> dict[str, Any]:
    """Hand each record to `take`; the ids of those that raised are given back to the queue."""
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return dict(
        process_partial_response(
            event=event, record_handler=take, processor=processor, context=context
        )
    )
