"""A network of the test's own making: it resolves as told and counts every connection."""

import socket
from collections.abc import Sequence

import pytest

from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Refused
from tests.contract.platforms.local_server import LocalServer

PUBLIC = "93.184.216.34"


class Network:
    """Resolves names as told and leads every connection to the test's own server."""

    def __init__(self, server: LocalServer | None = None, **names: Sequence[str]) -> None:
        self.server = server
        self.names = {name.replace("_", "."): list(found) for name, found in names.items()}
        self.resolved: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        if host not in self.names:
            raise socket.gaierror
        return self.names[host]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        if self.server is None:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.server.port), seconds)

    def fetcher(self, *, allow_private: bool = False, seconds: float = 10) -> SafeFetch:
        return SafeFetch(
            allow_private=allow_private,
            resolve=self.resolve,
            connect=self.connect,
            seconds=seconds,
        )


def refusal(network: Network, url: str) -> str:
    with pytest.raises(Refused) as error:
        network.fetcher().get(url, {})
    return str(error.value)
