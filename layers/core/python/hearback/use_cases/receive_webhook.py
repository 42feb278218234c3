"""Let a platform's call in: prove who it is, put the raw body into the queue, answer."""

from datetime import datetime

from hearback.domain.errors import Malformed, TooLarge
from hearback.domain.webhooks import (
    LARGEST_BODY,
    ChannelSecrets,
    Delivery,
    EdgePlatform,
    MentionInbox,
    WebhookAnswer,
    WebhookRequest,
    readable_json,
)


def receive_webhook(
    request: WebhookRequest,
    *,
    channel: str,
    platform: EdgePlatform,
    secrets: ChannelSecrets,
    inbox: MentionInbox,
    now: datetime,
) -> WebhookAnswer:
    """Verify and enqueue; reading the body comes later. Raises `BadInput`."""
    if request.method == "GET":
        return platform.handshake(request, secrets)
    if request.method != "POST":
        raise Malformed("only GET and POST")
    if len(request.body) > LARGEST_BODY:
        raise TooLarge("body over 256 KB")
    platform.verify(request, secrets, now)
    readable = getattr(platform, "readable", readable_json)
    inbox.put(
        Delivery(
            channel=channel,
            body=readable(request.body),
            received_at=now,
            headers=_kept(request, platform),
        )
    )
    return WebhookAnswer()


def _kept(request: WebhookRequest, platform: EdgePlatform) -> dict[str, str]:
    query = getattr(platform, "kept_query", ())
    return {
        name: request.headers[name] for name in platform.kept_headers if name in request.headers
    } | {f"query.{name}": request.query[name] for name in query if name in request.query}
