"""What the tests of Meta's products start from."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any

from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.fields import LARGEST_FRAGMENT
from hearback.adapters.platforms.instagram import Instagram
from hearback.adapters.platforms.messenger import Messenger
from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.domain.mention import (
    EventBroken,
    EventIgnored,
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.webhooks import Delivery
from tests.contract.platforms.given import NOW, a_delivery, fixture
from tests.contract.platforms.soundness import assert_id, is_a_line

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


def sound(channel: str, body: object) -> tuple[Incoming, ...]:
    """Parses it and checks what must hold of any event."""
    events = tuple(PARSERS[channel](a_delivery(channel, body)))
    for event in events:
        match event:
            case MentionAdded(mention=mention) | MentionEdited(mention=mention):
                assert_id(mention.external_id)
                for other in (mention.author.id, mention.in_reply_to):
                    if other is not None:
                        assert_id(other)
                assert _is_of(mention.channel, channel)
                assert mention.received_at == NOW
                assert isinstance(mention.text, str)
                assert mention.url == "" or mention.url.startswith(("http://", "https://"))
                assert is_a_line(mention.author.name + mention.author.handle)
                if mention.posted_at is not None:
                    assert mention.posted_at.tzinfo is UTC
            case MentionDeleted():
                assert_id(event.external_id)
                assert _is_of(event.channel, channel)
            case EventIgnored():
                assert event.event
                assert is_a_line(event.event)
            case EventBroken():
                assert event.reason
                assert len(event.fragment.encode()) <= LARGEST_FRAGMENT
                assert tuple(PARSERS[channel](a_delivery(channel, event.fragment))) == (event,)
    return events


def _is_of(found: str, asked: str) -> bool:
    """A page's changes and its messages come to one address."""
    pages = ("facebook", "messenger")
    return found == asked or (found in pages and asked in pages)
