"""A function: the one place for runtime, architecture, role, logs, layers and environment."""

from collections.abc import Sequence

from aws_cdk import AssetHashType, Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_lambda_destinations import SqsDestination
from constructs import Construct

from hearback.settings import Settings
from infra.acknowledge import acknowledge
from infra.assets.build import Asset, AssetBuilder
from infra.config import StageConfig
from infra.constructs.log_retention import retention

RUNTIME = lambda_.Runtime.PYTHON_3_14
ARCHITECTURE = lambda_.Architecture.ARM_64
METRICS_NAMESPACE = "Hearback"


class PythonFunction(Construct):
    """`functions/<name>/handler.py` with exactly the rights that it is given."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        config: StageConfig,
        builder: AssetBuilder,
        layers: Sequence[lambda_.ILayerVersion],
        settings: Settings,
        memory_mb: int = 512,
        timeout: Duration | None = None,
        given_up: sqs.IQueue | None = None,
    ) -> None:
        """`given_up`: where the events of asynchronous calls go that fail again and again."""
        super().__init__(scope, construct_id)
        log_group = logs.LogGroup(
            self,
            "Logs",
            retention=retention(config.log_retention_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        self.function = lambda_.Function(
            self,
            "Function",
            runtime=RUNTIME,
            architecture=ARCHITECTURE,
            handler=f"{name}.handler.handler",
            code=code_of(builder.functions()),
            layers=list(layers),
            role=self.role,
            memory_size=memory_mb,
            timeout=timeout or Duration.seconds(30),
            log_group=log_group,
            on_failure=SqsDestination(given_up) if given_up else None,
            tracing=lambda_.Tracing.ACTIVE if config.tracing else lambda_.Tracing.DISABLED,
            environment={
                **settings.to_environment(),
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_METRICS_NAMESPACE": METRICS_NAMESPACE,
                "POWERTOOLS_LOG_LEVEL": config.functions.log_level,
            },
        )
        self.allow(["logs:CreateLogStream", "logs:PutLogEvents"], log_group.log_group_arn)
        if config.tracing:
            acknowledge(
                self.role,
                "AwsSolutions-IAM5[Resource::*]",
                "X-Ray's PutTraceSegments and PutTelemetryRecords know no resources; CDK adds "
                "them for active tracing.",
            )
        acknowledge(
            self.function,
            "AwsSolutions-L1",
            "The runtime is the newest Python that this CDK release knows, set in one place.",
        )

    def allow(self, actions: list[str], *resources: str, keys: Sequence[str] = ()) -> None:
        """Grant exactly these actions on exactly these ARNs. `keys`: of a table, the partitions."""
        condition = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": list(keys)}}
        self.role.add_to_policy(
            iam.PolicyStatement(
                actions=actions,
                resources=list(resources),
                conditions=condition if keys else None,
            )
        )


def code_of(asset: Asset) -> lambda_.Code:
    return lambda_.Code.from_asset(
        str(asset.folder), asset_hash=asset.digest, asset_hash_type=AssetHashType.CUSTOM
    )
