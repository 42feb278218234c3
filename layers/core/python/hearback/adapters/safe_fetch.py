"""Fetching a configured URL without being led into our own network, nor by a redirect."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hearback.adapters.dialling import Dialling, connected, left, resolved
from hearback.adapters.public_address import is_own_network, is_public
from hearback.domain.errors import Refused, Unavailable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from hearback.adapters.dialling import Connect, Resolve
    from hearback.adapters.http import HttpAnswer

LARGEST_PAGE = 5 * 1024 * 1024
MOST_REDIRECTS = 3
SECONDS = 10.0
"""For all of it: names, handshakes, redirects, headers, body."""

_REDIRECTS = (301, 302, 303, 307, 308)
_REDIRECTS_OF_FORMS = (307, 308)
_WEB_PORTS = (80, 443)
_FIRST_FREE_PORT = 1024
"""Below it are other services, which would read our request as one of theirs."""

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
        self._dialling = Dialling(
            is_allowed=_is_public_or_own if allow_private else is_public,
            resolve=resolve or resolved,
            connect=connect or connected,
        )
        self._seconds = seconds
        self._tls = tls

    def get(self, url: str, headers: Mapping[str, str]) -> HttpAnswer:
        """The answer, after three redirects at most, none of which may leave HTTPS.

        Raises `Refused` for a URL or an address that must not be fetched, for more redirects
        or more than 5 MB; `Unavailable` if no whole answer comes within ten seconds.
        """
        return self._follow(url, headers, None, _REDIRECTS)

    def post(self, url: str, form: Mapping[str, str]) -> HttpAnswer:
        """The answer: what was posted goes elsewhere only after 307 and 308, which ask for it.

        Raises as `get` does.
        """
        from urllib.parse import urlencode  # noqa: PLC0415

        headers = {"content-type": "application/x-www-form-urlencoded"}
        return self._follow(url, headers, urlencode(form).encode(), _REDIRECTS_OF_FORMS)

    def _follow(
        self, url: str, headers: Mapping[str, str], body: bytes | None, followed: tuple[int, ...]
    ) -> HttpAnswer:
        deadline, target = time.monotonic() + self._seconds, _target(url)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask_once(target, headers, deadline, body)
            location = answer.headers.get("location")
            if answer.status not in followed or not location:
                return answer
            url, before = _joined(url, location), target
            target = _target(url)
            if before.secure and not target.secure:
                raise Refused("redirect_leaves_https")
        raise Refused("too_many_redirects")

    def _ask_once(
        self, target: _Target, headers: Mapping[str, str], deadline: float, body: bytes | None
    ) -> HttpAnswer:
        from hearback.adapters.timed_http import exchange  # noqa: PLC0415

        sent = {"host": target.host_header, "user-agent": "hearback", **headers}
        connection = self._dialling.reach(target.host, target.port, deadline)
        try:
            if target.secure:
                connection.settimeout(left(deadline))
                connection = self._context().wrap_socket(connection, server_hostname=target.host)
            return exchange(
                connection, target.path, sent, deadline=deadline, largest=LARGEST_PAGE, body=body
            )
        except OSError as error:
            raise Unavailable(type(error).__name__) from error
        finally:
            connection.close()

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
    if port is not None and port < _FIRST_FREE_PORT and port not in _WEB_PORTS:
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

    if "%" in name:
        raise ValueError("a zone, or bytes in disguise")
    if ":" in name:
        return str(IPv6Address(name))
    host = name.encode("idna").decode().lower().removesuffix(".")
    if not _HOST_NAME.fullmatch(host):
        raise ValueError("not a host")
    return str(IPv4Address(host)) if _ENDS_IN_NUMBER.fullmatch(host) else host


def _is_public_or_own(address: str) -> bool:
    return is_public(address) or is_own_network(address)
