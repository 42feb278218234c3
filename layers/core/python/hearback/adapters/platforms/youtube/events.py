"""One comment of YouTube as a mention.

Contract: developers.google.com/youtube/v3/docs/comments. An item is `{"comment": <resource>}`, or
`{"gone": <id>}` for a thread that YouTube no longer has.
"""

from collections.abc import Sequence
from typing import Any

from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.domain.mention import (
    Author,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.webhooks import Delivery


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The item's one event; never raises for JSON of whatever shape."""
    return one_event(delivery, _event)


def _event(delivery: Delivery) -> Incoming:
    item = fields.read_object(delivery.body)
    if "gone" in item:
        return MentionDeleted(
            channel=delivery.channel,
            external_id=fields.needed_id("comment id", item["gone"]),
            received_at=delivery.received_at,
        )
    comment = fields.needed_record(item.get("comment"), "comment")
    said = fields.needed_record(comment.get("snippet"), "snippet")
    mention = _mention(fields.needed_id("comment id", comment.get("id")), said, delivery)
    edited_at = fields.moment(said.get("updatedAt"))
    if edited_at is not None and edited_at != mention.posted_at:
        return MentionEdited(mention=mention)
    return MentionAdded(mention=mention)


def _mention(own_id: str, said: dict[str, Any], delivery: Delivery) -> Mention:
    parent = fields.identifier(said.get("parentId"))
    account = delivery.headers.get("hearback-account") or fields.identifier(said.get("channelId"))
    return Mention(
        channel=delivery.channel,
        account_id=account or "",
        external_id=own_id,
        author=_author(said),
        text=fields.words(said.get("textOriginal") or said.get("textDisplay")),
        received_at=delivery.received_at,
        posted_at=fields.moment(said.get("publishedAt")),
        thread_id=parent or own_id,
        in_reply_to=parent,
        url=_url(fields.identifier(said.get("videoId")), own_id),
    )


def _author(said: dict[str, Any]) -> Author:
    """The display name is the handle, `@ayse-ornek`, for all but old channels."""
    name = fields.label(said.get("authorDisplayName"))
    return Author(
        id=fields.identifier(fields.record(said.get("authorChannelId")).get("value")),
        name=name,
        handle=name.removeprefix("@") if name.startswith("@") else "",
    )


def _url(video: str | None, comment: str) -> str:
    """None for a comment on the channel itself: it has no page of its own."""
    return fields.link(f"https://www.youtube.com/watch?v={video}&lc={comment}") if video else ""
