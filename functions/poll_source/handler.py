"""Schedule → queue: one source a run, what is new in it goes the way of a webhook's body."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.poll_source import poller

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """`{"source": id}`. A source that people must look after fails the run, loudly."""
    logger.append_keys(source=event["source"])
    done = poller().poll(event["source"], utc_now())
    counts = {
        "SourceItems": done.new,
        "SourceCost": done.cost,
        "SourceMicroDollars": done.micro_dollars,
        "SourceFailures": int(bool(done.failed)),
        "SourceBudgetsUsedUp": int(done.used_up),
    }
    for name, value in counts.items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)
    logger.info(
        "source polled",
        new=done.new,
        cost=done.cost,
        failed=done.failed,
        waits_until=done.waits_until and done.waits_until.isoformat(),
    )
    return {"new": done.new}
