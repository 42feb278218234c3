"""Queue → platform: replies go out, once each."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from hearback.adapters.sqs_batch import each_message
from hearback.adapters.work_queues import decode_reply_order
from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.deliver_reply import deliver_reply

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    return each_message(event, context, _deliver)


def _deliver(record: SQSRecord) -> None:
    case_id, reply_id = decode_reply_order(record.body)
    outcome = deliver_reply(_charged)(case_id, reply_id, utc_now())
    logger.info("reply", case_id=case_id, reply_id=reply_id, outcome=outcome)
    name = "Reply" + outcome.title().replace("_", "")
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=1)


def _charged(micro_dollars: int) -> None:
    if micro_dollars:
        metrics.add_metric(name="ReplyMicroDollars", unit=MetricUnit.Count, value=micro_dollars)
