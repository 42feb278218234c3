"""What the tests of Meta's products start from."""

from collections.abc import Callable, Sequence
from typing import Any

from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.instagram import Instagram
from hearback.adapters.platforms.messenger import Messenger
from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.domain.mention import Incoming
from hearback.domain.webhooks import Delivery
from tests.contract.platforms import soundness
from tests.contract.platforms.given import fixture

Parse = Callable[[Delivery], Sequence[Incoming]]
PARSERS: dict[str, Parse] = {
    "facebook": Facebook().parse,
    "instagram": Instagram().parse,
    "messenger": Messenger().parse,
    "whatsapp": WhatsApp().parse,
}
PERSON, PAGE = "200000000000001", "100000000000001"


def a_message(sender: object = PERSON, recipient: object = PAGE, **content: Any) -> dict[str, Any]:
    sides = {"sender": {"id": sender}, "recipient": {"id": recipient}}
    return {**sides, "timestamp": 1793601682871, **content}


def an_entry(kind: str, account: object = PAGE, **lists: Any) -> dict[str, Any]:
    return {"object": kind, "entry": [{"id": account, "time": 1793601683000, **lists}]}


def a_whatsapp(*messages: object, **value: Any) -> dict[str, Any]:
    body = fixture("whatsapp/message_text.json")
    change = body["entry"][0]["changes"][0]
    change["value"] = {**change["value"], "messages": list(messages), **value}
    return {**body}


def a_text(body: object = "Merhaba", **more: Any) -> dict[str, Any]:
    said = {"type": "text", "text": {"body": body}, "timestamp": "1793601683"}
    return {"from": "905551111111", "id": "wamid.1", **said, **more}


def an_error(code: object, message: str = "", **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "OAuthException", "code": code, **more}}


BODIES = [
    ("facebook", fixture("facebook/current_feed_comment_add.json")),
    ("facebook", fixture("facebook/review_added.json")),
    ("instagram", fixture("instagram/wh-comments-current.json")),
    ("instagram", fixture("instagram/wh-comments-own-self_ig_scoped_id.json")),
    ("instagram", fixture("instagram/dm_story_reply.json")),
    ("instagram", fixture("instagram/dm_unsend.json")),
    ("instagram", fixture("instagram/mention_in_a_comment.json")),
    ("messenger", fixture("messenger/message_text.json")),
    ("messenger", fixture("messenger/message_edited.json")),
    ("messenger", fixture("messenger/postback.json")),
    ("whatsapp", fixture("whatsapp/message_text.json")),
    ("whatsapp", fixture("whatsapp/bsuid_no_phone_composed.json")),
    ("whatsapp", fixture("whatsapp/message_edited.json")),
    ("whatsapp", fixture("whatsapp/message_revoked.json")),
    ("whatsapp", fixture("whatsapp/status_failed_131047_composed.json")),
]


PAGES = ("facebook", "messenger")
"""A page's changes and its messages come to one address."""


def sound(channel: str, body: object) -> tuple[Incoming, ...]:
    also = PAGES if channel in PAGES else ()
    return soundness.sound(channel, body, PARSERS[channel], also)
