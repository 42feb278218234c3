"""A queue with its dead-letter queue: what fails too often waits there to be looked at."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

_TRIES = 5


class WorkQueue(Construct):
    """`retry_after` must be longer than the consumer may run."""

    def __init__(self, scope: Construct, construct_id: str, *, retry_after: Duration) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(14),
        )
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(14),
            visibility_timeout=retry_after,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=_TRIES
            ),
        )
