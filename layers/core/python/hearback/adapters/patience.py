"""Giving up on a library that may take hours over what a stranger wrote."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_AGAIN = 1.0
"""Seconds: the first alarm may ring where the library catches everything."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Raises `TimeoutError` in what it holds; only in the main thread, where handlers run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(*_: object) -> None:
    raise TimeoutError
