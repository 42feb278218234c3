"""One entry of Bluesky's chat log as an event: a direct message, or its deletion.

Contract: docs.bsky.app (chat.bsky.convo.getLog, chat.bsky.convo.defs).
"""

from typing import Any

from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    Visibility,
)
from hearback.domain.webhooks import Delivery

CREATED = "logCreateMessage"
DELETED = "logDeleteMessage"
GROUP = "group"
_NO_HANDLE = "handle.invalid"


def kind_of(value: dict[str, Any]) -> str:
    """`logCreateMessage` of `chat.bsky.convo.defs#logCreateMessage`."""
    return fields.label(value.get("$type")).rpartition("#")[2]


def event_of(item: dict[str, Any], delivery: Delivery) -> Incoming:
    """`item`: the entry as `log`, and what was asked besides: `author`, or that it is `group`'s.

    Raises `Broken`.
    """
    entry = fields.needed_record(item.get("log"), "log")
    kind = kind_of(entry)
    if not kind:
        raise fields.Broken("no type")
    if kind not in (CREATED, DELETED):
        return EventIgnored(event=kind)
    if item.get(GROUP) is True:
        return EventIgnored(event=f"{kind}/{GROUP}")
    message = fields.needed_record(entry.get("message"), "message")
    conversation = fields.needed_id("conversation", entry.get("convoId"))
    own_id = fields.needed_id("message id", message.get("id"))
    external_id = fields.needed_id("message id that fits", f"{conversation}:{own_id}")
    if kind == DELETED:
        return MentionDeleted(
            channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
        )
    if kind_of(message) == "deletedMessageView":
        return EventIgnored(event=f"{kind}/deleted")
    author = _author(message, fields.record(item.get("author")))
    return MentionAdded(mention=_mention(message, conversation, external_id, author, delivery))


def _mention(
    message: dict[str, Any], conversation: str, external_id: str, author: Author, delivery: Delivery
) -> Mention:
    """A message's id is `<conversation>:<id>`: that is where an answer goes."""
    return Mention(
        channel=delivery.channel,
        account_id=delivery.headers.get("hearback-account", ""),
        external_id=external_id,
        author=author,
        text=fields.words(message.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(message.get("sentAt")),
        thread_id=conversation,
        url=fields.link(f"https://bsky.app/messages/{conversation}"),
        visibility=Visibility.PRIVATE,
    )


def _author(message: dict[str, Any], profile: dict[str, Any]) -> Author:
    sender = fields.needed_id("sender", fields.record(message.get("sender")).get("did"))
    if fields.identifier(profile.get("did")) != sender:
        return Author(id=sender)
    handle = fields.label(profile.get("handle"))
    return Author(
        id=sender,
        name=fields.label(profile.get("displayName")),
        handle="" if handle == _NO_HANDLE else handle,
    )
