import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.care import Care
from tests.emulator import running_emulator
from tests.stack import running_stack

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
"""A machine under load is slow, not wrong."""


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: two groups of tests mostly wait for the emulator."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def emulator_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bare emulator of this test process's own."""
    folder: Path = tmp_path_factory.mktemp("emulator")
    with running_emulator(folder) as url:
        yield url


@pytest.fixture(scope="session")
def care(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Care]:
    """The whole stack. Tests that use it carry `xdist_group("stack")`, so that there is one."""
    with running_stack(tmp_path_factory.mktemp("stack")) as care:
        yield care
