"""Which ports the running stack has on 127.0.0.1."""

import os
import socket
from dataclasses import dataclass
from typing import Self

from local.problem import Problem

_FIRST = 4566
_HIGHEST = 65_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Three neighbours: the emulator, the sandbox platforms, the mailbox."""

    emulator: int
    sandbox: int
    mailbox: int

    @classmethod
    def chosen(cls) -> Self:
        """From 4566 on, or from HEARBACK_PORT. Raises `Problem`."""
        text = os.environ.get("HEARBACK_PORT", str(_FIRST))
        if not text.isdecimal() or not 1024 <= int(text) <= _HIGHEST:
            raise Problem(f"HEARBACK_PORT={text}: must be a port from 1024 to {_HIGHEST}")
        first = int(text)
        return cls(emulator=first, sandbox=first + 1, mailbox=first + 2)

    @classmethod
    def free(cls) -> Self:
        """Any three that nobody uses now."""
        sockets = [socket.socket() for _ in range(3)]
        try:
            for each in sockets:
                each.bind(("127.0.0.1", 0))
            first, second, third = (each.getsockname()[1] for each in sockets)
        finally:
            for each in sockets:
                each.close()
        return cls(emulator=first, sandbox=second, mailbox=third)

    def check(self) -> None:
        """Raises `Problem` if one is in use."""
        for what, port in (
            ("emulator", self.emulator),
            ("sandbox", self.sandbox),
            ("mailbox", self.mailbox),
        ):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                except OSError:
                    raise Problem(
                        f"port {port} (for the {what}) is in use: `python -m local down` stops a "
                        f"running stack, HEARBACK_PORT=5566 chooses other ports"
                    ) from None

    @property
    def emulator_url(self) -> str:
        return f"http://127.0.0.1:{self.emulator}"

    @property
    def api_url(self) -> str:
        return f"{self.emulator_url}/_aws/execute-api/hearback/$default"

    @property
    def sandbox_url(self) -> str:
        return f"http://127.0.0.1:{self.sandbox}"

    @property
    def mailbox_url(self) -> str:
        return f"http://127.0.0.1:{self.mailbox}"
