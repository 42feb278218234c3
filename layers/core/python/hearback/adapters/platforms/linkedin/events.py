"""What LinkedIn tells a page: comments on its posts, and posts that mention it.

Contract: learn.microsoft.com/linkedin/marketing/community-management/organizations/
organization-social-action-notifications.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

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

_TYPE = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
_OUR_COMMENT = "ADMIN_COMMENT"
_ACTIONS: dict[str, type[MentionAdded | MentionEdited | MentionDeleted]] = {
    "COMMENT": MentionAdded,
    _OUR_COMMENT: MentionAdded,
    "SHARE": MentionAdded,
    "SHARE_MENTION": MentionAdded,
    "COMMENT_EDIT": MentionEdited,
    "COMMENT_DELETE": MentionDeleted,
}
_SHORT_URN = re.compile(r"urn:li:comment:\((\w+:\w+,\w+)\)", re.ASCII)
"""Notifications leave out `urn:li:` inside a comment's URN; all other calls have it."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one delivery; never raises for JSON of whatever shape."""
    try:
        body = fields.read_object(delivery.body)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)
    if body.get("type") != _TYPE:
        return (EventIgnored(event=fields.label(body.get("type")) or "unknown"),)
    found = fields.read_parts(_parts(body, delivery), delivery.body)
    return found or (EventIgnored(event="empty batch"),)


def _parts(body: dict[str, Any], delivery: Delivery) -> Iterator[fields.Part]:
    found = body.get("notifications")
    for one in found if isinstance(found, list) else [found]:
        yield {"type": _TYPE, "notifications": [one]}, partial(_notification, one, delivery)


def _notification(value: object, delivery: Delivery) -> Incoming:
    notification = fields.needed_record(value, "notification")
    action = fields.label(notification.get("action"))
    kind = _ACTIONS.get(action)
    if kind is None:
        return EventIgnored(event=action or "unknown")
    made = _made(notification)
    external_id = _urn(notification, made)
    if kind is MentionDeleted:
        return MentionDeleted(
            channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
        )
    mention = _mention(external_id, action, notification, made, delivery)
    if action == "SHARE" and not mention.text:
        return EventIgnored(event="SHARE/without words")
    return (
        MentionEdited(mention=mention) if kind is MentionEdited else MentionAdded(mention=mention)
    )


def _made(notification: dict[str, Any]) -> dict[str, Any]:
    """The comment or post itself; absent where LinkedIn withholds it."""
    decorated = fields.record(notification.get("decoratedGeneratedActivity"))
    return fields.record(decorated.get("comment")) or fields.record(decorated.get("share"))


def _urn(notification: dict[str, Any], made: dict[str, Any]) -> str:
    given = fields.needed_id(
        "comment or share", made.get("entity"), notification.get("generatedActivity")
    )
    return fields.needed_id("urn that fits", _SHORT_URN.sub(r"urn:li:comment:(urn:li:\1)", given))


def _mention(
    external_id: str,
    action: str,
    notification: dict[str, Any],
    made: dict[str, Any],
    delivery: Delivery,
) -> Mention:
    """A comment is in the thread of its post; a post of somebody else's is its own."""
    account = fields.identifier(notification.get("organizationalEntity")) or ""
    is_post = action.startswith("SHARE")
    post = None if is_post else fields.identifier(notification.get("sourcePost"))
    author_id = account if action == _OUR_COMMENT else fields.identifier(made.get("owner"))
    return Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=external_id,
        author=Author(id=author_id or None),
        text=fields.words(made.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(notification.get("lastModifiedAt")),
        thread_id=post or external_id,
        in_reply_to=post,
        url=fields.link(f"https://www.linkedin.com/feed/update/{post or external_id}"),
    )
