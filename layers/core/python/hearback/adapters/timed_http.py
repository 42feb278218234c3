"""One HTTP exchange over an open connection, within a deadline and a size.

A socket's timeout starts anew with each byte, so that a server that drips could hold us for
hours; here what is left of the deadline is set before each read.
"""

import http.client
import io
import socket
import time
import zlib
from collections.abc import Mapping
from typing import Any, cast

from hearback.adapters.http import HttpAnswer
from hearback.domain.errors import Refused, Unavailable

_GZIP = 31
_PACKED = ("gzip", "x-gzip")
_MOST_BESIDES = 1024 * 1024
"""Bytes of headers and of chunks' frames, beside the body's own."""

_MOST_INTERIM = 10
"""Answers of the class 1xx before the real one: RFC 9110, 15.2."""


def exchange(
    connection: socket.socket,
    target: str,
    headers: Mapping[str, str],
    *,
    deadline: float,
    largest: int,
    body: bytes | None = None,
) -> HttpAnswer:
    """GET `target`, which is path and query, or POST; the connection stays the caller's to close.

    `headers` must name the host. Raises `Refused` over `largest` bytes, also after unpacking,
    `Unavailable` for an answer that is cut or no HTTP, `OSError`.
    """
    timed = cast(socket.socket, _TimedSocket(connection, deadline, largest + _MOST_BESIDES))
    speaker = http.client.HTTPConnection("unused")
    speaker.sock = timed
    try:
        method = "GET" if body is None else "POST"
        speaker.request(method, target, body, headers={**headers, "accept-encoding": "gzip"})
        answer = _final_answer(timed, method)
        content = answer.read(largest + 1)
    except (http.client.HTTPException, ValueError) as error:
        raise Unavailable(type(error).__name__) from None
    names = {name.lower(): value for name, value in answer.getheaders()}
    if len(content) > largest:
        raise Refused("too_large")
    if answer.length:
        raise Unavailable("answer is cut")
    if names.get("content-encoding", "").strip().lower() in _PACKED:
        content = _unpacked(content, largest)
    return HttpAnswer(status=answer.status, headers=names, body=content)


def _final_answer(timed: socket.socket, method: str) -> http.client.HTTPResponse:
    """Past early hints and the like, which `http.client` takes for the answer."""
    for _ in range(_MOST_INTERIM):
        answer = http.client.HTTPResponse(timed, method=method)
        answer.begin()
        if answer.status >= 200:
            return answer
    raise http.client.HTTPException


def _unpacked(body: bytes, largest: int) -> bytes:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        content = unpacker.decompress(body, largest + 1)
    except zlib.error:
        raise Unavailable("answer is garbled") from None
    if len(content) > largest:
        raise Refused("too_large")
    if body and not unpacker.eof:
        raise Unavailable("answer is cut")
    return content


class _TimedSocket:
    """As much of a socket as `http.client` uses."""

    def __init__(self, connection: socket.socket, deadline: float, most: int) -> None:
        self._connection = connection
        self._deadline = deadline
        self._reader = _Shared(_TimedReader(connection, deadline, most))

    def sendall(self, data: bytes) -> None:
        self._connection.settimeout(_left(self._deadline))
        self._connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return self._reader

    def close(self) -> None:
        """Left to whoever opened it: `http.client` closes before the body is read."""


class _Shared(io.BufferedReader):
    def close(self) -> None:
        """An answer of the class 1xx is closed while the next one is in the buffer already."""


class _TimedReader(io.RawIOBase):
    """`most`: bytes that are read, whatever the headers and the frames say of them."""

    def __init__(self, connection: socket.socket, deadline: float, most: int) -> None:
        self._connection = connection
        self._deadline = deadline
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(_left(self._deadline))
        count = self._connection.recv_into(buffer)
        self._left -= count
        if self._left < 0:
            raise Refused("too_large")
        return count


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
