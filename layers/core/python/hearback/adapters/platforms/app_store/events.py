"""One review of the App Store as a mention, from the API or from Apple's public feed."""

from collections.abc import Sequence
from typing import Any

from hearback.adapters.platforms.app_store.reviews import FEED_ID, label_of
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.one_event import one_event
from hearback.adapters.platforms.shared.reviews import review, text_of
from hearback.domain.mention import Author, Incoming, Mention
from hearback.domain.webhooks import Delivery

_LANGUAGES = {"TUR": "tr", "USA": "en", "GBR": "en"}
"""By store. A hint only: Apple does not say in which language a review is."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """The review's one event; never raises for JSON of whatever shape."""
    return one_event(delivery, _event)


def _event(delivery: Delivery) -> Incoming:
    given = fields.read_object(delivery.body)
    made = _from_feed if "im:rating" in given else _from_api
    return review(made(given, delivery))


def _from_api(given: dict[str, Any], delivery: Delivery) -> Mention:
    own_id = fields.needed_id("review id", given.get("id"))
    said = fields.needed_record(given.get("attributes"), "attributes")
    account = delivery.headers.get("hearback-account", "")
    title, body = fields.words(said.get("title")), fields.words(said.get("body"))
    return Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=own_id,
        author=Author(name=fields.label(said.get("reviewerNickname"))),
        text=text_of(title, body, fields.whole(said.get("rating"))),
        received_at=delivery.received_at,
        posted_at=fields.moment(said.get("createdDate")),
        thread_id=own_id,
        url=fields.link(f"https://apps.apple.com/app/id{account}"),
        language_hint=_LANGUAGES.get(fields.label(said.get("territory"))),
    )


def _from_feed(given: dict[str, Any], delivery: Delivery) -> Mention:
    number = fields.needed_id("review id", label_of(given.get("id")))
    own_id = fields.needed_id("short review id", FEED_ID + number)
    author = fields.record(given.get("author"))
    link = fields.record(fields.record(given.get("link")).get("attributes"))
    title = fields.words(label_of(given.get("title")))
    body = fields.words(label_of(given.get("content")))
    return Mention(
        channel=delivery.channel,
        account_id=delivery.headers.get("hearback-account", ""),
        external_id=own_id,
        author=Author(name=fields.label(label_of(author.get("name")))),
        text=text_of(title, body, fields.whole(label_of(given.get("im:rating")))),
        received_at=delivery.received_at,
        posted_at=fields.moment(label_of(given.get("updated"))),
        thread_id=own_id,
        url=fields.link(link.get("href")),
    )
