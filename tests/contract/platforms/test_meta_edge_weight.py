"""The edge loads these adapters on a cold start, so they must bring little with them."""

import subprocess
import sys

import pytest

from tests.contract.platforms.test_edge_weight import HEAVY, SOURCES

SCRIPT = """
import sys
from hearback.adapters.platforms.{module} import {name}
{name}()
print(*[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [("instagram", "Instagram"), ("messenger", "Messenger"), ("whatsapp", "WhatsApp")],
)
def test_the_edges_half_of_an_adapter_loads_nothing_heavy(module: str, name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(module=module, name=name, heavy=HEAVY)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES)},
    )
    assert ran.stdout.strip() == ""
