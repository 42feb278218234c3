"""Schedule → queue: one feed a run, what is new in it goes the way of a webhook's body."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.poll_source import poller

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """`{"feed": id}`. A feed that cannot be read fails the run: the next one tries again."""
    new = poller().poll(event["feed"], utc_now())
    metrics.add_metric(name="FeedItems", unit=MetricUnit.Count, value=new)
    logger.info("feed polled", feed=event["feed"], new=new)
    return {"new": new}
