"""Orders to misbehave: the next calls on a channel fail, or are slow, as a platform would."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Literal, get_args

Target = Literal["post", "read", "any"]

CONNECTION_LOST = 0
"""The status that stands for no answer at all: the connection is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong, and how often.

    `status` none: the answer is right but late. `code`: the platform's own error code.
    `after_posting`: the post is out, only the answer is not what happened.
    """

    channel: str
    status: int | None = None
    code: int | None = None
    times: int = 1
    on: Target = "post"
    after_posting: bool = False
    retry_after: int = 900
    delay_seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.on not in get_args(Target):
            raise ValueError("on must be post, read or any")
        if self.times < 1:
            raise ValueError("times must be at least 1")
        if not 0 <= self.delay_seconds <= 60:
            raise ValueError("delay_seconds must be between 0 and 60")
        if self.status not in (None, CONNECTION_LOST, *range(400, 600)):
            raise ValueError("status must be 400 to 599, or 0 for a lost connection")

    @classmethod
    def from_json(cls, order: Mapping[str, Any]) -> "Fault":
        """Raises `ValueError` for what is no order."""
        try:
            fault = cls(**order)
        except TypeError as error:
            raise ValueError(str(error)) from None
        if fault.code is not None and fault.status is None:
            return replace(fault, status=400)
        return fault


class Faults:
    """The orders that stand, oldest first; each call takes one turn of the first that fits."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._orders: list[Fault] = []

    def order(self, fault: Fault) -> None:
        with self._lock:
            self._orders.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._orders.clear()

    def standing(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(self._orders)

    def take(self, channel: str, target: Target) -> Fault | None:
        with self._lock:
            for place, fault in enumerate(self._orders):
                if fault.channel == channel and fault.on in (target, "any"):
                    self._orders[place : place + 1] = (
                        [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    )
                    return fault
            return None
