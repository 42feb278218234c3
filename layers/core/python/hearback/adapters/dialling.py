"""Connecting to a name without being led into our own network.

The name is resolved here, each address is checked, and the connection goes to an address that was
checked: a name that resolves to another one later changes nothing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.adapters.public_address import is_public
from hearback.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Sequence

    Resolve = Callable[[str, int], Sequence[str]]
    Connect = Callable[[str, int, float], socket.socket]

_SECONDS_TO_CONNECT = 3.0


def resolved(host: str, port: int) -> Sequence[str]:
    import socket  # noqa: PLC0415 - the edge imports this module

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def connected(address: str, port: int, seconds: float) -> socket.socket:
    import socket  # noqa: PLC0415

    connection = socket.create_connection((address, port), seconds)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialling:
    is_allowed: Callable[[str], bool] = is_public
    resolve: Resolve = resolved
    connect: Connect = connected

    def reach(self, host: str, port: int, deadline: float) -> socket.socket:
        """A connection to the first address that answers, until `deadline` of the monotonic clock.

        Raises `Refused` for an address that must not be reached, `Unavailable`.
        """
        for address in self._addresses(host, port, deadline):
            try:
                seconds = min(_SECONDS_TO_CONNECT, left(deadline))
                return self.connect(address, port, seconds)
            except OSError:
                continue
        raise Unavailable("no address answers")

    def _addresses(self, host: str, port: int, deadline: float) -> Sequence[str]:
        """All of the name's addresses; one that is not allowed condemns them all."""
        addresses = self._resolved_in_time(host, port, deadline)
        if not addresses or not all(map(self.is_allowed, addresses)):
            raise Refused("address_not_public")
        return addresses

    def _resolved_in_time(self, host: str, port: int, deadline: float) -> Sequence[str]:
        """The system's resolver takes no deadline: one that is late is left to itself."""
        from queue import Empty, SimpleQueue  # noqa: PLC0415
        from threading import Thread  # noqa: PLC0415

        told: SimpleQueue[Sequence[str] | None] = SimpleQueue()

        def ask() -> None:
            try:
                told.put(self.resolve(host, port))
            except (OSError, UnicodeError):
                told.put(None)

        Thread(target=ask, daemon=True).start()
        try:
            addresses = told.get(timeout=left(deadline))
        except Empty:
            raise Unavailable("took too long") from None
        if addresses is None:
            raise Unavailable("name does not resolve")
        return addresses


def left(deadline: float) -> float:
    """Seconds. Raises `Unavailable` if there are none."""
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise Unavailable("took too long")
    return seconds
