"""What Instagram tells us: comments, mentions, direct messages, mentions in stories.

Contract: developers.facebook.com/docs/graph-api/webhooks/reference/instagram and
developers.facebook.com/docs/instagram-platform/webhooks.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from hearback.adapters.http import PlatformApi
from hearback.adapters.platforms.instagram.mentions import read_mention
from hearback.adapters.platforms.meta.entries import TEST_ACCOUNT, read_entries
from hearback.adapters.platforms.meta.messages import read_message
from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import Author, EventIgnored, Incoming, Mention, MentionAdded
from hearback.domain.webhooks import Delivery

_COMMENTS = ("comments", "live_comments")
_MESSAGES = ("messages", "message_edit", "messaging_postbacks")
"""Some senders put messages among the changes, in the shape that they have elsewhere."""


def events(delivery: Delivery, api: PlatformApi | None = None) -> Sequence[Incoming]:
    """All events of one delivery, whatever its JSON's shape.

    Mentions bring ids only: their words are fetched with `api`. Raises `RateLimited` or
    `Unavailable` for the whole if they cannot be now.
    """
    readers = {
        "changes": partial(_change, delivery, api),
        "messaging": partial(read_message, delivery, "messaging"),
        "standby": partial(read_message, delivery, "standby"),
    }
    return read_entries(delivery, "instagram", readers)


def _change(
    delivery: Delivery, api: PlatformApi | None, given: object, entry: dict[str, Any]
) -> Incoming:
    change = fields.needed_record(given, "change")
    field = fields.label(change.get("field"))
    if field in _MESSAGES:
        return read_message(delivery, field, change.get("value"), entry)
    if field not in (*_COMMENTS, "mentions"):
        return EventIgnored(event=field or "unknown")
    value = fields.needed_record(change.get("value"), "value")
    account = fields.identifier(entry.get("id")) or ""
    if account == TEST_ACCOUNT:
        return EventIgnored(event=f"{field}/test")
    if field == "mentions":
        return read_mention(delivery, api, account, value)
    return MentionAdded(mention=_comment(account, value, entry, delivery))


def _comment(
    account: str, value: dict[str, Any], entry: dict[str, Any], delivery: Delivery
) -> Mention:
    external_id = fields.needed_id("comment id", value.get("id"))
    media = fields.record(value.get("media"))
    return Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=external_id,
        author=_author(account, fields.record(value.get("from"))),
        text=fields.words(value.get("text")),
        received_at=delivery.received_at,
        posted_at=fields.moment(entry.get("time")),
        thread_id=fields.identifier(media.get("id")) or external_id,
        in_reply_to=fields.identifier(value.get("parent_id")),
    )


def _author(account: str, author: dict[str, Any]) -> Author:
    """Our own comments are told by a field of theirs: their `id` may be one for this app only."""
    own = author.get("self_ig_scoped_id") is not None
    return Author(
        id=(own and account) or fields.identifier(author.get("id")),
        handle=fields.label(author.get("username")),
    )
