"""What senders of the generic webhook tell us; `generic` describes the body."""

from collections.abc import Sequence
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


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The delivery's one event; never raises for JSON of whatever shape."""
    try:
        return (_event(delivery),)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)


def _event(delivery: Delivery) -> Incoming:
    body = fields.read_object(delivery.body)
    kind = fields.label(body.get("type"))
    if not kind:
        raise fields.Broken("no type")
    verb = kind.rpartition(".")[2]
    if verb not in ("created", "updated", "deleted"):
        return EventIgnored(event=kind)
    data = fields.needed_record(body.get("data"), "data")
    stand_in = delivery.headers.get("webhook-id") if verb == "created" else None
    source = fields.identifier(data.get("source")) or ""
    external_id = _scoped(source, fields.needed_id("id", data.get("id"), stand_in))
    if external_id is None:
        raise fields.Broken("source and id are too long")
    if verb == "deleted":
        return MentionDeleted(
            channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
        )
    mention = Mention(
        channel=delivery.channel,
        account_id=fields.identifier(data.get("account_id")) or source,
        external_id=external_id,
        author=_author(fields.record(data.get("author")), source),
        text=fields.words(data.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(body.get("timestamp")),
        thread_id=_scoped(source, fields.identifier(data.get("thread_id"))) or external_id,
        url=fields.link(data.get("url")),
        language_hint=fields.language(data.get("language")),
    )
    return MentionAdded(mention=mention) if verb == "created" else MentionEdited(mention=mention)


def _author(given: dict[str, Any], source: str) -> Author:
    """Customer 7 of two sources are two people; one mail address is one."""
    email = fields.identifier(given.get("email"))
    return Author(
        id=_scoped(source, fields.identifier(given.get("id"))) or (email and email.lower()),
        name=fields.label(given.get("name")),
        handle=fields.label(given.get("handle")),
        tier=fields.label(given.get("tier")),
    )


def _scoped(source: str, own_id: str | None) -> str | None:
    return fields.identifier(f"{source}:{own_id}" if source and own_id else own_id)
