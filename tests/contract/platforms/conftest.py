from collections.abc import Iterator

import pytest

from tests.contract.platforms.local_server import LocalServer


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as running:
        yield running
