"""What a Facebook page tells us: comments, posts of visitors and mentions.

Contract: developers.facebook.com/docs/graph-api/webhooks/reference/page.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from hearback.adapters.platforms import fields
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

_TEST_PAGE = "0"
"""The page of the events that the app's dashboard sends as samples."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one delivery; never raises for JSON of whatever shape."""
    try:
        body = fields.read_object(delivery.body)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)
    if body.get("object") != "page":
        return (EventIgnored(event=fields.label(body.get("object")) or "unknown"),)
    return fields.read_parts(_parts(body, delivery), delivery.body)


def _parts(body: dict[str, Any], delivery: Delivery) -> Iterator[fields.Part]:
    entries = body.get("entry")
    if not isinstance(entries, list):
        yield body, partial(_unreadable, "entries are not a list")
        return
    for entry in entries:
        yield from _entry_parts(entry, delivery)


def _entry_parts(entry: object, delivery: Delivery) -> Iterator[fields.Part]:
    if not isinstance(entry, dict):
        yield _alone(entry), partial(_unreadable, "entry is not an object")
        return
    common = {name: entry[name] for name in ("id", "time") if name in entry}
    changes = entry.get("changes", [])
    if not isinstance(changes, list):
        yield _alone(entry), partial(_unreadable, "changes are not a list")
        return
    for change in changes:
        yield _alone({**common, "changes": [change]}), partial(_change, change, common, delivery)
    for name in ("messaging", "standby"):
        for message in fields.items(entry.get(name)):
            yield _alone({**common, name: [message]}), partial(EventIgnored, event=name)


def _alone(entry: object) -> object:
    return {"object": "page", "entry": [entry]}


def _unreadable(reason: str) -> Incoming:
    raise fields.Broken(reason)


def _change(given: object, entry: dict[str, Any], delivery: Delivery) -> Incoming:
    change = fields.needed_record(given, "change")
    field = fields.label(change.get("field"))
    if field not in ("feed", "mention"):
        return EventIgnored(event=field or "unknown")
    value = fields.needed_record(change.get("value"), "value")
    item, verb = fields.label(value.get("item")), fields.label(value.get("verb"))
    kind = _VERBS.get(verb)
    if kind is None or item not in _ITEMS:
        return EventIgnored(event=f"{field}/{item}/{verb}")
    page = fields.identifier(entry.get("id")) or ""
    if page == _TEST_PAGE:
        return EventIgnored(event=f"{field}/test")
    external_id = fields.needed_id("comment or post id", value.get("comment_id"), _post_id(value))
    if kind is MentionDeleted:
        return MentionDeleted(
            channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
        )
    mention = _mention(external_id, page, value, entry, delivery)
    return (
        MentionEdited(mention=mention) if kind is MentionEdited else MentionAdded(mention=mention)
    )


def _mention(
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


def _post_id(value: dict[str, Any]) -> str | None:
    post = fields.record(value.get("post"))
    return fields.identifier(value.get("post_id")) or fields.identifier(post.get("id"))
