"""HTTP API → queue. Verifies over the raw bytes and enqueues; nothing else happens here."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.adapters.http_api import answer, path_parameter, read_request, refusal
from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.receive_webhook import door
from hearback.domain.errors import BadInput

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer a platform: 200 when it is in the queue, 4xx when it is not from the platform."""
    channel = path_parameter(event, "channel")
    known = channel if channel in door().channels else "unknown"
    metrics.add_dimension(name="channel", value=known)
    try:
        result = door().receive(channel, read_request(event), utc_now())
    except BadInput as error:
        metrics.add_metric(name="WebhookRefused", unit=MetricUnit.Count, value=1)
        metrics.add_metadata(key="reason", value=error.reason)
        logger.warning("webhook refused", channel=known, reason=error.reason, why=str(error))
        return refusal(error)
    metrics.add_metric(name="WebhookAccepted", unit=MetricUnit.Count, value=1)
    return answer(result)
