"""Deliveries that hold one event each, as those of polled platforms do."""

from collections.abc import Callable

from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import Incoming
from hearback.domain.webhooks import Delivery


def one_event(delivery: Delivery, read: Callable[[Delivery], Incoming]) -> tuple[Incoming]:
    """What `read` makes of it; where that raises `Broken`, the body is passed on as it came."""
    try:
        return (read(delivery),)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)
