"""The platforms we speak with: one file each, one line each in `hearback.channels`.

An adapter is loaded when its channel is first used, so that the edge imports no other.
"""

from importlib import import_module
from typing import Any

from hearback.channels import ADAPTERS
from hearback.domain.errors import UnknownChannel

__all__ = ["ADAPTERS", "adapter_class"]


def adapter_class(channel: str) -> Any:
    """The adapter's class. Raises `UnknownChannel`."""
    if channel not in ADAPTERS:
        raise UnknownChannel(channel)
    module, _, name = ADAPTERS[channel].partition(":")
    return getattr(import_module(module), name)
