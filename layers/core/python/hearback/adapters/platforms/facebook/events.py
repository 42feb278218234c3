"""What a Facebook page tells us: comments, posts of visitors, mentions, reviews and messages.

Contract: developers.facebook.com/docs/graph-api/webhooks/reference/page.

An app has one callback address for its pages, so messages come among the changes: they are
handed over as those of channel `messenger`, and whichever of the two addresses was called.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from hearback.adapters.platforms.meta.entries import TEST_ACCOUNT, read_entries
from hearback.adapters.platforms.meta.messages import read_message
from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.webhooks import Delivery

_ITEMS = ("album", "comment", "link", "note", "photo", "post", "share", "status", "video")
_VERBS: dict[str, type[MentionAdded | MentionEdited | MentionDeleted]] = {
    "add": MentionAdded,
    "edit": MentionEdited,
    "edited": MentionEdited,
    "remove": MentionDeleted,
    "delete": MentionDeleted,
}
"""Not `hide` and `unhide`: what a moderator hides is still the customer's word."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one delivery; never raises for JSON of whatever shape."""
    feed, direct = replace(delivery, channel="facebook"), replace(delivery, channel="messenger")
    readers = {
        "changes": partial(_change, feed),
        "messaging": partial(read_message, direct, "messaging"),
        "standby": partial(read_message, direct, "standby"),
    }
    return read_entries(delivery, "page", readers)


def _change(delivery: Delivery, given: object, entry: dict[str, Any]) -> Incoming:
    change = fields.needed_record(given, "change")
    field = fields.label(change.get("field"))
    if field not in ("feed", "mention", "ratings"):
        return EventIgnored(event=field or "unknown")
    value = fields.needed_record(change.get("value"), "value")
    item, verb = fields.label(value.get("item")), fields.label(value.get("verb"))
    kind = _VERBS.get(verb)
    if kind is None or item not in (("rating",) if field == "ratings" else _ITEMS):
        return EventIgnored(event=f"{field}/{item}/{verb}")
    page = fields.identifier(entry.get("id")) or ""
    if page == TEST_ACCOUNT:
        return EventIgnored(event=f"{field}/test")
    is_review = field == "ratings"
    external_id = _review_id(value) if is_review else _own_id(item, value)
    if kind is MentionDeleted:
        return MentionDeleted(
            channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
        )
    mention = (_review if is_review else _post)(external_id, page, value, entry, delivery)
    return (
        MentionEdited(mention=mention) if kind is MentionEdited else MentionAdded(mention=mention)
    )


def _review(
    external_id: str, page: str, value: dict[str, Any], entry: dict[str, Any], delivery: Delivery
) -> Mention:
    return Mention(
        channel=delivery.channel,
        account_id=page,
        external_id=external_id,
        author=Author(
            id=fields.identifier(value.get("reviewer_id")),
            name=fields.label(value.get("reviewer_name")),
        ),
        text=fields.words(value.get("review_text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(value.get("created_time")) or fields.moment(entry.get("time")),
        thread_id=external_id,
        url=fields.link(f"https://www.facebook.com/{external_id}"),
    )


def _post(
    external_id: str, page: str, value: dict[str, Any], entry: dict[str, Any], delivery: Delivery
) -> Mention:
    parent = fields.identifier(value.get("parent_id"))
    post = fields.record(value.get("post"))
    return Mention(
        channel=delivery.channel,
        account_id=page,
        external_id=external_id,
        author=_author(value),
        text=fields.words(value.get("message")),
        received_at=delivery.received_at,
        posted_at=fields.moment(value.get("created_time")) or fields.moment(entry.get("time")),
        thread_id=_post_id(value) or external_id,
        in_reply_to=parent if parent != external_id else None,
        url=fields.link(value.get("permalink_url")) or fields.link(post.get("permalink_url")),
    )


def _author(value: dict[str, Any]) -> Author:
    """Facebook withholds authors who do not know the app; older events name the sender."""
    author = fields.record(value.get("from"))
    return Author(
        id=fields.identifier(author.get("id")) or fields.identifier(value.get("sender_id")),
        name=fields.label(author.get("name")) or fields.label(value.get("sender_name")),
    )


def _review_id(value: dict[str, Any]) -> str:
    """That of the story which tells of the review: it takes comments like a post."""
    return fields.needed_id("review id", value.get("open_graph_story_id"), _post_id(value))


def _own_id(item: str, value: dict[str, Any]) -> str:
    """A comment's own: its post's would lead the answer, or a deletion, to the wrong one."""
    if item == "comment":
        return fields.needed_id("comment id", value.get("comment_id"))
    return fields.needed_id("post id", value.get("comment_id"), _post_id(value))


def _post_id(value: dict[str, Any]) -> str | None:
    post = fields.record(value.get("post"))
    return fields.identifier(value.get("post_id")) or fields.identifier(post.get("id"))
