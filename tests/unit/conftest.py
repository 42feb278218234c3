import socket
import threading
from typing import Any

import pytest


class _NoSocket(socket.socket):
    """For the test itself; a stack that other tests left running may go on serving."""

    def __init__(self, family: int = socket.AF_INET, *args: Any, **kwargs: Any) -> None:
        if family != socket.AF_UNIX and threading.current_thread() is threading.main_thread():
            raise RuntimeError("unit tests touch no network")
        super().__init__(family, *args, **kwargs)


@pytest.fixture
def local_sockets() -> None:
    """For the few that serve on this machine."""


@pytest.fixture(autouse=True)
def _no_sockets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "local_sockets" not in request.fixturenames:
        monkeypatch.setattr(socket, "socket", _NoSocket)
