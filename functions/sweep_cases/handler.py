"""Schedule → repair: cases whose workflow is missing, failed or stuck get a new one."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.sweep_cases import sweep_cases

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    healed = sweep_cases()(utc_now())
    metrics.add_metric(name="CasesHealed", unit=MetricUnit.Count, value=healed)
    logger.info("sweep", healed=healed)
    return {"healed": healed}
