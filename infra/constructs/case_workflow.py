"""The state machine of a case, from its ASL file, with rights of its own."""

from pathlib import Path

from aws_cdk import RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as stepfunctions
from constructs import Construct

from infra.acknowledge import acknowledge
from infra.config import StageConfig
from infra.constructs.case_table import CaseTable
from infra.constructs.log_retention import retention

DEFINITION = Path(__file__).parents[1] / "workflows" / "case.asl.json"


class CaseWorkflow(Construct):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        config: StageConfig,
        cases: CaseTable,
        advance_case: lambda_.IFunction,
    ) -> None:
        super().__init__(scope, construct_id)
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        self.machine = stepfunctions.StateMachine(
            self,
            "Machine",
            definition_body=stepfunctions.DefinitionBody.from_string(
                DEFINITION.read_text(encoding="utf-8")
            ),
            definition_substitutions={
                "TableName": cases.table.table_name,
                "AdvanceCaseArn": advance_case.function_arn,
            },
            role=role,
            tracing_enabled=config.tracing,
            logs=stepfunctions.LogOptions(
                destination=logs.LogGroup(
                    self,
                    "Logs",
                    retention=retention(config.log_retention_days),
                    removal_policy=RemovalPolicy.DESTROY,
                ),
                level=stepfunctions.LogLevel.ALL,
                include_execution_data=False,
            ),
        )
        for actions, resource in (
            (["dynamodb:UpdateItem"], cases.arn),
            (["lambda:InvokeFunction"], advance_case.function_arn),
        ):
            role.add_to_policy(iam.PolicyStatement(actions=actions, resources=[resource]))
        acknowledge(
            role,
            "AwsSolutions-IAM5[Resource::*]",
            "Log delivery and X-Ray know no resources: CDK adds their actions for the state "
            "machine's logging and tracing.",
        )

    @property
    def arn(self) -> str:
        return self.machine.state_machine_arn

    @property
    def executions_arn(self) -> str:
        """All executions of this machine; IAM knows them by pattern only."""
        return f"{self.arn.replace(':stateMachine:', ':execution:')}:*"
