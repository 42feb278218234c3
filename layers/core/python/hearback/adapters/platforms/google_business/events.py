"""What Google tells of our places' reviews: a push brings ids, the review itself is fetched.

Contract: developers.google.com/my-business/reference/notifications/rest/v1/NotificationType,
developers.google.com/my-business/reference/rest/v4/accounts.locations.reviews.
"""

import base64
from collections.abc import Callable, Sequence
from typing import Any

from hearback.adapters.platforms.google_business import REVIEW
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import NotAuthorised, Refused
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

Fetch = Callable[[str], dict[str, Any]]
"""A review by its name. Raises `DeliveryFailed`; `Refused` with `gone` if it is no more."""

_KINDS: dict[str, type[MentionAdded | MentionEdited]] = {
    "NEW_REVIEW": MentionAdded,
    "UPDATED_REVIEW": MentionEdited,
}
_STARS = {"ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "FIVE": 5}
_MOST_STARS = 5
_TRANSLATION, _ORIGINAL = "(Translated by Google)", "(Original)"
"""Google puts its translation behind the words, or before them and then marks these."""


def events(delivery: Delivery, fetch: Fetch | None) -> Sequence[Incoming]:
    """The push's one event; never raises for JSON of whatever shape, but what `fetch` raises."""
    try:
        return (_event(delivery, fetch),)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)


def _event(delivery: Delivery, fetch: Fetch | None) -> Incoming:
    body = fields.read_object(delivery.body)
    told = _notification(fields.needed_record(body.get("message"), "message"))
    kind = fields.label(told.get("notificationType"))
    if kind not in _KINDS:
        return EventIgnored(event=kind or "unknown")
    name = fields.needed_id("review", told.get("reviewName"), told.get("review"))
    if not REVIEW.fullmatch(name):
        raise fields.Broken("a review's name of another form")
    if fetch is None:
        raise fields.Broken("a review's words must be fetched, and there is no api")
    try:
        review = fetch(name)
    except NotAuthorised as error:
        raise fields.Broken(str(error)) from error
    except Refused as error:
        if not str(error).startswith("gone"):
            raise fields.Broken(f"the review was not given: {error}") from error
        return MentionDeleted(
            channel=delivery.channel, external_id=name, received_at=delivery.received_at
        )
    return _KINDS[kind](mention=_mention(name, review, delivery))


def _notification(message: dict[str, Any]) -> dict[str, Any]:
    data = message.get("data")
    try:
        text = base64.b64decode(data if isinstance(data, str) else "", validate=True).decode()
    except ValueError:
        raise fields.Broken("data is not base64 of text") from None
    return fields.read_object(text)


def _mention(name: str, review: dict[str, Any], delivery: Delivery) -> Mention:
    """Reviewers have no id: each review is a case of its own."""
    reviewer = fields.record(review.get("reviewer"))
    return Mention(
        channel=delivery.channel,
        account_id=name.partition("/reviews/")[0],
        external_id=name,
        author=Author(name=fields.label(reviewer.get("displayName"))),
        text=_text(review),
        received_at=delivery.received_at,
        posted_at=fields.moment(review.get("createTime")),
        thread_id=name,
    )


def _text(review: dict[str, Any]) -> str:
    """The stars, then the words."""
    stars = _STARS.get(fields.label(review.get("starRating")))
    rating = "★" * stars + "☆" * (_MOST_STARS - stars) if stars else ""
    return "\n".join(filter(None, (rating, _as_written(fields.words(review.get("comment"))))))


def _as_written(words: str) -> str:
    before, _, translation = words.partition(_TRANSLATION)
    _, marked, original = translation.partition(_ORIGINAL)
    return (original if marked else before).strip()
