"""Carrying out fault orders around a platform's own work."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from flask import Response, jsonify, request

from local.sandbox.calls import the_sandbox
from local.sandbox.faults import CONNECTION_LOST, Fault, Target


class PlatformError(Exception):
    """The platform's refusal: what it answers instead."""

    def __init__(
        self, status: int, body: Mapping[str, object], headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(status)
        self.status = status
        self.body = dict(body)
        self.headers = headers or {}


def refused(error: PlatformError) -> Response:
    """The answer to a call that failed."""
    answer = jsonify(error.body)
    answer.status_code = error.status
    answer.headers.update(error.headers)
    return answer


@contextmanager
def misbehaving(
    channel: str, target: Target, wording: Callable[[Fault], PlatformError]
) -> Iterator[None]:
    """Fail before or after the work inside, if so ordered, in the platform's `wording`."""
    fault = the_sandbox().faults.take(channel, target)
    if fault is None:
        yield
        return
    if fault.after_posting:
        yield
    time.sleep(fault.delay_seconds)
    if fault.status is None:
        if not fault.after_posting:
            yield
        return
    if fault.status == CONNECTION_LOST:
        _hang_up()
    raise wording(fault)


def _hang_up() -> None:
    """Close the connection under the answer, where there is one."""
    connection = request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
