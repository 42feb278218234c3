"""Functions that follow the table's stream, each told of what concerns it only."""

from collections.abc import Mapping, Sequence
from typing import Any

from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_lambda_event_sources import DynamoEventSource

from infra.acknowledge import acknowledge
from infra.constructs.case_table import CaseTable
from infra.constructs.python_function import PythonFunction


def follow(
    function: PythonFunction,
    cases: CaseTable,
    wanted: Sequence[Mapping[str, Any]],
    **how: Any,
) -> None:
    """`wanted`: patterns of records, any of which may fit; `how`: see `DynamoEventSource`."""
    function.function.add_event_source(
        DynamoEventSource(
            cases.table,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            filters=[lambda_.FilterCriteria.filter(dict(each)) for each in wanted],
            **how,
        )
    )
    acknowledge(
        function.role,
        "AwsSolutions-IAM5[Resource::*]",
        "dynamodb:ListStreams and X-Ray's actions know no resources; CDK adds them for the "
        "stream's event source and for tracing.",
    )


def written(**keys: object) -> dict[str, Any]:
    """What was put or changed under such keys."""
    return {"dynamodb": {"Keys": {name: {"S": [value]} for name, value in keys.items()}}}


def put(**keys: object) -> dict[str, Any]:
    """What was put for the first time."""
    return {"eventName": ["INSERT"], **written(**keys)}
