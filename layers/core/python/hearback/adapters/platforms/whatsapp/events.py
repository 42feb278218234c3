"""What WhatsApp tells us: messages of every type, edits, revocations and what became of ours.

Contract: developers.facebook.com/docs/whatsapp/cloud-api/webhooks (messages, statuses, edits)
and developers.facebook.com/docs/whatsapp/business-scoped-user-ids.

A message's id is `<person>:<wamid>`: a reply goes to a person. That is the person's id for our
business where WhatsApp tells it, and else the phone number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hearback.adapters.platforms.meta.entries import TEST_ACCOUNT, read_entries
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.whatsapp.replies import word_of
from hearback.adapters.platforms.whatsapp.words import words_of
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    ReplyReturned,
    Visibility,
)
from hearback.domain.webhooks import Delivery

_LISTS = ("messages", "statuses", "errors")


@dataclass(frozen=True, slots=True)
class _Written:
    """A message as it came, who wrote it, and to which number of ours (its id)."""

    delivery: Delivery
    message: dict[str, Any]
    profile: dict[str, Any]
    number: str
    person: str

    def id_of(self, message_id: object) -> str:
        own = fields.needed_id("message id", message_id)
        return fields.needed_id("message id that fits", f"{self.person}:{own}")

    def mention(self, message_id: object, text: str) -> Mention:
        answered = fields.identifier(fields.record(self.message.get("context")).get("id"))
        return Mention(
            channel=self.delivery.channel,
            account_id=self.number,
            external_id=self.id_of(message_id),
            author=Author(
                id=self.person,
                name=fields.label(self.profile.get("name")),
                handle=fields.label(self.profile.get("username")),
            ),
            text=text,
            received_at=self.delivery.received_at,
            posted_at=fields.moment(self.message.get("timestamp")),
            thread_id=self.person,
            in_reply_to=fields.identifier(f"{self.person}:{answered}") if answered else None,
            visibility=Visibility.PRIVATE,
        )


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one delivery; never raises for JSON of whatever shape."""
    readers = {"changes": partial(_change, delivery)}
    return read_entries(delivery, "whatsapp_business_account", readers, _each)


def _each(change: object) -> Iterator[object]:
    """A change holds many messages: one change for each, so that a broken one goes alone.

    Of many contacts each takes its own: all of them with each would make much of little.
    """
    outer = fields.record(change)
    value = fields.record(outer.get("value"))
    held = [name for name in _LISTS if name in value]
    if not held:
        yield change
    common = {name: inner for name, inner in value.items() if name not in _LISTS}
    contacts = fields.items(common.get("contacts"))
    known = _by_id(contacts)
    for name in held:
        found = value[name]
        for one in [[event] for event in found] if isinstance(found, list) else [found]:
            own = {**common, name: one}
            if len(contacts) > 1:
                at = _place(fields.record(one[0]), known) if isinstance(found, list) else None
                own["contacts"] = [] if at is None else [contacts[at]]
            yield {**outer, "value": own}


def _by_id(contacts: list[Any]) -> dict[str, int]:
    """Where the first contact of each id stands."""
    found: dict[str, int] = {}
    for at, contact in enumerate(contacts):
        for known in _ids(fields.record(contact)) - {None}:
            found.setdefault(str(known), at)
    return found


def _place(message: dict[str, Any], known: dict[str, int]) -> int | None:
    wanted = map(fields.identifier, (message.get("from_user_id"), message.get("from")))
    return min((known[each] for each in wanted if each in known), default=None)


def _change(delivery: Delivery, given: object, entry: dict[str, Any]) -> Incoming:
    change = fields.needed_record(given, "change")
    field = fields.label(change.get("field"))
    if field != "messages":
        return EventIgnored(event=field or "unknown")
    value = fields.needed_record(change.get("value"), "value")
    name = next((name for name in _LISTS if name in value), None)
    if name is None:
        return EventIgnored(event="messages/none")
    if not isinstance(value[name], list):
        raise fields.Broken(f"{name} are not a list")
    event = fields.needed_record(value[name][0], f"one of {name}")
    if fields.identifier(entry.get("id")) == TEST_ACCOUNT:
        return EventIgnored(event=f"{name}/test")
    if name == "messages":
        return _message(delivery, event, value)
    if name == "statuses" and event.get("status") == "failed":
        return _returned(delivery, event)
    return EventIgnored(event=fields.label(f"{name}/{_outcome(event)}"))


def _returned(delivery: Delivery, status: dict[str, Any]) -> Incoming:
    """A message of ours that did not arrive. Its id here lacks the person that ours has."""
    first = fields.record(next(iter(fields.items(status.get("errors"))), None))
    given = map(fields.identifier, (status.get("recipient_user_id"), status.get("recipient_id")))
    people = tuple(dict.fromkeys(filter(None, given)))
    message_id = fields.needed_id("message id", status.get("id"))
    return ReplyReturned(
        channel=delivery.channel,
        external_ids=tuple(f"{person}:{message_id}" for person in people),
        people=people,
        reason=word_of(fields.whole(first.get("code"))),
    )


def _outcome(event: dict[str, Any]) -> str:
    """A status, and the code of what went wrong: `failed/131047`."""
    first = fields.record(next(iter(fields.items(event.get("errors"))), None))
    told = (event.get("status"), first.get("code"), event.get("code"))
    return "/".join(filter(None, map(fields.identifier, told))) or "unknown"


def _message(delivery: Delivery, message: dict[str, Any], value: dict[str, Any]) -> Incoming:
    written = _written(delivery, message, value)
    kind = fields.label(message.get("type"))
    if kind in ("edit", "revoke"):
        return _changed(written, kind, fields.needed_record(message.get(kind), kind))
    text = words_of(message)
    if text is None:
        return EventIgnored(event=f"messages/{kind or 'unknown'}")
    return MentionAdded(mention=written.mention(message.get("id"), text))


def _written(delivery: Delivery, message: dict[str, Any], value: dict[str, Any]) -> _Written:
    contact = _contact(message, value)
    person = fields.needed_id(
        "person who wrote",
        message.get("from_user_id"),
        contact.get("user_id"),
        message.get("from"),
        contact.get("wa_id"),
    )
    number = fields.record(value.get("metadata")).get("phone_number_id")
    profile = fields.record(contact.get("profile"))
    return _Written(delivery, message, profile, fields.identifier(number) or "", person)


def _changed(written: _Written, kind: str, change: dict[str, Any]) -> Incoming:
    """What was edited or revoked: both name the message that it was."""
    changed = change.get("original_message_id")
    if kind == "revoke":
        return MentionDeleted(
            channel=written.delivery.channel,
            external_id=written.id_of(changed),
            received_at=written.delivery.received_at,
        )
    text = words_of(fields.needed_record(change.get("message"), "edited message"))
    if text is None:
        return EventIgnored(event="messages/edit/unknown")
    return MentionEdited(mention=written.mention(changed, text))


def _contact(message: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """The profile of who wrote; a batch has one for each of them."""
    wanted = {fields.identifier(message.get(name)) for name in ("from_user_id", "from")} - {None}
    contacts = [fields.record(one) for one in fields.items(value.get("contacts"))]
    known = (one for one in contacts if wanted & _ids(one))
    return next(known, contacts[0] if len(contacts) == 1 else {})


def _ids(contact: dict[str, Any]) -> set[str | None]:
    return {fields.identifier(contact.get(name)) for name in ("user_id", "wa_id")}
