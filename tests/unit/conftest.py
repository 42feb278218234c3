import pytest
from pytest_socket import disable_socket, enable_socket


@pytest.fixture(autouse=True)
def _no_sockets() -> object:
    """Unit tests touch no network; those under `local` may serve on this machine."""
    disable_socket(allow_unix_socket=True)
    yield
    enable_socket()
