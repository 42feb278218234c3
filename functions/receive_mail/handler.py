"""S3 → queue: a mail that SES stored is on its way to ingestion, by where it lies."""

from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from hearback.adapters.stored_mails import stored_mails
from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.receive_mail import receive_mail

logger = Logger()
metrics = Metrics()


@metrics.log_metrics
def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """All of them, or an error: Lambda calls again twice, then the event waits for people.
    A mail that is queued twice is taken in once."""
    queued = sum(receive_mail()(mail, utc_now()) for mail in stored_mails(event))
    metrics.add_metric(name="MailsReceived", unit=MetricUnit.Count, value=queued)
    return {"queued": queued}
