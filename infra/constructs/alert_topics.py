"""Where alerts go: an encrypted topic a team and a ladder role, with people's addresses."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.config import StageConfig
from infra.constructs.work_queue import LastQueue

OPERATORS = "operators"


class AlertTopics(Construct):
    """`arns`: by team id, `role:<role>`, and `operators` for the stack's own alarms."""

    def __init__(self, scope: Construct, construct_id: str, *, config: StageConfig) -> None:
        super().__init__(scope, construct_id)
        self.key = kms.Key(
            self, "Key", enable_key_rotation=True, removal_policy=RemovalPolicy.DESTROY
        )
        self.key.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[
                    iam.ServicePrincipal("cloudwatch.amazonaws.com"),
                    iam.ServicePrincipal("sns.amazonaws.com"),
                ],
                actions=["kms:Decrypt", "kms:GenerateDataKey*"],
                resources=["*"],
            )
        )
        self.copies: sqs.Queue | None = None
        if config.alerts.copy_to_queue:
            self.copies = LastQueue(
                self,
                "Copies",
                why="Holds copies of mails for whoever archives them; nothing is retried from it.",
            ).queue
        addresses = {
            **config.alerts.teams,
            **{f"role:{role}": emails for role, emails in config.alerts.roles.items()},
            OPERATORS: config.alerts.operators,
        }
        self.topics = {name: self._topic(name, emails) for name, emails in addresses.items()}

    @property
    def arns(self) -> dict[str, str]:
        return {name: topic.topic_arn for name, topic in self.topics.items() if name != OPERATORS}

    @property
    def operators(self) -> sns.Topic:
        return self.topics[OPERATORS]

    def _topic(self, name: str, emails: tuple[str, ...]) -> sns.Topic:
        words = name.replace(":", "-").replace("_", "-").split("-")
        topic = sns.Topic(
            self,
            "".join(word.capitalize() for word in words),
            display_name=f"Hearback {' '.join(words)}",
            master_key=self.key,
            enforce_ssl=True,
        )
        for email in emails:
            topic.add_subscription(subscriptions.EmailSubscription(email))
        if self.copies is not None:
            topic.add_subscription(subscriptions.SqsSubscription(self.copies))
        return topic
