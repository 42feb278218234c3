"""Measuring what a function's start costs, in fresh interpreters that see only its layers."""

import json
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

from infra.assets.build import AssetBuilder
from infra.assets.target import Target
from infra.care_policy import load_care_policy
from local.places import ROOT

_RUNS = 7
_MEASURE = """
import sys, time, json
sys.path[:0] = {paths!r}
began = time.process_time()
{statements}
print(json.dumps([time.process_time() - began, len(sys.modules)]))
"""
ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "POWERTOOLS_SERVICE_NAME": "bench",
    "POWERTOOLS_METRICS_NAMESPACE": "bench",
    "HEARBACK_CHANNELS": '["x"]',
    "HEARBACK_MENTIONS_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/1/q",
    "HEARBACK_WEBHOOK_SECRET": "arn:aws:secretsmanager:eu-central-1:1:secret:s",
}


def asset_paths() -> list[str]:
    """The layers and the functions as they are deployed here, compiled ahead."""
    builder = AssetBuilder(target=Target.of("host"))
    policy = load_care_policy(ROOT / "layers/policy/care-policy.yaml", date(2026, 11, 22))
    layers = [builder.dependencies(), builder.core(), builder.policy(policy)]
    return [str(asset.folder / "python") for asset in layers] + [str(builder.functions().folder)]


def cpu_of(statements: str, paths: list[str], runs: int = _RUNS) -> tuple[float, int]:
    """Median CPU milliseconds of some statements in a fresh interpreter, and modules loaded."""
    script = _MEASURE.format(paths=paths, statements=statements)
    said = [_run(script) for _ in range(runs)]
    return statistics.median(ms for ms, _ in said) * 1000, said[0][1]


def _run(script: str) -> tuple[float, int]:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
        cwd=Path("/"),
    )
    seconds, modules = json.loads(done.stdout)
    return seconds, modules
