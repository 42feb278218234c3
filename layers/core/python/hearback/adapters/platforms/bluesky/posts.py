"""A reply as a record of Bluesky: its key, its place in the thread, what is a link in it.

Contract: atproto.com/specs/tid, atproto.com/specs/record-key, docs.bsky.app/docs/advanced-guides
(posts: replies, rich text).
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hearback.adapters.platforms.bluesky import COLLECTION
from hearback.adapters.platforms.shared import fields
from hearback.domain.replies import Reply
from hearback.domain.text import clean

_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_KEY_LENGTH = 13
_CLOCK_BITS = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LINK = re.compile(r"https?://[^\s<>\"']+")
_AFTER_A_LINK = ".,;:!?…)]}»”’"
_TAG = re.compile(r"(?:^|(?<=\s))#([^\W\d_]\w{0,63})")


def record_key(reply: Reply) -> str:
    """Always the same for one reply: microseconds of its making, then ten bits of its id."""
    span = reply.created_at - _EPOCH
    micros = (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds
    digest = hashlib.sha256(reply.id.encode()).digest()
    number = micros << _CLOCK_BITS | int.from_bytes(digest[:2], "big") % (1 << _CLOCK_BITS)
    places = range(5 * (_KEY_LENGTH - 1), -1, -5)
    return "".join(_ALPHABET[number >> place & 31] for place in places)


def record_of(reply: Reply, answered: dict[str, Any]) -> dict[str, Any]:
    """`answered`: the post as `getPosts` gives it, with `uri` and `cid`."""
    text = clean(reply.text)
    parent = {"uri": reply.in_reply_to, "cid": answered.get("cid")}
    place = fields.record(fields.record(answered.get("record")).get("reply"))
    found = list(facets(text))
    return {
        "$type": COLLECTION,
        "text": text,
        "createdAt": reply.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "reply": {"root": _reference(place.get("root")) or parent, "parent": parent},
        **({"facets": found} if found else {}),
    }


def facets(text: str) -> Iterator[dict[str, Any]]:
    """Links and tags; their places count bytes of UTF-8, not characters."""
    for link in _LINK.finditer(text):
        address = link[0].rstrip(_AFTER_A_LINK)
        feature = {"$type": "app.bsky.richtext.facet#link", "uri": address}
        yield _facet(text, link.start(), link.start() + len(address), feature)
    for tag in _TAG.finditer(text):
        feature = {"$type": "app.bsky.richtext.facet#tag", "tag": tag[1]}
        yield _facet(text, tag.start(), tag.end(), feature)


def _facet(text: str, start: int, end: int, feature: dict[str, str]) -> dict[str, Any]:
    first = len(text[:start].encode())
    index = {"byteStart": first, "byteEnd": first + len(text[start:end].encode())}
    return {"index": index, "features": [feature]}


def _reference(value: object) -> dict[str, str] | None:
    given = fields.record(value)
    uri, cid = fields.identifier(given.get("uri")), fields.identifier(given.get("cid"))
    return {"uri": uri, "cid": cid} if uri and cid else None
