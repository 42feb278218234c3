"""How each channel's bodies are read in tests: by its adapter, with what that fetches at hand."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.adapters.platforms.email import Email
from hearback.adapters.platforms.google_business import events
from hearback.domain.mention import Incoming
from hearback.domain.webhooks import Delivery
from tests.contract.platforms.examples import BODIES, BOUNCE, MAILS, REPORT, REVIEWS
from tests.contract.platforms.given import a_delivery
from tests.contract.platforms.mails import Bucket

Parse = Callable[[Delivery], Sequence[Incoming]]

OWN = "1500"
HEADERS = {
    "hearback-account": OWN,
    "hearback-source": "s1",
    "webhook-id": "msg_1",
    "query.bot": "5550001",
    "query.name": "marka_bot",
}
ALSO = {"facebook": ("messenger",), "messenger": ("facebook",)}
"""A page's changes and its messages come to one address."""


def _google(delivery: Delivery) -> Sequence[Incoming]:
    return events.events(delivery, lambda name: dict(REVIEWS[0]))


PARSERS: dict[str, Parse] = {
    **{channel: adapter_class(channel)().parse for channel in ADAPTERS},
    "email": Email(mails=Bucket(MAILS[0], {BOUNCE: REPORT})).parse,
    "google_business": _google,
}


def _tiktok_content(delivery: Delivery) -> Sequence[Incoming]:
    return PARSERS["tiktok"](a_delivery("tiktok", {**_TIKTOK, "content": delivery.body}))


def _google_review(delivery: Delivery) -> Sequence[Incoming]:
    """Whatever object Google answers with; what is none is read as an empty one."""
    try:
        answered = json.loads(delivery.body)
    except (ValueError, RecursionError):
        answered = {}
    review = answered if isinstance(answered, dict) else {}
    push = a_delivery("google_business", BODIES["google_business"][0])
    return events.events(push, lambda name: review)


_TIKTOK = BODIES["tiktok"][0]
INNER: dict[str, Parse] = {"tiktok content": _tiktok_content, "google review": _google_review}
"""Of what comes within a body, or is fetched because of it."""

SUBJECTS: dict[str, list[Any]] = {
    **BODIES,
    "tiktok content": [json.loads(each["content"]) for each in BODIES["tiktok"]],
    "google review": REVIEWS,
}


def read(subject: str, body: object) -> tuple[Incoming, ...]:
    """The events of a channel's body, or of what is within."""
    return tuple((PARSERS | INNER)[subject](a_delivery(subject, body, HEADERS)))
