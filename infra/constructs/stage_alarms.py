"""What wakes the operators: dead letters, errors, throttles, failed workflows."""

import math
from collections.abc import Iterable, Mapping
from datetime import timedelta

from aws_cdk import Duration
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as stepfunctions
from constructs import Construct

from infra.constructs.python_function import METRICS_NAMESPACE

_MINUTE = Duration.minutes(1)
_FIVE_MINUTES = Duration.minutes(5)
_OLDEST_MENTION_SECONDS = 300
_MOST_SUMMED = 10
"""CloudWatch alarms on no more metrics at once."""


class StageAlarms(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, operators: sns.ITopic) -> None:
        super().__init__(scope, construct_id)
        self._action = actions.SnsAction(operators)

    def watch_dead_letters(self, queues: Mapping[str, sqs.IQueue]) -> None:
        for name, queue in queues.items():
            self._alarm(
                f"{name}DeadLetters",
                queue.metric_approximate_number_of_messages_visible(
                    period=_MINUTE, statistic="Maximum"
                ),
                "Messages that failed too often wait in this queue; see the runbook to redrive.",
            )

    def watch_backlog(self, queue: sqs.IQueue) -> None:
        self._alarm(
            "OldestMention",
            queue.metric_approximate_age_of_oldest_message(period=_MINUTE, statistic="Maximum"),
            "Mentions wait longer than five minutes for ingestion.",
            threshold=_OLDEST_MENTION_SECONDS,
        )

    def watch_functions(self, functions: Iterable[lambda_.IFunction]) -> None:
        every = list(functions)
        self._sum("FunctionErrors", [f.metric_errors(period=_FIVE_MINUTES) for f in every])
        self._sum("FunctionThrottles", [f.metric_throttles(period=_FIVE_MINUTES) for f in every])

    def watch_workflow(self, machine: stepfunctions.IStateMachine) -> None:
        for name, metric in (
            ("WorkflowFailed", machine.metric_failed(period=_FIVE_MINUTES)),
            ("WorkflowTimedOut", machine.metric_timed_out(period=_FIVE_MINUTES)),
            ("WorkflowThrottled", machine.metric_throttled(period=_FIVE_MINUTES)),
        ):
            self._alarm(name, metric, "Executions of cases fail; the sweep restarts them.")

    def watch_sweep(self, every: timedelta) -> None:
        """A sweep says how many cases it healed, be it none; one that fails or never runs is
        silent."""
        period = Duration.minutes(max(3 * math.ceil(every / timedelta(minutes=1)), 5))
        healed = cloudwatch.Metric(
            namespace=METRICS_NAMESPACE,
            metric_name="CasesHealed",
            dimensions_map={"service": "sweep_cases"},
            statistic="SampleCount",
            period=period,
        )
        cloudwatch.Alarm(
            self,
            "SweepSilent",
            metric=healed,
            alarm_description="The sweep fails or does not run: broken workflows stay broken.",
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.BREACHING,
        ).add_alarm_action(self._action)

    def watch_api(self, api: apigateway.HttpApi) -> None:
        self._alarm(
            "ApiServerErrors",
            api.metric_server_error(period=_FIVE_MINUTES, statistic="Sum"),
            "Webhooks or case pages answer 5xx.",
        )

    def _sum(self, name: str, metrics: list[cloudwatch.Metric]) -> None:
        """As many alarms as it takes: `FunctionErrors`, `FunctionErrors2`."""
        for start in range(0, len(metrics), _MOST_SUMMED):
            part = metrics[start : start + _MOST_SUMMED]
            using: dict[str, cloudwatch.IMetric] = {f"m{n}": each for n, each in enumerate(part)}
            self._alarm(
                f"{name}{start // _MOST_SUMMED + 1}" if start else name,
                cloudwatch.MathExpression(
                    expression="SUM(METRICS())",
                    using_metrics=using,
                    period=_FIVE_MINUTES,
                    label=name,
                ),
                "One of the stack's functions fails or is throttled; its log says which and why.",
            )

    def _alarm(
        self, name: str, metric: cloudwatch.IMetric, description: str, threshold: int = 1
    ) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            alarm_description=description,
            threshold=threshold,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(self._action)
