"""The edge stays light: what its cold start must not load is not loaded."""

import json
import subprocess
import sys

from tests.benchmarks.cold_start import ENVIRONMENT, asset_paths

HEAVY = (
    "pydantic",
    "boto3",
    "botocore.client",
    "s3transfer",
    "aws_lambda_powertools.event_handler",
    "aws_lambda_powertools.utilities.parser",
    "aws_xray_sdk",
    "jinja2",
    "feedparser",
    "twitter_text",
)


def test_the_edge_with_its_clients_and_an_adapter_loads_nothing_heavy() -> None:
    script = (
        f"import sys, json; sys.path[:0] = {asset_paths()!r}\n"
        "import receive_webhook.handler as handler\n"
        "handler.door()._platform('x')\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=ENVIRONMENT,
    )
    loaded = set(json.loads(done.stdout))
    assert "botocore.auth" in loaded
    assert sorted(m for m in loaded if m.startswith(HEAVY)) == []
