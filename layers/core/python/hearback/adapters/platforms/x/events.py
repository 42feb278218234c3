"""What X tells us: posts of the X Activity API and of the older Account Activity envelope.

Contract: docs.x.com/x-api/activity/event-payloads.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
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
    MentionEdited,
    Visibility,
)
from hearback.domain.webhooks import Delivery

_POSTED = ("post.mention.create", "post.reply.create", "post.quote.create")
_MESSAGE = "dm.received"
_REVOKED = "oauth.revoke"
_DELETED = ("post.delete", "post.mention.delete", "post.reply.delete", "post.quote.delete")
"""Only `post.delete` is documented; the other names could mean nothing else (?)."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one delivery; never raises for JSON of whatever shape."""
    try:
        body = fields.read_object(delivery.body)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)
    return fields.read_parts(_parts(body, delivery), delivery.body) or (
        EventIgnored(event="unknown"),
    )


def unescape(text: str) -> str:
    """X hands out the three characters that HTML reserves as entities."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def full_text(post: Mapping[str, Any]) -> str:
    """All of a post, also of a long one, whose `text` is cut after 280."""
    for longer in (post.get("note_tweet"), post.get("extended_tweet")):
        whole = fields.record(longer)
        if text := fields.words(whole.get("text", whole.get("full_text"))):
            return unescape(text)
    return unescape(fields.words(post.get("full_text") or post.get("text")))


def _parts(body: dict[str, Any], delivery: Delivery) -> Iterator[fields.Part]:
    if "data" in body:
        for event in _listed(body["data"]):
            yield {"data": [event]}, partial(_activity, event, delivery)
    owner = body.get("for_user_id")
    for name, found in body.items():
        if name in _LEGACY:
            for event in _listed(found):
                alone = {"for_user_id": owner, name: [event]}
                yield alone, partial(_LEGACY[name], event, owner, delivery)
        elif name.endswith("_events"):
            yield {name: found}, partial(EventIgnored, event=fields.label(name))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _activity(value: object, delivery: Delivery) -> Incoming:
    event = fields.needed_record(value, "event")
    kind = fields.label(event.get("event_type"))
    if not kind:
        raise fields.Broken("no event type")
    if kind == _MESSAGE:
        return _message(event, delivery)
    if kind == _REVOKED:
        return _revoked(event, delivery)
    if kind not in (*_POSTED, *_DELETED):
        return EventIgnored(event=kind)
    post = fields.needed_record(event.get("payload"), "payload")
    if kind in _DELETED:
        return _gone(_first_id(post), delivery)
    account = fields.identifier(fields.record(event.get("filter")).get("user_id"))
    return _post(post, account or "", fields.record(event.get("includes")), delivery)


def _post(
    post: dict[str, Any], account: str, includes: dict[str, Any], delivery: Delivery
) -> Incoming:
    own_id, first_id = fields.needed_id("post id", post.get("id")), _first_id(post)
    author = _author(fields.identifier(post.get("author_id")), includes)
    mention = Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=first_id,
        author=author,
        text=full_text(post),
        received_at=delivery.received_at,
        posted_at=fields.moment(post.get("created_at")),
        thread_id=fields.identifier(post.get("conversation_id")) or first_id,
        in_reply_to=answered(post),
        url=_url(author.handle, own_id),
        language_hint=fields.language(post.get("lang")),
    )
    edited = own_id != first_id
    return MentionEdited(mention=mention) if edited else MentionAdded(mention=mention)


def _message(event: dict[str, Any], delivery: Delivery) -> Incoming:
    """A message's id is `<conversation>:<id>`: that is where an answer goes."""
    message = fields.needed_record(event.get("payload"), "payload")
    if fields.label(message.get("event_type")) not in ("", "MessageCreate"):
        return EventIgnored(event=f"{_MESSAGE}/other")
    own_id = fields.needed_id("message id", message.get("id"))
    conversation = fields.needed_id("conversation", message.get("dm_conversation_id"))
    author = _author(
        fields.needed_id("sender", message.get("sender_id")), fields.record(event.get("includes"))
    )
    mention = Mention(
        channel=delivery.channel,
        account_id=fields.identifier(fields.record(event.get("filter")).get("user_id")) or "",
        external_id=fields.needed_id("message id that fits", f"{conversation}:{own_id}"),
        author=author,
        text=unescape(fields.words(message.get("text"))),
        received_at=delivery.received_at,
        posted_at=fields.moment(message.get("created_at")),
        thread_id=conversation,
        visibility=Visibility.PRIVATE,
    )
    return MentionAdded(mention=mention)


