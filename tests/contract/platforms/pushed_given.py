"""What the parsers of pushed channels are tried with, and what must hold of all they say."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hearback.adapters.platforms import google_business_events
from hearback.adapters.platforms.email import Email
from hearback.adapters.platforms.linkedin import LinkedIn
from hearback.adapters.platforms.telegram import Telegram
from hearback.adapters.platforms.tiktok import TikTok
from hearback.adapters.platforms.websub import WebSub
from hearback.domain.mention import (
    EventBroken,
    Incoming,
)
from hearback.domain.webhooks import Delivery
from tests.contract.platforms.given import FIXTURES, a_delivery, fixture
from tests.contract.platforms.mails import RECEIVED, Bucket, raw
from tests.contract.platforms.soundness import assert_sound

Parse = Callable[[Delivery], Sequence[Incoming]]
BOT = {"query.bot": "5550001", "query.name": "marka_bot"}
REVIEW = fixture("google_business/reviews_list.json")["reviews"][1]
PUSH = fixture("google_business/pubsub_push_new_review.json")
TIKTOK = fixture("tiktok/comment_update.json")


@dataclass(frozen=True)
class Subject:
    """`whole`: a broken part's fragment can be delivered by itself and is broken again."""

    channel: str
    parse: Parse
    bodies: tuple[Any, ...]
    whole: bool = True


def _tiktok_content(delivery: Delivery) -> Sequence[Incoming]:
    return TikTok().parse(a_delivery("tiktok", {**TIKTOK, "content": delivery.body}))


def _google_push(delivery: Delivery) -> Sequence[Incoming]:
    return google_business_events.events(delivery, lambda name: dict(REVIEW))


def _google_review(delivery: Delivery) -> Sequence[Incoming]:
    """Whatever object Google answers with; what is none is read as an empty one."""
    try:
        answered = json.loads(delivery.body)
    except (ValueError, RecursionError):
        answered = {}
    review = answered if isinstance(answered, dict) else {}
    return google_business_events.events(a_delivery("google_business", PUSH), lambda name: review)


_UPDATES = sorted(path.name for path in (FIXTURES / "telegram").glob("update_*.json"))
SUBJECTS = {
    "telegram": Subject(
        "telegram",
        Telegram().parse,
        tuple(fixture(f"telegram/{name}") for name in _UPDATES),
    ),
    "linkedin": Subject(
        "linkedin", LinkedIn().parse, (fixture("linkedin/org_social_action_push_batch.json"),)
    ),
    "tiktok": Subject("tiktok", TikTok().parse, (TIKTOK,)),
    "tiktok content": Subject(
        "tiktok", _tiktok_content, (json.loads(TIKTOK["content"]),), whole=False
    ),
    "google push": Subject("google_business", _google_push, (PUSH,)),
    "google review": Subject("google_business", _google_review, (REVIEW,), whole=False),
    "email": Subject("email", Email(mails=Bucket(raw("raw_reply.eml"))).parse, (RECEIVED,)),
    "websub": Subject("websub", WebSub().parse, ()),
}


def sound(subject: Subject, body: object) -> tuple[Incoming, ...]:
    """Parses it and checks what must hold of any event."""
    events = tuple(subject.parse(a_delivery(subject.channel, body, BOT)))
    assert events
    for event in events:
        assert_sound(event, subject.channel)
        if isinstance(event, EventBroken) and subject.whole:
            again = tuple(subject.parse(a_delivery(subject.channel, event.fragment, BOT)))
            assert event in again
    return events
