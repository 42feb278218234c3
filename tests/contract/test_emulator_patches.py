"""Each patch of the emulator does what it says; the version that they are for is pinned."""

import io
import json
import os
import time
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import Any

from local.aws import client
from local.emulator import patches

ROLE = "arn:aws:iam::000000000000:role/r"
HANDLER = """
import os, time
class OutOfPaint(Exception):
    pass
def handler(event, context):
    time.sleep(event.get("sleep", 0))
    if event.get("fail"):
        raise OutOfPaint("no red left")
    try:
        import painted
    except ImportError:
        return {"pid": os.getpid()}
    return {"pid": os.getpid(), "layer": painted.__file__}
"""


def packed(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


def a_function(url: str, layers: list[str] | None = None) -> tuple[Any, str]:
    lambdas, name = client("lambda", url), f"f{uuid.uuid4().hex[:8]}"
    lambdas.create_function(
        FunctionName=name,
        Runtime="python3.14",
        Handler="code.handler",
        Role=ROLE,
        Code={"ZipFile": packed("code.py", HANDLER)},
        Layers=layers or [],
    )
    return lambdas, name


def run(lambdas: Any, name: str, event: dict[str, Any]) -> dict[str, Any]:
    answer = lambdas.invoke(FunctionName=name, Payload=json.dumps(event).encode())
    said: dict[str, Any] = json.loads(answer["Payload"].read())
    return said


def test_the_patches_are_for_the_installed_emulator() -> None:
    assert version("ministack") == patches.VERSION


def test_a_wait_ends_after_the_seconds_in_its_input(emulator_url: str) -> None:
    dynamodb, workflows = client("dynamodb", emulator_url), client("stepfunctions", emulator_url)
    table = f"t{uuid.uuid4().hex[:8]}"
    dynamodb.create_table(
        TableName=table,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
    )
    wait = {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken",
        "TimeoutSecondsPath": "$.seconds",
        "Parameters": {
            "TableName": table,
            "Key": {"pk": {"S": "1"}},
            "UpdateExpression": "SET t = :t",
            "ExpressionAttributeValues": {":t": {"S.$": "$$.Task.Token"}},
        },
        "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": "$.error", "Next": "Out"}],
        "End": True,
    }
    machine = workflows.create_state_machine(
        name=table,
        definition=json.dumps({"StartAt": "W", "States": {"W": wait, "Out": {"Type": "Succeed"}}}),
        roleArn=ROLE,
    )["stateMachineArn"]
    began = time.monotonic()
    execution = workflows.start_execution(stateMachineArn=machine, input='{"seconds": 1}')
    while True:
        state = workflows.describe_execution(executionArn=execution["executionArn"])
        if state["status"] != "RUNNING" or time.monotonic() - began > 20:
            break
        time.sleep(0.1)
    assert state["status"] == "SUCCEEDED"
    assert time.monotonic() - began >= 1
    assert "States.Timeout" in state["output"]


def test_an_exception_keeps_its_name_and_its_worker_lives_on(emulator_url: str) -> None:
    lambdas, name = a_function(emulator_url)
    before = run(lambdas, name, {})["pid"]
    failed = run(lambdas, name, {"fail": True})
    assert (failed["errorType"], failed["errorMessage"]) == ("OutOfPaint", "no red left")
    assert run(lambdas, name, {})["pid"] == before


def test_a_table_from_a_template_keeps_its_time_to_live(emulator_url: str) -> None:
    formation, name = client("cloudformation", emulator_url), f"s{uuid.uuid4().hex[:8]}"
    table = {
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            "TableName": name,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": True},
        },
    }
    formation.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": {"T": table}}))
    formation.get_waiter("stack_create_complete").wait(
        StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30}
    )
    said = client("dynamodb", emulator_url).describe_time_to_live(TableName=name)
    assert said["TimeToLiveDescription"] == {
        "TimeToLiveStatus": "ENABLED",
        "AttributeName": "ttl",
    }


def test_a_layer_is_unpacked_once_for_all_functions(emulator_url: str) -> None:
    lambdas = client("lambda", emulator_url)
    layer = lambdas.publish_layer_version(
        LayerName=f"l{uuid.uuid4().hex[:8]}",
        Content={"ZipFile": packed("python/painted.py", f"# {uuid.uuid4()}")},
    )["LayerVersionArn"]
    places = {run(*a_function(emulator_url, [layer]), {})["layer"] for _ in range(2)}
    assert len(places) == 1


def test_thirty_calls_at_once_are_served_by_a_few_workers(emulator_url: str) -> None:
    lambdas, name = a_function(emulator_url)
    with ThreadPoolExecutor(30) as pool:
        answers = list(pool.map(lambda _: run(lambdas, name, {"sleep": 0.05}), range(30)))
    assert len({answer["pid"] for answer in answers}) <= max(4, 2 * (os.cpu_count() or 1))


def test_a_receipt_rule_of_ses_is_made_in_name(emulator_url: str) -> None:
    stacks, name = client("cloudformation", emulator_url), f"s{uuid.uuid4().hex[:8]}"
    rule = {"RuleSetName": {"Ref": "Set"}, "Rule": {"Enabled": True, "Recipients": ["b.example"]}}
    resources = {
        "Set": {"Type": "AWS::SES::ReceiptRuleSet", "Properties": {"RuleSetName": name}},
        "Rule": {"Type": "AWS::SES::ReceiptRule", "Properties": rule},
    }
    outputs = {"Set": {"Value": {"Ref": "Set"}}}
    template = json.dumps({"Resources": resources, "Outputs": outputs})
    stacks.create_stack(StackName=name, TemplateBody=template)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        (stack,) = stacks.describe_stacks(StackName=name)["Stacks"]
        if not stack["StackStatus"].endswith("_IN_PROGRESS"):
            break
        time.sleep(0.1)
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    assert stack["Outputs"][0]["OutputValue"] == name
    stacks.delete_stack(StackName=name)
