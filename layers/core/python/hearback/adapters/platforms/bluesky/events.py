"""One post of Bluesky as a mention: a notification, or what a search found; or a message.

Contract: docs.bsky.app (app.bsky.notification.listNotifications, app.bsky.feed.post).
"""

from collections.abc import Sequence
from typing import Any

from hearback.adapters.platforms.bluesky.messages import event_of
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.domain.mention import Author, EventIgnored, Incoming, Mention, MentionAdded
from hearback.domain.webhooks import Delivery

_FOUND = "search"
_REASONS = ("mention", "reply", "quote", _FOUND)
_NO_HANDLE = "handle.invalid"


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The item's one event; never raises for JSON of whatever shape."""
    return one_event(delivery, _event)


def _event(delivery: Delivery) -> Incoming:
    post = fields.read_object(delivery.body)
    if "log" in post:
        return event_of(post, delivery)
    reason = fields.label(post.get("reason"))
    if not reason:
        raise fields.Broken("no reason")
    if reason not in _REASONS:
        return EventIgnored(event=reason)
    return MentionAdded(mention=_mention(post, reason, delivery))


def _mention(post: dict[str, Any], reason: str, delivery: Delivery) -> Mention:
    own_id = fields.needed_id("uri", post.get("uri"))
    said = fields.needed_record(post.get("record"), "record")
    place = fields.record(said.get("reply"))
    author = _author(fields.record(post.get("author")))
    languages = fields.items(said.get("langs"))
    return Mention(
        channel=delivery.channel,
        account_id=delivery.headers.get("hearback-account", ""),
        external_id=own_id,
        author=author,
        text=fields.words(said.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(said.get("createdAt")) or fields.moment(post.get("indexedAt")),
        thread_id=_uri(place.get("root")) or own_id,
        in_reply_to=_uri(place.get("parent")),
        url=_url(author, own_id),
        language_hint=fields.language(languages[0]) if languages else None,
        addressed=reason != _FOUND,
    )


def _author(given: dict[str, Any]) -> Author:
    handle = fields.label(given.get("handle"))
    return Author(
        id=fields.identifier(given.get("did")),
        name=fields.label(given.get("displayName")),
        handle="" if handle == _NO_HANDLE else handle,
    )


def _uri(reference: object) -> str | None:
    return fields.identifier(fields.record(reference).get("uri"))


def _url(author: Author, uri: str) -> str:
    """`at://<did>/app.bsky.feed.post/<key>` is for machines; this is where people read it."""
    who = author.handle or author.id
    return (
        fields.link(f"https://bsky.app/profile/{who}/post/{uri.rpartition('/')[2]}") if who else ""
    )
