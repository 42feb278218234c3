"""One notification of Mastodon as a mention.

Contract: docs.joinmastodon.org/entities/Notification, /entities/Status.
"""

from collections.abc import Sequence
from typing import Any

from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.adapters.platforms.shared.plain_text import plain_text
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionEdited,
    Visibility,
)
from hearback.domain.webhooks import Delivery

_PUBLIC = ("public", "unlisted")
"""`private` is for followers and `direct` for those named: neither is answered in public."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The notification's one event; never raises for JSON of whatever shape."""
    return one_event(delivery, _event)


def _event(delivery: Delivery) -> Incoming:
    notification = fields.read_object(delivery.body)
    kind = fields.label(notification.get("type"))
    if not kind:
        raise fields.Broken("no type")
    if kind != "mention":
        return EventIgnored(event=kind)
    status = fields.needed_record(notification.get("status"), "status")
    account = status.get("account") or notification.get("account")
    mention = _mention(status, fields.record(account), delivery)
    return (
        MentionEdited(mention=mention)
        if fields.moment(status.get("edited_at"))
        else MentionAdded(mention=mention)
    )


def _mention(status: dict[str, Any], account: dict[str, Any], delivery: Delivery) -> Mention:
    own_id = fields.needed_id("post id", status.get("id"))
    parent = fields.identifier(status.get("in_reply_to_id"))
    public = status.get("visibility") in _PUBLIC
    return Mention(
        channel=delivery.channel,
        account_id=delivery.headers.get("hearback-account", ""),
        external_id=own_id,
        author=Author(
            id=fields.identifier(account.get("id")),
            name=fields.label(account.get("display_name")),
            handle=fields.label(account.get("acct")),
            followers=fields.whole(account.get("followers_count")),
        ),
        text=_text(status),
        received_at=delivery.received_at,
        posted_at=fields.moment(status.get("created_at")),
        thread_id=parent or own_id,
        in_reply_to=parent,
        url=fields.link(status.get("url")) or fields.link(status.get("uri")),
        visibility=Visibility.PUBLIC if public else Visibility.PRIVATE,
        language_hint=fields.language(status.get("language")),
    )


def _text(status: dict[str, Any]) -> str:
    """The warning that hides a post is often half of what it says."""
    warning = fields.words(status.get("spoiler_text"))
    said = plain_text(fields.words(status.get("content")))
    return f"{warning}\n{said}" if warning else said
