"""The HTTP API: platforms' webhooks and agents' case pages, throttled and logged."""

import json
from collections.abc import Sequence

from aws_cdk import RemovalPolicy, Tags
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.acknowledge import acknowledge
from infra.config import StageConfig
from infra.constructs.log_retention import retention

_METHODS = (apigateway.HttpMethod.GET, apigateway.HttpMethod.POST)
_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "method": "$context.httpMethod",
    "route": "$context.routeKey",
    "status": "$context.status",
    "length": "$context.responseLength",
    "latency": "$context.responseLatency",
    "error": "$context.integrationErrorMessage",
}
"""No path, no query, no address: a mail link's signature must not lie in a log."""


class WebApi(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, config: StageConfig) -> None:
        super().__init__(scope, construct_id)
        self.api = apigateway.HttpApi(self, "Api", api_name=config.name, create_default_stage=False)
        for name, value in config.api.tags.items():
            Tags.of(self.api).add(name, value)
        access_logs = logs.LogGroup(
            self,
            "AccessLogs",
            retention=retention(config.log_retention_days),
            removal_policy=RemovalPolicy.DESTROY,
        )
        self.stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(
                rate_limit=config.api.requests_per_second, burst_limit=config.api.burst
            ),
        )
        bare = self.stage.node.default_child
        if not isinstance(bare, apigateway.CfnStage):
            raise TypeError("the stage has no CfnStage")
        bare.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=access_logs.log_group_arn, format=json.dumps(_LOG_FIELDS)
        )

    def route(self, path: str, function: lambda_.IFunction, *, why_open: str) -> None:
        """Send a path to a function that checks for itself who calls; `why_open` says how."""
        integration = HttpLambdaIntegration(f"{function.node.path}Integration", function)
        routes: Sequence[apigateway.HttpRoute] = self.api.add_routes(
            path=path, methods=list(_METHODS), integration=integration
        )
        for each in routes:
            acknowledge(each, "AwsSolutions-APIG4", why_open)

    @property
    def url(self) -> str:
        return self.api.api_endpoint
