"""The edge's half of the polled adapters brings little."""

import subprocess
import sys

import pytest

from tests.contract.platforms.test_edge_weight import HEAVY, SOURCES

SCRIPT = """
import sys
from importlib import import_module
getattr(import_module("hearback.adapters.platforms.{module}"), "{name}")()
print(*[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("app_store", "AppStore"),
        ("bluesky", "Bluesky"),
        ("google_play", "GooglePlay"),
        ("mastodon", "Mastodon"),
        ("reddit", "Reddit"),
        ("youtube", "YouTube"),
    ],
)
def test_the_edges_half_of_a_polled_adapter_loads_nothing_heavy(module: str, name: str) -> None:
    script = SCRIPT.format(module=module, name=name, heavy=(*HEAVY, "cryptography"))
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    assert ran.stdout.strip() == ""
