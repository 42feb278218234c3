"""The one table. Its keys are described in `hearback.adapters.cases_table`."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

_STRING = dynamodb.AttributeType.STRING


class CaseTable(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, keep_data: bool) -> None:
        super().__init__(scope, construct_id)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="pk", type=_STRING),
            sort_key=dynamodb.Attribute(name="sk", type=_STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            stream=dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
            time_to_live_attribute="ttl",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=keep_data,
            removal_policy=RemovalPolicy.RETAIN if keep_data else RemovalPolicy.DESTROY,
        )
        self.table.add_global_secondary_index(
            index_name="team-queue",
            partition_key=dynamodb.Attribute(name="queue_pk", type=_STRING),
            sort_key=dynamodb.Attribute(name="queue_sk", type=_STRING),
            projection_type=dynamodb.ProjectionType.INCLUDE,
            non_key_attributes=["execution", "wake_at", "updated_at", "status"],
        )
        self.table.add_global_secondary_index(
            index_name="author-cases",
            partition_key=dynamodb.Attribute(name="author_pk", type=_STRING),
            sort_key=dynamodb.Attribute(name="opened_at", type=_STRING),
            projection_type=dynamodb.ProjectionType.KEYS_ONLY,
        )

    @property
    def arn(self) -> str:
        return self.table.table_arn

    def index_arn(self, name: str) -> str:
        return f"{self.table.table_arn}/index/{name}"
