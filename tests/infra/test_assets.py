"""What is uploaded: for the right Python and machine, complete, and compiled ahead."""

import ast
import json
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from infra.assets.build import AssetBuilder
from infra.assets.target import Target
from infra.care_policy import load_care_policy
from local.places import ROOT
from local.synth import STACK

LIMIT = 250 * 1024 * 1024
"""Lambda's for a function with all its layers, unzipped."""

AARCH64 = 183


@pytest.fixture(scope="session")
def folders() -> dict[str, list[Path]]:
    """The built folders by target: dependencies, core, policy, functions."""
    policy = load_care_policy(ROOT / "layers/policy/care-policy.yaml", date(2026, 11, 22))
    built = {}
    for name in ("lambda", "host"):
        builder = AssetBuilder(target=Target.of(name))
        assets = (builder.dependencies(), builder.core(), builder.policy(policy))
        built[name] = [asset.folder for asset in (*assets, builder.functions())]
    return built


def sources(folder: Path) -> Iterator[Path]:
    return (p for p in folder.rglob("*.py"))


def test_every_source_has_bytecode_that_is_checked_by_nobody(
    folders: dict[str, list[Path]],
) -> None:
    """Flags 1: hash-based, and not compared with the source. PEP 552."""
    python = {"lambda": "cpython-314", "host": f"cpython-3{sys.version_info.minor}"}
    for target, built in folders.items():
        for source in (s for folder in built for s in sources(folder)):
            compiled = source.parent / "__pycache__" / f"{source.stem}.{python[target]}.pyc"
            assert compiled.exists(), compiled
            (flags,) = struct.unpack("<I", compiled.read_bytes()[4:8])
            assert flags == 1, compiled


def test_lambda_gets_bytecode_of_lambdas_python(folders: dict[str, list[Path]]) -> None:
    magics = {p.read_bytes()[:4] for f in folders["lambda"] for p in f.rglob("*.pyc")}
    assert magics == {(3627).to_bytes(2, "little") + b"\r\n"}


def test_compiled_extensions_are_for_arm_and_lambdas_python(
    folders: dict[str, list[Path]],
) -> None:
    extensions = [p for folder in folders["lambda"] for p in folder.rglob("*.so*")]
    assert extensions
    for extension in extensions:
        (machine,) = struct.unpack("<H", extension.read_bytes()[18:20])
        assert machine == AARCH64, extension
        assert "cpython-314" in extension.name or "abi3" in extension.name, extension


def test_function_and_layers_stay_within_lambdas_limit(folders: dict[str, list[Path]]) -> None:
    size = sum(p.stat().st_size for f in folders["lambda"] for p in f.rglob("*") if p.is_file())
    assert size < LIMIT / 2


def test_the_classifier_s_weights_are_in_the_core_layer_and_small(
    folders: dict[str, list[Path]],
) -> None:
    for _, core, *_ in folders.values():
        weights = core / "python/hearback/adapters/classifiers/model.bin"
        assert 1e6 < weights.stat().st_size < 6e6


def test_every_import_of_ours_is_in_a_layer_or_in_the_standard_library(
    folders: dict[str, list[Path]],
) -> None:
    dependencies, core, policy, functions = folders["lambda"]
    layered = {
        p.name.split(".")[0] for f in (dependencies, core, policy) for p in (f / "python").iterdir()
    }
    known = layered | sys.stdlib_module_names | {"mypy_boto3_" + s for s in ("x",)}
    for source in (s for folder in (core, functions) for s in sources(folder)):
        for name in imported(ast.parse(source.read_text())):
            assert name in known or name.startswith("mypy_boto3_"), f"{source}: {name}"


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    "function",
    sorted(p.parent.name for p in (ROOT / "functions").glob("*/handler.py")),
)
def test_a_function_runs_with_nothing_but_its_layers(
    folders: dict[str, list[Path]], function: str
) -> None:
    """A fresh interpreter without site-packages, as Lambda's: only the layers and the code."""
    *layers, code = folders["host"]
    paths = [str(layer / "python") for layer in layers] + [str(code)]
    script = (
        "import sys; "
        f"sys.path[:0] = {paths!r}; "
        f"import importlib; m = importlib.import_module('{function}.handler'); "
        "assert callable(m.handler)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={
            "POWERTOOLS_METRICS_NAMESPACE": "t",
            "POWERTOOLS_SERVICE_NAME": "t",
            "AWS_REGION": "r",
        },
    )
    assert done.returncode == 0, done.stderr


def test_a_second_build_takes_what_is_there(folders: dict[str, list[Path]]) -> None:
    again = AssetBuilder(target=Target.of("lambda")).dependencies().folder
    assert again == folders["lambda"][0]


def test_the_policy_layer_holds_the_compiled_policy(folders: dict[str, list[Path]]) -> None:
    compiled = folders["lambda"][2] / "python" / "hearback_policy" / "care-policy.json"
    assert json.loads(compiled.read_text())["version"] == "2026-11"


def test_an_unacknowledged_finding_fails_the_synthesis(tmp_path: Path) -> None:
    """The security rules can fail: a bare queue in such an app is found."""
    script = (
        "import sys; sys.path.insert(0, '.'); import app; from aws_cdk import Stack, aws_sqs; "
        f"made = app.checked_app({str(tmp_path / 'out')!r}); "
        f"aws_sqs.Queue(Stack(made, '{STACK}'), 'Bare'); made.synth()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "AwsSolutions-SQS" in done.stdout + done.stderr
