"""How each channel's bodies are read in tests: by its adapter, with what that fetches at hand."""

from collections.abc import Callable, Sequence

from hearback.adapters.platforms import ADAPTERS, adapter_class, google_business_events
from hearback.adapters.platforms.email import Email
from hearback.domain.mention import Incoming
from hearback.domain.webhooks import Delivery
from tests.contract.platforms.examples import MAILS, REVIEWS
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
    return google_business_events.events(delivery, lambda name: dict(REVIEWS[0]))


PARSERS: dict[str, Parse] = {
    **{channel: adapter_class(channel)().parse for channel in ADAPTERS},
    "email": Email(mails=Bucket(MAILS[0])).parse,
    "google_business": _google,
}


def read(channel: str, body: object) -> tuple[Incoming, ...]:
    return tuple(PARSERS[channel](a_delivery(channel, body, HEADERS)))
