"""Private messages of Messenger and Instagram, which share one shape.

Contract: developers.facebook.com/docs/messenger-platform/reference/webhook-events and
developers.facebook.com/docs/instagram-platform/webhooks.

A message's id is `<person>:<mid>`: the platforms take a reply for a person, not for a message,
and all that a reply knows is the id of what it answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hearback.adapters.platforms.meta.entries import TEST_ACCOUNT
from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from hearback.domain.webhooks import Delivery

_TEST_MESSAGE = "random_mid"
_ENVELOPE = ("sender", "recipient", "timestamp")


@dataclass(frozen=True, slots=True)
class _Event:
    """One event between an account of ours and a person; `own` if we are the one who acted."""

    item: dict[str, Any]
    content: dict[str, Any]
    delivery: Delivery
    account: str
    person: str
    own: bool

    def id_of(self, mid: str) -> str:
        return fields.needed_id("message id that fits", f"{self.person}:{mid}")

    def mention(self, external_id: str, text: str) -> Mention:
        return Mention(
            channel=self.delivery.channel,
            account_id=self.account,
            external_id=external_id,
            author=Author(id=(self.account if self.own else self.person) or None),
            text=text,
            received_at=self.delivery.received_at,
            posted_at=fields.moment(self.item.get("timestamp")),
            thread_id=self.person,
            in_reply_to=_answered(self.content, self.person),
            url=_link(self.content),
            visibility=Visibility.PRIVATE,
        )


def read_message(delivery: Delivery, where: str, given: object, entry: dict[str, Any]) -> Incoming:
    """One event of the list `where` (`messaging`, `standby`). Raises `Broken`."""
    item = fields.needed_record(given, "message")
    kind = next((name for name in _READERS if name in item), None)
    if kind is None:
        other = next((name for name in item if name not in _ENVELOPE), "")
        return EventIgnored(event=fields.label(f"{where}/{other}".rstrip("/")))
    content = fields.needed_record(item.get(kind), kind)
    is_sample = fields.identifier(entry.get("id")) == TEST_ACCOUNT
    if is_sample or content.get("mid") == _TEST_MESSAGE:
        return EventIgnored(event=f"{where}/test")
    return _READERS[kind](_event(item, content, entry, delivery))


def _event(
    item: dict[str, Any], content: dict[str, Any], entry: dict[str, Any], delivery: Delivery
) -> _Event:
    sender = fields.identifier(fields.record(item.get("sender")).get("id"))
    recipient = fields.identifier(fields.record(item.get("recipient")).get("id"))
    account = fields.identifier(entry.get("id"))
    own = content.get("is_echo") is True or (sender is not None and sender == account)
    ours, theirs = (sender, recipient) if own else (recipient, sender)
    person = fields.needed_id("person who wrote", theirs)
    return _Event(item, content, delivery, account or ours or "", person, own)


def _message(event: _Event) -> Incoming:
    external_id = event.id_of(fields.needed_id("message id", event.content.get("mid")))
    if event.content.get("is_deleted") is True:
        return MentionDeleted(
            channel=event.delivery.channel,
            external_id=external_id,
            received_at=event.delivery.received_at,
        )
    return MentionAdded(mention=event.mention(external_id, fields.words(event.content.get("text"))))


def _edit(event: _Event) -> Incoming:
    """One without words is ignored: Instagram also sends it for messages that nobody edited."""
    external_id = event.id_of(fields.needed_id("message id", event.content.get("mid")))
    if event.content.get("text") is None:
        return EventIgnored(event="message_edit/empty")
    return MentionEdited(
        mention=event.mention(external_id, fields.words(event.content.get("text")))
    )


def _postback(event: _Event) -> Incoming:
    """A button of ours that was pressed: its title is what the person says. Older ones lack ids."""
    time = fields.identifier(event.item.get("timestamp"))
    mid = fields.identifier(event.content.get("mid"))
    external_id = event.id_of(mid or "postback-" + fields.needed_id("message id or time", time))
    return MentionAdded(
        mention=event.mention(external_id, fields.words(event.content.get("title")))
    )


_READERS: dict[str, Callable[[_Event], Incoming]] = {
    "message": _message,
    "message_edit": _edit,
    "postback": _postback,
}


def _answered(content: dict[str, Any], person: str) -> str | None:
    """The message or the story that it answers."""
    answered = fields.record(content.get("reply_to"))
    mid = fields.identifier(answered.get("mid"))
    if mid is not None:
        return fields.identifier(f"{person}:{mid}")
    return fields.identifier(fields.record(answered.get("story")).get("id"))


def _link(content: dict[str, Any]) -> str:
    """What was attached first, or the story that was answered; the links live for days."""
    attached = [fields.record(one) for one in fields.items(content.get("attachments"))]
    story = fields.record(fields.record(content.get("reply_to")).get("story"))
    payloads = [*(fields.record(one.get("payload")) for one in attached), story]
    return next(filter(None, (fields.link(payload.get("url")) for payload in payloads)), "")