def _revoked(event: dict[str, Any], delivery: Delivery) -> AccessRevoked:
    """(?) The payload is not documented: the account is that of the subscription, or is named."""
    told = (fields.record(event.get(name)).get("user_id") for name in ("filter", "payload"))
    account = next(filter(None, map(fields.identifier, told)), "")
    return AccessRevoked(channel=delivery.channel, account_id=account)


def _first_id(post: dict[str, Any]) -> str:
    """Each edit has an id of its own; the first one's is that of the mention."""
    history = fields.items(post.get("edit_history_tweet_ids"))
    return fields.needed_id("post id", *history, post.get("id"))


def _author(author_id: str | None, includes: dict[str, Any]) -> Author:
    users = map(fields.record, fields.items(includes.get("users")))
    known = (user for user in users if author_id and fields.identifier(user.get("id")) == author_id)
    user = next(known, {})
    metrics = fields.record(user.get("public_metrics"))
    return Author(
        id=author_id,
        name=fields.label(user.get("name")),
        handle=fields.label(user.get("username")),
        followers=fields.whole(metrics.get("followers_count")),
    )


def answered(post: dict[str, Any]) -> str | None:
    for other in map(fields.record, fields.items(post.get("referenced_tweets"))):
        if other.get("type") == "replied_to":
            return fields.identifier(other.get("id"))
    return None


def _url(handle: str, post_id: str) -> str:
    return fields.link(f"https://x.com/{handle or 'i'}/status/{post_id}")


def _gone(external_id: str, delivery: Delivery) -> MentionDeleted:
    return MentionDeleted(
        channel=delivery.channel, external_id=external_id, received_at=delivery.received_at
    )


def _legacy_post(value: object, owner: object, delivery: Delivery) -> Incoming:
    post = fields.needed_record(value, "post")
    if fields.record(post.get("retweeted_status")):
        return EventIgnored(event="tweet_create_events/retweet")
    own_id = fields.needed_id("post id", post.get("id_str"), post.get("id"))
    user = fields.record(post.get("user"))
    author = Author(
        id=fields.identifier(user.get("id_str")) or fields.identifier(user.get("id")),
        name=fields.label(user.get("name")),
        handle=fields.label(user.get("screen_name")),
        followers=fields.whole(user.get("followers_count")),
    )
    parent = fields.identifier(post.get("in_reply_to_status_id_str"))
    mention = Mention(
        channel=delivery.channel,
        account_id=fields.identifier(owner) or "",
        external_id=own_id,
        author=author,
        text=full_text(post),
        received_at=delivery.received_at,
        posted_at=fields.moment(post.get("timestamp_ms")) or _legacy_time(post.get("created_at")),
        thread_id=parent or own_id,
        in_reply_to=parent,
        url=_url(author.handle, own_id),
        language_hint=fields.language(post.get("lang")),
    )
    return MentionAdded(mention=mention)


def _legacy_time(value: object) -> datetime | None:
    try:
        written = datetime.strptime(str(value), "%a %b %d %H:%M:%S %z %Y")
    except ValueError:
        return None
    return fields.moment(written.isoformat())


def _legacy_deletion(value: object, _owner: object, delivery: Delivery) -> Incoming:
    status = fields.record(fields.needed_record(value, "deletion").get("status"))
    return _gone(fields.needed_id("post id", status.get("id_str"), status.get("id")), delivery)


def _legacy_revocation(value: object, owner: object, delivery: Delivery) -> Incoming:
    revoked = fields.record(fields.needed_record(value, "event").get("revoke"))
    if not revoked:
        return EventIgnored(event="user_event")
    named = fields.identifier(fields.record(revoked.get("source")).get("user_id"))
    account = named or fields.identifier(owner) or ""
    return AccessRevoked(channel=delivery.channel, account_id=account)


_LEGACY = {
    "tweet_create_events": _legacy_post,
    "tweet_delete_events": _legacy_deletion,
    "user_event": _legacy_revocation,
}
