"""The platforms that the sandbox plays: one file each, one line each here."""

from importlib import import_module

from local.sandbox.platform import Platform

_CHANNELS = (
    "app_store",
    "bluesky",
    "email",
    "facebook",
    "feed",
    "generic",
    "google_business",
    "google_play",
    "instagram",
    "linkedin",
    "mastodon",
    "messenger",
    "telegram",
    "tiktok",
    "websub",
    "whatsapp",
    "x",
    "youtube",
)


def _played(channel: str) -> Platform:
    platform: Platform = import_module(f"{__name__}.{channel}").PLATFORM
    return platform


PLATFORMS = {channel: _played(channel) for channel in _CHANNELS}
ACCOUNTS = tuple(account for each in PLATFORMS.values() for account in each.accounts)
