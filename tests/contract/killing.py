"""Killing a worker before or after one of its AWS calls, over the real clients."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any


class Killed(BaseException):
    """The worker is gone; nothing of its own may catch this."""


class _Reaper:
    """Kills at one point: `2n` is before the n-th call, which never leaves; `2n + 1` is after it,
    when it is done but the worker does not live to see the answer."""

    def __init__(self, clients: Sequence[Any], point: int) -> None:
        self._clients = clients
        self._calls = 0
        self._point = point

    def __enter__(self) -> None:
        for client in self._clients:
            client.meta.events.register_first("before-send", self._before)
            client.meta.events.register_first("after-call", self._after)

    def __exit__(self, *_: object) -> None:
        for client in self._clients:
            client.meta.events.unregister("before-send", self._before)
            client.meta.events.unregister("after-call", self._after)

    def _before(self, **_: Any) -> None:
        if self._point == 2 * self._calls:
            raise Killed

    def _after(self, **_: Any) -> None:
        if self._point == 2 * self._calls + 1:
            raise Killed
        self._calls += 1


def killed_everywhere(
    prepare: Callable[[], Sequence[Any]], work: Callable[[], object]
) -> Iterator[int]:
    """Kill `work` at each point in turn; yields after each kill, for the redelivery.

    `prepare` makes a fresh world and returns the clients to watch. Ends when the work lives
    through: all of its calls were tried.
    """
    for point in count():
        try:
            with _Reaper(prepare(), point):
                work()
        except Killed:
            yield point
        else:
            return
