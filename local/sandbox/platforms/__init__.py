"""The platforms that the sandbox plays: one file each, by the names of the product's channels."""

from importlib import import_module
from importlib.util import find_spec

from hearback.channels import ADAPTERS
from local.sandbox.platform import Platform


def _played(channel: str) -> Platform:
    platform: Platform = import_module(f"{__name__}.{channel}").PLATFORM
    return platform


PLATFORMS = {
    channel: _played(channel) for channel in ADAPTERS if find_spec(f"{__name__}.{channel}")
}
ACCOUNTS = tuple(account for each in PLATFORMS.values() for account in each.accounts)
