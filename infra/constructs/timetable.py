"""What runs by the clock: pollers and the sweep."""

import json
from datetime import timedelta

from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from constructs import Construct


class Timetable(Construct):
    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self._role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com")
        )
        self._may_invoke: set[str] = set()

    def every(
        self,
        interval: timedelta,
        name: str,
        function: lambda_.IFunction,
        payload: dict[str, str] | None = None,
    ) -> None:
        """Invoke a function at an interval of whole minutes."""
        minutes = max(int(interval.total_seconds()) // 60, 1)
        if function.node.path not in self._may_invoke:
            self._may_invoke.add(function.node.path)
            self._role.add_to_policy(
                iam.PolicyStatement(
                    actions=["lambda:InvokeFunction"], resources=[function.function_arn]
                )
            )
        scheduler.CfnSchedule(
            self,
            name,
            schedule_expression=f"rate({minutes} minute{'s' if minutes > 1 else ''})",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            target=scheduler.CfnSchedule.TargetProperty(
                arn=function.function_arn,
                role_arn=self._role.role_arn,
                input=json.dumps(payload or {}),
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_retry_attempts=2, maximum_event_age_in_seconds=300
                ),
            ),
        )
