"""One thing of Reddit as a mention: a comment, a post or a private message.

Contract: www.reddit.com/dev/api (listings, fullnames), github.com/reddit-archive/reddit/wiki/JSON.
A body is a listing's child, `{"kind", "data"}`, with `reason`: `inbox` for what came to our
account, `search` for what we found.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hearback.adapters.platforms.reddit.text import plain
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.domain.mention import (
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

COMMENT, POST, MESSAGE = "t1", "t3", "t4"
SEARCH = "search"
GONE = "gone"
"""The version of what its author, a moderator or Reddit has taken away."""

READ = frozenset(
    {
        *("id", "name", "author", "created_utc", "edited", "removed_by_category", "distinguished"),
        *("title", "selftext", "body", "subject", "url", "url_overridden_by_dest", "is_self"),
        *("parent_id", "link_id", "first_message_name", "crosspost_parent"),
        *("permalink", "context"),
    }
)
"""What is read of a thing; the rest, such as a message's whole conversation, is left behind."""

_SITE = "https://www.reddit.com"
_TAKEN_AWAY = ("[deleted]", "[removed]", "[ Removed by Reddit ]")
_NOBODY = (*_TAKEN_AWAY, "", "reddit")
_POST_IN_ADDRESS = re.compile(r"/comments/([a-z0-9]{1,20})(?:/|\Z)")


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The thing's one event; never raises for JSON of whatever shape."""
    return one_event(delivery, _event)


def fullname(child: Mapping[str, Any]) -> str | None:
    """`t1_d1680wu`: kind and number, as Reddit's calls name a thing."""
    data, kind = fields.record(child.get("data")), fields.label(child.get("kind"))
    own_id = fields.identifier(data.get("id"))
    made = fields.identifier(f"{kind}_{own_id}") if kind and own_id else None
    return fields.identifier(data.get("name")) or made


def version(data: Mapping[str, Any]) -> str:
    """Of its words: when they were last edited (old edits have no time), or that they are gone."""
    if _is_gone(data):
        return GONE
    edited = data.get("edited")
    at = fields.moment(edited)
    return str(int(at.timestamp())) if at else "edited" if edited is True else ""


def words_of(child: Mapping[str, Any]) -> str:
    """What a person wrote, made plain. Raises `Broken`."""
    data = fields.record(child.get("data"))
    if child.get("kind") == POST:
        parts = [fields.words(data.get("title")), _body(data, "selftext"), _shared(data)]
    else:
        parts = [_body(data, "body")]
    if child.get("kind") == MESSAGE:
        parts.insert(0, _subject(data))
    return "\n".join(filter(None, parts))


def _event(delivery: Delivery) -> Incoming:
    child = fields.read_object(delivery.body)
    kind = fields.label(child.get("kind"))
    if not kind:
        raise fields.Broken("no kind")
    if kind not in (COMMENT, POST, MESSAGE):
        return EventIgnored(event=kind)
    data = fields.needed_record(child.get("data"), "data")
    own_id = fields.needed_id("id", fullname(child))
    if kind == MESSAGE and _is_notice(data):
        return EventIgnored(event="notice")
    if _is_gone(data):
        return MentionDeleted(
            channel=delivery.channel, external_id=own_id, received_at=delivery.received_at
        )
    mention = _mention(child, own_id, delivery)
    return MentionEdited(mention=mention) if version(data) else MentionAdded(mention=mention)


def _mention(child: dict[str, Any], own_id: str, delivery: Delivery) -> Mention:
    data = fields.record(child["data"])
    account = delivery.headers.get("hearback-account", "")
    is_private = child["kind"] == MESSAGE
    return Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=own_id,
        author=_author(data, account),
        text=words_of(child),
        received_at=delivery.received_at,
        posted_at=fields.moment(data.get("created_utc")),
        thread_id=_thread(data) or own_id,
        in_reply_to=fields.identifier(data.get("parent_id")),
        url=_url(data),
        visibility=Visibility.PRIVATE if is_private else Visibility.PUBLIC,
        addressed=child.get("reason") != SEARCH,
    )


def _author(data: dict[str, Any], account: str) -> Author:
    """Known by the name, which never changes; nobody's is of an account that was deleted."""
    name = _name(data)
    if name in _NOBODY:
        return Author()
    known = fields.identifier(name)
    return Author(id=account if name.lower() == account.lower() else known, name=name, handle=name)


def _name(data: dict[str, Any]) -> str:
    return fields.label(fields.identifier(data.get("author")))


def _thread(data: dict[str, Any]) -> str | None:
    """The post below which a comment stands; the inbox tells it in the address only."""
    known = fields.identifier(data.get("link_id")) or fields.identifier(
        data.get("first_message_name")
    )
    found = _POST_IN_ADDRESS.search(str(data.get("context") or ""))
    return known or (f"{POST}_{found[1]}" if found else None)


def _url(data: dict[str, Any]) -> str:
    path = data.get("permalink") or data.get("context")
    return fields.link(_SITE + path) if isinstance(path, str) and path.startswith("/") else ""


def _body(data: dict[str, Any], name: str) -> str:
    return plain(fields.words(data.get(name)))


def _shared(data: dict[str, Any]) -> str:
    """What a post links to; of a crosspost nothing: those are somebody else's words."""
    if data.get("is_self") is not False or data.get("crosspost_parent"):
        return ""
    return fields.link(data.get("url_overridden_by_dest") or data.get("url"))


def _subject(data: dict[str, Any]) -> str:
    subject = fields.label(data.get("subject"))
    return "" if subject.lower().startswith("re:") else subject


def _is_gone(data: Mapping[str, Any]) -> bool:
    said = (data.get("body"), data.get("selftext"))
    return bool(data.get("removed_by_category")) or any(words in _TAKEN_AWAY for words in said)


def _is_notice(data: dict[str, Any]) -> bool:
    """Reddit's own and the moderators' messages: no customer wrote them."""
    return _name(data) in _NOBODY or bool(data.get("distinguished"))
