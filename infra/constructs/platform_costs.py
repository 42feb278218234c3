"""What platforms charge, for whoever answers for the budget: a dashboard, in dollars."""

from aws_cdk import CfnOutput, Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra.constructs.python_function import METRICS_NAMESPACE

_DAYS = 30
_A_DAY = Duration.days(1)
_CHARGED = {
    "Read / Okunan": ("poll_source", "SourceMicroDollars"),
    "Sent / Gönderilen": ("deliver_reply", "ReplyMicroDollars"),
}
"""By label: the function that counts, and what it counts in millionths of a dollar."""


class PlatformCosts(Construct):
    """The last thirty days, and each of them; the range can be changed on the page."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        dashboard = cloudwatch.Dashboard(self, "Dashboard", default_interval=Duration.days(_DAYS))
        dollars = [_dollars(n, label) for n, label in enumerate(_CHARGED)]
        dashboard.add_widgets(
            cloudwatch.SingleValueWidget(
                title="X: $",
                metrics=list(dollars),
                set_period_to_time_range=True,
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="X: $ a day / günlük $",
                left=list(dollars),
                stacked=True,
                width=16,
            ),
        )
        CfnOutput(self, "Name", value=dashboard.dashboard_name).override_logical_id(
            "PlatformCostsDashboard"
        )


def _dollars(number: int, label: str) -> cloudwatch.MathExpression:
    service, name = _CHARGED[label]
    metric = cloudwatch.Metric(
        namespace=METRICS_NAMESPACE,
        metric_name=name,
        dimensions_map={"service": service},
        statistic="Sum",
        period=_A_DAY,
    )
    return cloudwatch.MathExpression(
        expression=f"FILL(m{number}, 0) / 1000000",
        using_metrics={f"m{number}": metric},
        label=label,
        period=_A_DAY,
    )
