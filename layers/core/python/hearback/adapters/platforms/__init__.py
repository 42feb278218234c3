"""The platforms we speak with: one file each, one line each here.

An adapter is loaded when its channel is first used, so that the edge imports no other.
"""

from importlib import import_module
from typing import Any

from hearback.domain.errors import UnknownChannel

ADAPTERS = {
    "facebook": "hearback.adapters.platforms.facebook:Facebook",
    "feed": "hearback.adapters.platforms.feed:FeedPages",
    "generic": "hearback.adapters.platforms.generic:SignedWebhook",
    "x": "hearback.adapters.platforms.x:X",
}


def adapter_class(channel: str) -> Any:
    """The adapter's class. Raises `UnknownChannel`."""
    if channel not in ADAPTERS:
        raise UnknownChannel(channel)
    module, _, name = ADAPTERS[channel].partition(":")
    return getattr(import_module(module), name)
