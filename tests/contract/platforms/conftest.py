from collections.abc import Iterator

import pytest

from local.sandbox import Sandbox, create_sandbox, run_in_thread
from tests.contract.platforms.local_server import LocalServer
from tests.contract.platforms.sandbox import Clock, Play, Played


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as running:
        yield running


@pytest.fixture(scope="session")
def play() -> Iterator[Play]:
    """A platform with an empty memory, on one server for all tests."""
    app = create_sandbox(Sandbox())
    with run_in_thread(app) as running:

        def played(channel: str) -> Played:
            clock = Clock()
            app.extensions["sandbox"] = sandbox = Sandbox(clock=clock)
            return Played(channel, running.url, sandbox, clock)

        yield played
