"""Queue → table. Each message by itself: one that fails comes again, the others are done."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from hearback.adapters.sqs_batch import each_message
from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.ingest_mentions import ingestion

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    return each_message(event, context, _take)


def _take(record: SQSRecord) -> None:
    with logger.append_context_keys(message_id=record.message_id):
        for outcome in ingestion().take(record.body, utc_now()):
            metrics.add_metric(name=f"Mention{outcome.title()}", unit=MetricUnit.Count, value=1)
