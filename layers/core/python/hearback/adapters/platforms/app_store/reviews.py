"""Pages of reviews, of the API and of Apple's public feed, and an answer as Apple wants it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.conditional import validators
from hearback.adapters.platforms.shared.walking import Walk, is_taken, page_token
from hearback.domain.errors import Refused
from hearback.domain.polling import Found, Page, SourceCursor
from hearback.domain.replies import Reply
from hearback.domain.text import clean

FEED_ID = "rss:"
"""Before an id of the public feed, which numbers reviews otherwise than the API (?)."""

_A_PAGE = "200"
_OVERLAP = timedelta(days=3)
"""(?) A review shows up some time after it was written."""


def reading(cursor: SourceCursor) -> dict[str, str]:
    """The query of the next page."""
    page = Walk.of(cursor.position).page
    return {"sort": "-createdDate", "limit": _A_PAGE, **({"cursor": page} if page else {})}


def read(answer: HttpAnswer, cursor: SourceCursor) -> Page:
    page = answer.json()
    reviews = list(map(fields.record, fields.items(page.get("data"))))
    times = [fields.moment(_attributes(each).get("createdDate")) for each in reviews]
    walk = Walk.of(cursor.position)
    floor = walk.floor(cursor.since, _OVERLAP)
    after = walk.after(times, _following(page) if reviews else "", floor)
    taken = (each for each, at in zip(reviews, times, strict=True) if is_taken(at, floor))
    return Page(
        items=tuple(_found(each, _version(_attributes(each))) for each in taken),
        position=after.position(),
        more=not after.is_over,
    )


def read_feed(answer: HttpAnswer, cursor: SourceCursor) -> Page:
    """Raises `Refused` for what is no feed of reviews."""
    feed = answer.json().get("feed")
    if not isinstance(feed, dict):
        raise Refused("not_a_feed")
    reviews = [each for each in _entries(feed.get("entry")) if "im:rating" in each]
    return Page(
        items=tuple(
            _found(each, json.dumps([each.get("title"), each.get("content"), each["im:rating"]]))
            for each in reviews
            if is_taken(_updated(each), cursor.since)
        ),
        position=validators(answer),
    )


def label_of(value: object) -> Any:
    """The feed wraps each value: `{"label": …}`."""
    return fields.record(value).get("label")


def response(reply: Reply) -> dict[str, Any]:
    review = {"data": {"type": "customerReviews", "id": reply.in_reply_to}}
    return {
        "data": {
            "type": "customerReviewResponses",
            "attributes": {"responseBody": clean(reply.text)},
            "relationships": {"review": review},
        }
    }


def _entries(value: object) -> Iterable[dict[str, Any]]:
    """A list, one object where there is one review, or nothing; an app's own entry among them."""
    listed = [value] if isinstance(value, dict) else fields.items(value)
    return [each for each in listed if isinstance(each, dict)]


def _updated(entry: dict[str, Any]) -> datetime | None:
    return fields.moment(label_of(entry.get("updated")))


def _following(page: dict[str, Any]) -> str:
    """Of the next page's address only the cursor is taken: no other server is asked."""
    link = fields.link(fields.record(page.get("links")).get("next"))
    try:
        cursor = parse_qs(urlsplit(link).query).get("cursor", ())
    except ValueError:
        return ""
    return page_token(next(iter(cursor), None))


def _attributes(review: dict[str, Any]) -> dict[str, Any]:
    return fields.record(review.get("attributes"))


def _version(said: dict[str, Any]) -> str:
    """Apple numbers no versions: the words and the stars tell an edit."""
    return json.dumps([said.get("title"), said.get("body"), said.get("rating")])


def _found(review: dict[str, Any], version: str) -> Found:
    given = review.get("id")
    own_id = fields.identifier(label_of(given) if isinstance(given, dict) else given)
    digest = hashlib.sha256(version.encode("utf-8", "replace")).hexdigest()
    return Found(key=f"{own_id}@{digest}", body=json.dumps(review))
