"""The edge loads a platform's adapter on each cold start, so it must bring little with it."""

import subprocess
import sys

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
SCRIPT = """
import sys
from hearback.adapters.platforms import adapter_class
adapter_class({channel!r})()
print(*[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("channel", ["x", "facebook", "generic"])
def test_the_edges_half_of_an_adapter_loads_nothing_heavy(channel: str) -> None:
    script = SCRIPT.format(channel=channel, heavy=HEAVY)
    ran = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": "layers/core/python"},
    )
    assert ran.stdout.strip() == ""
