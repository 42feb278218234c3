"""Schedule, stream → mail: channels that are refused, quiet, unasked or near a limit."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.watch_channels import watch

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    found, mails = watch()(utc_now())
    metrics.add_metric(name="ChannelTroubles", unit=MetricUnit.Count, value=len(found))
    logger.info(
        "channels",
        mails=mails,
        troubles=[f"{each.channel}/{each.cause}" for each in found],
    )
    return {"troubles": len(found), "mails": mails}
