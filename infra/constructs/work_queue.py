"""Queues: one with a dead-letter queue for work, and one that is itself the end of the line."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.acknowledge import acknowledge

_TRIES = 5
_KEEP = Duration.days(14)


class WorkQueue(Construct):
    """What fails too often waits in `dead_letters`. `retry_after`: longer than a consumer runs."""

    def __init__(self, scope: Construct, construct_id: str, *, retry_after: Duration) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=_KEEP,
        )
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=_KEEP,
            visibility_timeout=retry_after,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=_TRIES
            ),
        )


class LastQueue(Construct):
    """A queue that people or other programs empty; `why` it needs no dead-letter queue."""

    def __init__(self, scope: Construct, construct_id: str, *, why: str) -> None:
        super().__init__(scope, construct_id)
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=_KEEP,
        )
        acknowledge(self.queue, "AwsSolutions-SQS3", why)
