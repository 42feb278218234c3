"""Webhooks as the platforms send them: the same shapes, the same bytes, the same signatures."""

from datetime import datetime

from local.sandbox.platform import Headers, News, Webhook
from local.sandbox.platforms import PLATFORMS

SignedBody = tuple[bytes, Headers]
"""The raw body with its headers; names in lower case."""


def tell(news: News, secret: str) -> SignedBody:
    """The platform's call that tells of a post. Raises `ValueError` where nothing is told."""
    channel = news.post.channel
    body = _webhook(channel).body(news)
    return body, sign(channel, secret, body, news.now)


def sign(channel: str, secret: str, body: bytes, now: datetime, message_id: str = "") -> Headers:
    """The headers with which this channel proves a body.

    `message_id` counts where a platform has one; there it is made of the body if not given.
    """
    proof = _webhook(channel).sign(secret, body, now, message_id)
    return {"content-type": "application/json", **proof}


def _webhook(channel: str) -> Webhook:
    found = PLATFORMS[channel].webhook
    if found is None:
        raise ValueError(f"no webhooks on channel {channel!r}")
    return found
