"""Deploying a cloud assembly to the emulator: assets to S3, the template to CloudFormation."""

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

from local.aws import client
from local.emulator.process import CREDENTIALS
from local.problem import Problem
from local.synth import STACK

_ACCOUNT = "000000000000"
_SECONDS_TO_DEPLOY = 120
_A_FILE_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)


def deploy(assembly: Path, endpoint_url: str) -> dict[str, str]:
    """The stack's outputs. Raises `Problem` with the reason if it does not come up."""
    template_url = _upload_assets(assembly, endpoint_url)
    cloudformation = client("cloudformation", endpoint_url)
    name = json.loads((assembly / "manifest.json").read_text())["artifacts"][STACK]["properties"][
        "stackName"
    ]
    cloudformation.create_stack(
        StackName=name,
        TemplateURL=template_url,
        Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    stack = _wait_for(cloudformation, name)
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _wait_for(cloudformation: Any, name: str) -> dict[str, Any]:
    deadline = time.monotonic() + _SECONDS_TO_DEPLOY
    while time.monotonic() < deadline:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        if stack["StackStatus"] == "CREATE_COMPLETE":
            return stack
        if not stack["StackStatus"].endswith("_IN_PROGRESS"):
            break
        time.sleep(0.2)
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [e for e in events if "FAILED" in e["ResourceStatus"]]
    reasons = "; ".join(
        f"{e['LogicalResourceId']}: {e.get('ResourceStatusReason', '?')}" for e in failed
    )
    raise Problem(f"the stack did not come up ({stack['StackStatus']}): {reasons}")


def _upload_assets(assembly: Path, endpoint_url: str) -> str:
    s3, ssm = client("s3", endpoint_url), client("ssm", endpoint_url)
    ssm.put_parameter(
        Name="/cdk-bootstrap/hnb659fds/version", Value="30", Type="String", Overwrite=True
    )
    manifest = json.loads((assembly / f"{STACK}.assets.json").read_text())
    template_url, buckets = "", set[str]()
    for file in manifest["files"].values():
        source = assembly / file["source"]["path"]
        body = _zip(source) if file["source"]["packaging"] == "zip" else source.read_bytes()
        for destination in file["destinations"].values():
            bucket, key = _fill_in(destination["bucketName"]), _fill_in(destination["objectKey"])
            if bucket not in buckets:
                s3.create_bucket(Bucket=bucket)
                buckets.add(bucket)
            s3.put_object(Bucket=bucket, Key=key, Body=body)
            if source.name == f"{STACK}.template.json":
                template_url = f"{endpoint_url}/{bucket}/{key}"
    return template_url


def _fill_in(text: str) -> str:
    return (
        text.replace("${AWS::AccountId}", _ACCOUNT)
        .replace("${AWS::Region}", CREDENTIALS["AWS_REGION"])
        .replace("${AWS::Partition}", "aws")
    )


def _zip(folder: Path) -> bytes:
    """As deploy tools do: every file with the same old date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(str(file.relative_to(folder)), _A_FILE_IN_A_ZIP)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())
    return packed.getvalue()
