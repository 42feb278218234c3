"""What hubs push: a feed with its new and changed entries, or with those that are gone.

Contract: w3.org/TR/websub, RFC 4287, RFC 6721, developers.google.com/youtube/v3/guides/
push_notifications.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.platforms.feed.entries import items_of
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import Refused
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.polling import Found
from hearback.domain.webhooks import Delivery

_ATOM = "{http://www.w3.org/2005/Atom}"
_YOUTUBE = "{http://www.youtube.com/xml/schemas/2015}"
_GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_VIDEO = "yt:video:"
_YOUTUBE_HOSTS = ("www.youtube.com", "youtube.com")
_READ_AS = {"content-type": "application/xml; charset=utf-8"}


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one push; never raises for text of whatever kind."""
    page = delivery.body.encode("utf-8", "replace")
    try:
        found = list(items_of(HttpAnswer(status=200, headers=_READ_AS, body=page), "", ""))
    except Refused as error:
        return (fields.broken(str(error), delivery.body),)
    root, asked_for = _tree(page), delivery.headers.get("query.topic", "")
    topic = _Topic.of(asked_for) if asked_for else _Topic.by_its_own_word(root)
    channels = _channels(root)
    entries = (_entry(item, topic, channels, delivery) for item in found)
    gone = _deletions(root, topic, delivery)
    return (*gone, *entries) or (EventIgnored(event="feed without entries"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Topic:
    """`account`: its address, of a YouTube channel that channel's id; `has_videos`: whether it may
    speak of YouTube's, whose ids are the same in all topics."""

    account: str
    has_videos: bool

    @classmethod
    def of(cls, url: str) -> Self:
        """Of the address that the push came to, which its signature proves."""
        try:
            is_youtube = urlsplit(url).hostname in _YOUTUBE_HOSTS
        except ValueError:
            is_youtube = False
        return cls(account=_account(url), has_videos=is_youtube)

    @classmethod
    def by_its_own_word(cls, root: ElementTree.Element) -> Self:
        """Where the address says nothing."""
        links = root.iter(f"{_ATOM}link")
        own = (link.get("href") for link in links if link.get("rel") == "self")
        return cls(account=_account(next(own, "")), has_videos=True)


def _tree(page: bytes) -> ElementTree.Element:
    """For what `items_of` leaves out; it has refused declared entities. Empty if ill-formed.

    The page is UTF-8 by now, whatever encoding it still says that it has.
    """
    reader = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314
    try:
        return ElementTree.fromstring(page, reader)  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError):
        return ElementTree.Element("none")


def _deletions(root: ElementTree.Element, topic: _Topic, delivery: Delivery) -> Iterator[Incoming]:
    """Of videos: other ids may be known by another name, that of their feed before them."""
    for entry in root.iter(_GONE):
        ref = fields.identifier(entry.get("ref"))
        if ref and topic.has_videos and ref.startswith(_VIDEO):
            yield MentionDeleted(
                channel=delivery.channel, external_id=ref, received_at=delivery.received_at
            )
        else:
            yield EventIgnored(event="deleted-entry")


def _entry(
    item: Found, topic: _Topic, channels: dict[str, str | None], delivery: Delivery
) -> Incoming:
    """Hubs push an entry again when it changed and do not say so: each is taken as it reads now,
    which is an addition for one that was not seen."""
    (event,) = FeedPages().parse(replace(delivery, body=item.body))
    external_id = fields.identifier(_scoped(item.key, topic))
    if not isinstance(event, MentionAdded) or external_id is None:
        return fields.broken("no id that fits", delivery.body)
    author = Author(id=channels.get(external_id), name=event.mention.author.name)
    return MentionEdited(
        mention=replace(
            event.mention,
            account_id=topic.account,
            external_id=external_id,
            author=author,
            thread_id=external_id,
        )
    )


def _scoped(key: str, topic: _Topic) -> str | None:
    """`key` has a colon before an id that is known in its own feed only; a video's is not.

    None where a feed does not say which one it is.
    """
    if not key.startswith(":"):
        return key
    if topic.has_videos and key[1:].startswith(_VIDEO):
        return key[1:]
    return topic.account + key if topic.account else None


def _account(url: str | None) -> str:
    topic = fields.link(url)
    try:
        channel = parse_qs(urlsplit(topic).query, max_num_fields=20).get("channel_id", [""])[0]
    except ValueError:
        channel = ""
    return fields.identifier(channel) or fields.identifier(topic) or ""


def _channels(root: ElementTree.Element) -> dict[str, str | None]:
    """By video: the channel that published it, so that our own is recognised."""
    return {
        entry.findtext(f"{_ATOM}id", "").strip(): fields.identifier(
            entry.findtext(f"{_YOUTUBE}channelId")
        )
        for entry in root.iter(f"{_ATOM}entry")
    }
