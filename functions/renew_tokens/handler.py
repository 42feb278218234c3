"""Schedule → secret: tokens near their end are traded for new ones; people hear if one cannot."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.renew_tokens import renewal

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    found = renewal()(utc_now())
    for trouble in found:
        logger.warning(
            "token",
            channel=trouble.channel,
            account=trouble.subject,
            cause=trouble.cause,
            why=trouble.detail,
        )
    metrics.add_metric(name="TokensInTrouble", unit=MetricUnit.Count, value=len(found))
    return {"in_trouble": len(found)}
