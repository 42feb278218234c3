"""The workflow engine: starting, waking and stopping the executions of cases."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from hearback.domain.ports import Plan

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_SPENT = {"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}
_GONE = {"ExecutionDoesNotExist", "ValidationException"}


class StepFunctions:
    """`Workflow` over one state machine. Each call may be repeated."""

    def __init__(self, client: "SFNClient", state_machine_arn: str) -> None:
        self._client = client
        self._arn = state_machine_arn

    def start(self, case_id: str, execution: str) -> None:
        try:
            self._client.start_execution(
                stateMachineArn=self._arn,
                name=execution,
                input=json.dumps({"case_id": case_id}),
            )
        except self._client.exceptions.ExecutionAlreadyExists:
            return

    def wake(self, token: str, plan: Plan) -> None:
        try:
            self._client.send_task_success(taskToken=token, output=json.dumps(asdict(plan)))
        except ClientError as error:
            if error.response["Error"]["Code"] not in _SPENT:
                raise

    def stop(self, execution: str) -> None:
        arn = f"{self._arn.replace(':stateMachine:', ':execution:')}:{execution}"
        try:
            self._client.stop_execution(
                executionArn=arn, error="Stuck", cause="replaced by the sweep"
            )
        except ClientError as error:
            if error.response["Error"]["Code"] not in _GONE:
                raise

    def running(self) -> frozenset[str]:
        pages = self._client.get_paginator("list_executions").paginate(
            stateMachineArn=self._arn, statusFilter="RUNNING"
        )
        return frozenset(each["name"] for page in pages for each in page["executions"])
