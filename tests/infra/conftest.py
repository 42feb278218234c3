"""The stack is synthesised once a test run for each stage, in processes of their own."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from local.addresses import Addresses
from local.places import ROOT
from local.stage import write_stage
from local.synth import STACK, Synthesis

Assembly = Path


@pytest.fixture(scope="session")
def synthesised(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Assembly]:
    """`synthesised("aws")` or `("local")`: the cloud assembly's folder, shared by all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "assemblies"
    shared.mkdir(exist_ok=True)

    def assembly(stage: str) -> Assembly:
        folder = shared / stage
        with FileLock(shared / f"{stage}.lock"):
            if not (folder / "manifest.json").exists():
                Synthesis(_stage_file(stage, shared), folder).finish()
        return folder

    return assembly


def _stage_file(stage: str, shared: Path) -> Path:
    if stage == "aws":
        return ROOT / "infra" / "stages" / "example.yaml"
    ports = Addresses(emulator=4566, sandbox=4567, mailbox=4568)
    return write_stage(shared / "local-stage", ports)


class Template:
    """A synthesised template, to ask for its resources."""

    def __init__(self, assembly: Assembly) -> None:
        plain = json.loads((assembly / f"{STACK}.template.json").read_text())
        self.resources: dict[str, dict[str, Any]] = plain["Resources"]
        self.outputs: dict[str, Any] = plain["Outputs"]

    def of(self, kind: str) -> dict[str, dict[str, Any]]:
        """Properties by logical id."""
        return {
            name: each.get("Properties", {})
            for name, each in self.resources.items()
            if each["Type"] == kind
        }

    def statements(self, logical_part: str) -> list[dict[str, Any]]:
        """The policy statements of the role whose policy's id has this part."""
        return [
            statement
            for name, policy in self.of("AWS::IAM::Policy").items()
            if logical_part in name
            for statement in policy["PolicyDocument"]["Statement"]
        ]


@pytest.fixture(scope="session")
def aws(synthesised: Callable[[str], Assembly]) -> Template:
    return Template(synthesised("aws"))


@pytest.fixture(scope="session")
def laptop(synthesised: Callable[[str], Assembly]) -> Template:
    return Template(synthesised("local"))
