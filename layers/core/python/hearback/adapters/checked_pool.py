"""Connections to platforms that are kept open, and lead nowhere but to the public internet.

A platform's address is the operator's word: a server in one's own network is named by its number.
What a name resolves to is not the operator's, and is checked at every connection.
"""

import socket
import time
from ipaddress import ip_address

import urllib3

from hearback.adapters.dialling import Dialling
from hearback.adapters.public_address import is_own_network, is_public
from hearback.domain.errors import Refused, Unavailable


def checked_pool(connect_seconds: float, read_seconds: float) -> urllib3.PoolManager:
    """No retries, and no redirects unless asked for."""
    pool = urllib3.PoolManager(
        timeout=urllib3.Timeout(connect=connect_seconds, read=read_seconds), retries=False
    )
    pool.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}
    return pool


class _Http(urllib3.connection.HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _dialled(self)


class _Https(urllib3.connection.HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _dialled(self)


class _HttpPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Https


def _dialled(connection: urllib3.connection.HTTPConnection) -> socket.socket:
    """Raises `urllib3`'s own error, which its pool knows what to do with."""
    host, seconds = connection.host.strip("[]"), connection.timeout
    patience = seconds if isinstance(seconds, int | float) else 0.0
    dialling = Dialling(is_allowed=_is_meant if _is_number(host) else is_public)
    try:
        return dialling.reach(host, connection.port or 0, time.monotonic() + patience)
    except (Refused, Unavailable) as error:
        raise urllib3.exceptions.NewConnectionError(connection, str(error)) from error


def _is_meant(address: str) -> bool:
    return is_public(address) or is_own_network(address)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
