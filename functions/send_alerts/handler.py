"""Queue → mail: one mail an alert, or one digest for a burst."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.adapters.work_queues import decode_alert
from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.send_alerts import send_alerts
from hearback.domain.alerts import Alert
from hearback.domain.errors import Unprocessable

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """All that can be read is mailed; what was mailed before a failure is not mailed again."""
    alerts: list[Alert] = []
    unreadable: list[dict[str, str]] = []
    for record in event["Records"]:
        try:
            alerts.append(decode_alert(record["body"]))
        except Unprocessable as error:
            logger.error("unreadable alert", message_id=record["messageId"], why=str(error))
            unreadable.append({"itemIdentifier": record["messageId"]})
    mails = send_alerts()(alerts, utc_now)
    metrics.add_metric(name="AlertMails", unit=MetricUnit.Count, value=mails)
    return {"batchItemFailures": unreadable}
