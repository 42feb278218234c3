"""What TikTok tells a business account: comments on its videos, and that it left us.

Contract: developers.tiktok.com/doc/webhooks-events (envelope), business-api.tiktok.com/portal/docs
(event type COMMENT).
"""

from collections.abc import Sequence
from typing import Any

from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import (
    AccessRevoked,
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
)
from hearback.domain.webhooks import Delivery

_EVENT = "comment.update"
_REVOKED = "authorization.removed"
_NO_PARENT = "0"
_ADDRESS = "https://www.tiktok.com/@/video/"
"""(?) The event names no handle; TikTok leads on from an address without one."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The delivery's one event; never raises for JSON of whatever shape."""
    try:
        return (_event(delivery),)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)


def _event(delivery: Delivery) -> Incoming:
    """`content` is JSON inside JSON. What is hidden is still the customer's word."""
    body = fields.read_object(delivery.body)
    kind = fields.label(body.get("event"))
    if kind == _REVOKED:
        account = fields.identifier(body.get("user_openid")) or ""
        return AccessRevoked(channel=delivery.channel, account_id=account)
    if kind != _EVENT:
        return EventIgnored(event=kind or "unknown")
    content = body.get("content")
    comment = fields.read_object(content if isinstance(content, str) else "")
    action = fields.label(comment.get("comment_action"))
    if action not in ("insert", "delete"):
        return EventIgnored(event=f"{kind}/{action}")
    video = fields.needed_id("video id", comment.get("video_id"))
    external_id = _id(video, fields.needed_id("comment id", comment.get("comment_id")))
    if action == "delete":
        return MentionDeleted(
            channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
        )
    return MentionAdded(mention=_mention(external_id, video, comment, body, delivery))


def _mention(
    external_id: str,
    video: str,
    comment: dict[str, Any],
    body: dict[str, Any],
    delivery: Delivery,
) -> Mention:
    """A thread is a comment with its replies."""
    parent = fields.identifier(comment.get("parent_comment_id"))
    answered = None if parent in (None, _NO_PARENT) else _id(video, str(parent))
    written = fields.moment(comment.get("timestamp"))
    return Mention(
        channel=delivery.channel,
        account_id=fields.identifier(body.get("user_openid")) or "",
        external_id=external_id,
        author=Author(id=fields.identifier(comment.get("unique_identifier"))),
        text=fields.words(comment.get("text")),
        received_at=delivery.received_at,
        posted_at=written or fields.moment(body.get("create_time")),
        thread_id=answered or external_id,
        in_reply_to=answered,
        url=fields.link(_ADDRESS + video),
    )


def _id(video: str, comment: str) -> str:
    """A reply needs both, and knows nothing but this id."""
    return fields.needed_id("id that fits", f"{video}:{comment}")
