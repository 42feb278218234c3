"""Reviews of Google Play: a page of them, and each as a mention.

Contract: developers.google.com/android-publisher/api-ref/rest/v3/reviews.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.adapters.platforms.shared.reviews import review, text_of
from hearback.adapters.platforms.shared.walking import Walk, is_taken, page_token
from hearback.domain.mention import Author, Incoming, Mention
from hearback.domain.polling import Found, Page, SourceCursor
from hearback.domain.webhooks import Delivery

_A_PAGE = "100"
_OVERLAP = timedelta(days=1)
"""(?) When a review appears in the list is not documented; its time is that of its writing."""


def reading(cursor: SourceCursor) -> dict[str, str]:
    """The query of the next page."""
    page = Walk.of(cursor.position).page
    return {"maxResults": _A_PAGE, **({"token": page} if page else {})}


def read(answer: HttpAnswer, cursor: SourceCursor) -> Page:
    """The walk ends below its mark, or where the week ends that Google keeps."""
    page = answer.json()
    reviews = list(map(fields.record, fields.items(page.get("reviews"))))
    following = fields.record(page.get("tokenPagination")).get("nextPageToken")
    walk = Walk.of(cursor.position)
    floor = walk.floor(cursor.since, _OVERLAP)
    times = [_changed(_said(each)) for each in reviews]
    after = walk.after(times, page_token(following) if reviews else "", floor)
    taken = (each for each, at in zip(reviews, times, strict=True) if is_taken(at, floor))
    return Page(items=tuple(map(_found, taken)), position=after.position(), more=not after.is_over)


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The review's one event; never raises for JSON of whatever shape."""
    return one_event(delivery, _event)


def answer_of(given: dict[str, Any]) -> str:
    """What we answered to the review, if we did."""
    return str(_part(given, "developerComment").get("text") or "")


def _event(delivery: Delivery) -> Incoming:
    return review(_mention(fields.read_object(delivery.body), delivery))


def _mention(given: dict[str, Any], delivery: Delivery) -> Mention:
    own_id = fields.needed_id("review id", given.get("reviewId"))
    said = fields.needed_record(_said(given) or None, "user comment")
    account = delivery.headers.get("hearback-account", "")
    title, tab, words = fields.words(said.get("originalText") or said.get("text")).partition("\t")
    return Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=own_id,
        author=Author(name=fields.label(given.get("authorName"))),
        text=text_of(title, words if tab else "", fields.whole(said.get("starRating"))),
        received_at=delivery.received_at,
        posted_at=_changed(said),
        thread_id=own_id,
        url=fields.link(
            f"https://play.google.com/store/apps/details?id={account}&reviewId={own_id}"
        ),
        language_hint=fields.language(said.get("reviewerLanguage")),
    )


def _found(given: dict[str, Any]) -> Found:
    own_id, changed = fields.identifier(given.get("reviewId")), _changed(_said(given))
    return Found(key=f"{own_id}@{changed}", body=json.dumps(given))


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return _part(given, "userComment")


def _part(given: dict[str, Any], name: str) -> dict[str, Any]:
    comments = map(fields.record, fields.items(given.get("comments")))
    return next(filter(None, (fields.record(each.get(name)) for each in comments)), {})


def _changed(said: dict[str, Any]) -> datetime | None:
    """Seconds come as a string."""
    return fields.moment(fields.record(said.get("lastModified")).get("seconds"))
