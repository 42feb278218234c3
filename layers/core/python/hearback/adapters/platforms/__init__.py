"""The platforms we speak with: one file each, one line each here.

An adapter is loaded when its channel is first used, so that the edge imports no other.
"""

from importlib import import_module
from typing import Any

from hearback.domain.errors import UnknownChannel

ADAPTERS = {
    "app_store": "hearback.adapters.platforms.app_store:AppStore",
    "bluesky": "hearback.adapters.platforms.bluesky:Bluesky",
    "email": "hearback.adapters.platforms.email:Email",
    "facebook": "hearback.adapters.platforms.facebook:Facebook",
    "feed": "hearback.adapters.platforms.feed:FeedPages",
    "generic": "hearback.adapters.platforms.generic:SignedWebhook",
    "google_business": "hearback.adapters.platforms.google_business:GoogleBusiness",
    "google_play": "hearback.adapters.platforms.google_play:GooglePlay",
    "instagram": "hearback.adapters.platforms.instagram:Instagram",
    "linkedin": "hearback.adapters.platforms.linkedin:LinkedIn",
    "mastodon": "hearback.adapters.platforms.mastodon:Mastodon",
    "messenger": "hearback.adapters.platforms.messenger:Messenger",
    "telegram": "hearback.adapters.platforms.telegram:Telegram",
    "tiktok": "hearback.adapters.platforms.tiktok:TikTok",
    "websub": "hearback.adapters.platforms.websub:WebSub",
    "whatsapp": "hearback.adapters.platforms.whatsapp:WhatsApp",
    "x": "hearback.adapters.platforms.x:X",
    "youtube": "hearback.adapters.platforms.youtube:YouTube",
}


def adapter_class(channel: str) -> Any:
    """The adapter's class. Raises `UnknownChannel`."""
    if channel not in ADAPTERS:
        raise UnknownChannel(channel)
    module, _, name = ADAPTERS[channel].partition(":")
    return getattr(import_module(module), name)
