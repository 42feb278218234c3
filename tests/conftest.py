from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.emulator import running_emulator


@pytest.fixture(scope="session")
def emulator_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A bare emulator of this test process's own."""
    folder: Path = tmp_path_factory.mktemp("emulator")
    with running_emulator(folder) as url:
        yield url
