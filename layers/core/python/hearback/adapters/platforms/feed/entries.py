"""A feed's page: its entries as the items that `feed` hands over."""

import calendar
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hearback.adapters.http import HttpAnswer
from hearback.adapters.patience import no_longer_than
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.plain_text import plain_text
from hearback.domain.errors import Refused
from hearback.domain.polling import Found

SECONDS_TO_READ = 20.0
"""For a page with far more entries than any feed has; hours would go into one made for that."""

_MOST_TAGS = 100_000
_LONGEST_TEXT = 10_000
_LONGEST_OWN_ID = 120
"""Bytes; a longer one is replaced by its hash, so that it fits into keys and links."""

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE_OR_ROOT = re.compile(rb"<!DOCTYPE|<[a-z]", re.IGNORECASE)
_URI = re.compile(r"(?:tag|urn|https?|sha256):")
_GOOGLE = re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")
_READ_AS = {"content-type": "application/xml; charset=utf-8"}


def items_of(
    answer: HttpAnswer, feed_id: str, url: str, seconds: float = SECONDS_TO_READ
) -> Iterator[Found]:
    """Raises `Refused` for what is no feed, declares entities, or is made to be read for hours."""
    for entry in _entries(answer, url, seconds):
        title = _text(entry, "title")
        body = _text(entry, "content") or _text(entry, "summary")
        link = _unwrapped(fields.link(entry.get("link")))
        if not (title or body):
            continue
        own_id = _own_id(entry.get("id"), feed_id, (link, title) if link or title else (body,))
        item = {
            "id": own_id,
            "url": link,
            "author": fields.label(entry.get("author")),
            "text": (body if body.startswith(title) else f"{title}\n{body}")[
                :_LONGEST_TEXT
            ].strip(),
            "published": _published(entry),
        }
        yield Found(key=own_id, body=json.dumps(item))


def _entries(answer: HttpAnswer, url: str, seconds: float) -> list[Any]:
    import feedparser  # noqa: PLC0415
    from feedparser.encodings import convert_to_utf8  # noqa: PLC0415

    try:
        page = convert_to_utf8(dict(answer.headers), answer.body, {})
        _refuse_bombs(page)
        read_as = {**_READ_AS, "content-location": url}
        with no_longer_than(seconds):
            found = feedparser.parse(
                io.BytesIO(page),
                response_headers=read_as,
                sanitize_html=False,
                resolve_relative_uris=False,
            )
    except TimeoutError:
        raise Refused("feed_too_intricate") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Refused("not_a_feed") from None
    if not found.version and not found.entries:
        raise Refused("not_a_feed")
    return list(found.entries)


def _refuse_bombs(page: bytes) -> None:
    """Checked in UTF-8, whatever the page came in: UTF-16 or UTF-7 would hide them."""
    visible = page.replace(b"\0", b"")
    first = _DOCTYPE_OR_ROOT.search(visible)
    if _ENTITY.search(visible) or (first and first[0].startswith(b"<!")):
        raise Refused("feed_declares_entities")
    if page.count(b"<") > _MOST_TAGS:
        raise Refused("feed_too_intricate")


def _text(entry: Any, name: str) -> str:
    """Its longest form; feeds say of each whether it is HTML."""
    if name == "content":
        forms = fields.items(entry.get("content"))
    else:
        forms = [entry.get(f"{name}_detail") or {}]
    texts = (_plain(form.get("type"), str(form.get("value") or "")) for form in forms)
    return max(texts, key=len, default="")


def _plain(kind: object, value: str) -> str:
    return " ".join(value.split()) if kind == "text/plain" else plain_text(value)


def _unwrapped(url: str) -> str:
    """The link behind a `google.com/url?url=` link."""
    try:
        parts = urlsplit(url)
        if not _GOOGLE.fullmatch(parts.hostname or "") or parts.path != "/url":
            return url
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError:
        return url
    return fields.link(next(iter(query.get("url") or query.get("q") or ()), "")) or url


def _own_id(given: object, feed_id: str, instead: tuple[str, ...]) -> str:
    """The entry's id; one that is no URI is known in its own feed only."""
    own_id = fields.identifier(given) or ""
    if not own_id:
        own_id = hashlib.sha256("\n".join(instead).encode("utf-8", "replace")).hexdigest()
    if len(own_id.encode()) > _LONGEST_OWN_ID:
        return "sha256:" + hashlib.sha256(own_id.encode()).hexdigest()
    return own_id if _URI.match(own_id) else f"{feed_id}:{own_id}"


def _published(entry: Any) -> str | None:
    """Read as from any dictionary: the library's own way of asking warns of what it will drop."""
    parsed: Any = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError, OSError, TypeError):
        return None
