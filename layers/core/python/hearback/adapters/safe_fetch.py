"""Fetching a configured URL without being led into our own network.

The name is resolved here, each address is checked, and the connection goes to an address that
was checked: a name that resolves to another one later changes nothing. Each redirect starts anew.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.adapters.public_address import is_own_network, is_public
from hearback.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Mapping, Sequence

    from hearback.adapters.http import HttpAnswer

    Resolve = Callable[[str, int], Sequence[str]]
    Connect = Callable[[str, int, float], socket.socket]

LARGEST_PAGE = 5 * 1024 * 1024
MOST_REDIRECTS = 3
SECONDS = 10.0
"""For all of it but the system's resolver, which has a limit of its own."""

_SECONDS_TO_CONNECT = 3.0
_REDIRECTS = (301, 302, 303, 307, 308)
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_HOST_NAME = re.compile(r"[a-z0-9_.-]{1,253}")
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_KEPT_IN_PATHS = "/%:;=@&?+$,!~*'()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    secure: bool
    host: str
    port: int
    host_header: str
    path: str


class SafeFetch:
    """GET and POST. `allow_private` opens our own networks too, for a stage on a laptop."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        resolve: Resolve | None = None,
        connect: Connect | None = None,
        tls: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._allow_private = allow_private
        self._resolve = resolve or _resolve
        self._connect = connect or _connect
        self._seconds = seconds
        self._tls = tls

    def get(self, url: str, headers: Mapping[str, str]) -> HttpAnswer:
        """The answer, after three redirects at most.

        Raises `Refused` for a URL or an address that must not be fetched, for more redirects
        or more than 5 MB; `Unavailable` if no whole answer comes within ten seconds.
        """
        deadline = time.monotonic() + self._seconds
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask_once(_target(url), headers, deadline)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            url = _joined(url, location)
        raise Refused("too_many_redirects")

    def post(self, url: str, form: Mapping[str, str]) -> HttpAnswer:
        """The answer, a redirect too: what was posted goes nowhere else. Raises as `get` does."""
        from urllib.parse import urlencode  # noqa: PLC0415

        headers = {"content-type": "application/x-www-form-urlencoded"}
        deadline = time.monotonic() + self._seconds
        return self._ask_once(_target(url), headers, deadline, urlencode(form).encode())

    def _ask_once(
        self,
        target: _Target,
        headers: Mapping[str, str],
        deadline: float,
        body: bytes | None = None,
    ) -> HttpAnswer:
        from hearback.adapters.timed_http import exchange  # noqa: PLC0415

        sent = {"host": target.host_header, "user-agent": "hearback", **headers}
        connection = self._reach(target, deadline)
        try:
            if target.secure:
                connection.settimeout(_left(deadline))
                connection = self._context().wrap_socket(connection, server_hostname=target.host)
            return exchange(
                connection, target.path, sent, deadline=deadline, largest=LARGEST_PAGE, body=body
            )
        except OSError as error:
            raise Unavailable(type(error).__name__) from error
        finally:
            connection.close()

    def _reach(self, target: _Target, deadline: float) -> socket.socket:
        for address in self._addresses(target):
            try:
                seconds = min(_SECONDS_TO_CONNECT, _left(deadline))
                return self._connect(address, target.port, seconds)
            except OSError:
                continue
        raise Unavailable("no address answers")

    def _addresses(self, target: _Target) -> Sequence[str]:
        """All of the name's addresses; one that is not allowed condemns them all."""
        try:
            addresses = self._resolve(target.host, target.port)
        except OSError:
            raise Unavailable("name does not resolve") from None
        if not addresses or not all(map(self._is_allowed, addresses)):
            raise Refused("address_not_public")
        return addresses

    def _is_allowed(self, address: str) -> bool:
        return is_public(address) or (self._allow_private and is_own_network(address))

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            import ssl  # noqa: PLC0415

            self._tls = ssl.create_default_context()
        return self._tls


def _joined(url: str, location: str) -> str:
    """Where a redirect leads; what is not ASCII in it is quoted, byte by byte."""
    from urllib.parse import quote, urljoin  # noqa: PLC0415

    quoted = quote(location, safe=_KEPT_IN_PATHS + "#", encoding="latin-1", errors="replace")
    try:
        return urljoin(url, quoted)
    except ValueError:
        raise Refused("url_not_allowed") from None


def _target(url: str) -> _Target:
    """Raises `Refused` for other schemes, credentials, and hosts written to mislead."""
    from urllib.parse import quote, urlsplit  # noqa: PLC0415

    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        raise Refused("url_not_allowed") from None
    if _UNFIT.search(url) or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise Refused("url_not_allowed")
    if port == 0:
        raise Refused("url_not_allowed")
    secure = parts.scheme == "https"
    named = f"[{host}]" if ":" in host else host
    query = f"?{quote(parts.query, safe=_KEPT_IN_PATHS)}" if parts.query else ""
    return _Target(
        secure=secure,
        host=host,
        port=port or (443 if secure else 80),
        host_header=f"{named}:{port}" if port else named,
        path=quote(parts.path or "/", safe=_KEPT_IN_PATHS) + query,
    )


def _host(name: str) -> str:
    """The host in ASCII. Raises `ValueError` for what only a lenient resolver understands.

    `2130706433`, `0177.0.0.1` and `127.1` are 127.0.0.1 to some; nobody needs to write them.
    """
    from ipaddress import IPv4Address, IPv6Address  # noqa: PLC0415

    if ":" in name:
        return str(IPv6Address(name))
    host = name.encode("idna").decode().lower().removesuffix(".")
    if not _HOST_NAME.fullmatch(host):
        raise ValueError("not a host")
    return str(IPv4Address(host)) if _ENDS_IN_NUMBER.fullmatch(host) else host


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise Unavailable("took too long")
    return left


def _resolve(host: str, port: int) -> Sequence[str]:
    import socket  # noqa: PLC0415

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    import socket  # noqa: PLC0415

    return socket.create_connection((address, port), seconds)
