"""The edge loads a platform's adapter on each cold start, so it must bring little with it."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pydantic",
    "urllib3",
    "boto3",
    "botocore",
    "feedparser",
    "twitter_text",
    "ssl",
    "http.client",
    "email",
    "asyncio",
    "hearback.domain.policy",
    "hearback.domain.mention",
)
SOURCES = Path(__file__).parents[3] / "layers/core/python"
SCRIPT = """
import sys
from hearback.adapters.platforms import adapter_class
adapter_class({channel!r})()
print(*[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("channel", ["x", "facebook", "generic"])
def test_the_edges_half_of_an_adapter_loads_nothing_heavy(channel: str) -> None:
    script = SCRIPT.format(channel=channel, heavy=HEAVY)
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    assert ran.stdout.strip() == ""
