"""What Telegram tells a bot: messages, posts that call it, edits, deletions in business chats.

Contract: core.telegram.org/bots/api#update, #message, #messageentity.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

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

_UPDATES: dict[str, type[MentionAdded | MentionEdited]] = {
    "message": MentionAdded,
    "channel_post": MentionAdded,
    "business_message": MentionAdded,
    "edited_message": MentionEdited,
    "edited_channel_post": MentionEdited,
    "edited_business_message": MentionEdited,
}
_DELETED = "deleted_business_messages"
_CONTENT = frozenset(
    {"text", "caption", "photo", "video", "voice", "audio", "document", "animation", "sticker"}
    | {"video_note", "story", "paid_media", "contact", "location", "venue", "poll", "checklist"}
)
"""Without one of these it is a service message: somebody joined, a title changed."""


def events(delivery: Delivery) -> Sequence[Incoming]:
    """All events of one update; never raises for JSON of whatever shape."""
    try:
        body = fields.read_object(delivery.body)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)
    found = fields.read_parts(_parts(body, delivery), delivery.body)
    return found or (EventIgnored(event=_name(body)),)


def _parts(body: dict[str, Any], delivery: Delivery) -> Iterator[fields.Part]:
    for name in _UPDATES.keys() & body.keys():
        yield {name: body[name]}, partial(_message, name, body[name], delivery)
    if _DELETED in body:
        yield from _deletions(body[_DELETED], delivery)


def _name(body: dict[str, Any]) -> str:
    others = (fields.label(name) for name in body if name != "update_id")
    return next(filter(None, others), "unknown")


def _deletions(value: object, delivery: Delivery) -> Iterator[fields.Part]:
    update = fields.record(value)
    gone = update.get("message_ids")
    for one in gone if isinstance(gone, list) else [gone]:
        alone = {_DELETED: {**update, "message_ids": [one]}}
        yield alone, partial(_deletion, update, one, delivery)


def _deletion(update: dict[str, Any], message_id: object, delivery: Delivery) -> Incoming:
    chat = fields.needed_record(update.get("chat"), "chat")
    return MentionDeleted(
        channel=delivery.channel,
        external_id=_id(update.get("business_connection_id"), chat.get("id"), message_id),
        received_at=delivery.received_at,
    )


def _message(name: str, value: object, delivery: Delivery) -> Incoming:
    message = fields.needed_record(value, "message")
    chat = fields.needed_record(message.get("chat"), "chat")
    if not any(message.get(kind) for kind in _CONTENT):
        return EventIgnored(event=f"{name}/service")
    if message.get("is_automatic_forward") is True:
        return EventIgnored(event=f"{name}/forward")
    if chat.get("type") != "private" and not _calls_us(message, delivery):
        return EventIgnored(event=f"{name}/unaddressed")
    mention = _mention(message, chat, delivery)
    if mention.text == "/start":
        return EventIgnored(event=f"{name}/start")
    return _UPDATES[name](mention=mention)


def _mention(message: dict[str, Any], chat: dict[str, Any], delivery: Delivery) -> Mention:
    connection = message.get("business_connection_id")
    private = chat.get("type") == "private"
    external_id = _id(connection, chat.get("id"), message.get("message_id"))
    answered = fields.record(message.get("reply_to_message")).get("message_id")
    root = None if private else message.get("message_thread_id") or answered
    return Mention(
        channel=delivery.channel,
        account_id=_bot_id(delivery),
        external_id=external_id,
        author=_author(message, chat, delivery),
        text=_text(message),
        received_at=delivery.received_at,
        posted_at=fields.moment(message.get("date")),
        thread_id=_thread(connection, chat.get("id"), root, private) or external_id,
        in_reply_to=_known_id(connection, chat.get("id"), answered),
        url="" if private else _url(chat, message.get("message_id")),
        visibility=Visibility.PRIVATE if private else Visibility.PUBLIC,
        language_hint=fields.language(fields.record(message.get("from")).get("language_code")),
    )


def _id(connection: object, chat: object, message: object) -> str:
    chat_id, message_id = fields.needed_id("chat id", chat), fields.needed_id("message id", message)
    within = fields.identifier(connection)
    return fields.needed_id("id that fits", ":".join(filter(None, (within, chat_id, message_id))))


def _known_id(connection: object, chat: object, message: object) -> str | None:
    try:
        return _id(connection, chat, message)
    except fields.Broken:
        return None


def _thread(connection: object, chat: object, root: object, private: bool) -> str | None:
    """A private chat is one conversation; in a group it is a topic or what was answered."""
    if private:
        return fields.identifier(chat)
    return _known_id(connection, chat, root)


def _author(message: dict[str, Any], chat: dict[str, Any], delivery: Delivery) -> Author:
    """`sender_chat`: a channel or an anonymous admin; `from` is then a stand-in of Telegram's.

    In a business chat whoever is not the customer is ourselves.
    """
    sender = fields.record(message.get("sender_chat")) or fields.record(message.get("from"))
    author_id = fields.identifier(sender.get("id"))
    is_ours = message.get("business_connection_id") and author_id != fields.identifier(
        chat.get("id")
    )
    names = (sender.get("title"), sender.get("first_name"), sender.get("last_name"))
    return Author(
        id=(_bot_id(delivery) or author_id) if is_ours else author_id,
        name=" ".join(filter(None, map(fields.label, names))),
        handle=fields.label(sender.get("username")),
    )


def _text(message: dict[str, Any]) -> str:
    """The words, without the command by which a chat with a bot begins."""
    text = fields.words(message.get("text")) or fields.words(message.get("caption"))
    command, _, rest = text.partition(" ")
    return rest.strip() or command if command == "/start" else text


def _calls_us(message: dict[str, Any], delivery: Delivery) -> bool:
    """Whether it answers the bot, mentions it, or gives it a command by name."""
    bot = _bot_id(delivery)
    answered = fields.record(message.get("reply_to_message"))
    if bot and fields.identifier(fields.record(answered.get("from")).get("id")) == bot:
        return True
    name = delivery.headers.get("query.name", "").lstrip("@").lower()
    handle = f"@{name}" if name else ""
    return any(named and named in (handle, bot) for named in _named(message))


def _named(message: dict[str, Any]) -> Iterator[str | None]:
    """The handles, in lower case, and the ids that the text's entities name."""
    for text_of, entities_of in (("text", "entities"), ("caption", "caption_entities")):
        text = message.get(text_of)
        units = text.encode("utf-16-le", "surrogatepass") if isinstance(text, str) else b""
        for entity in map(fields.record, fields.items(message.get(entities_of))):
            yield fields.identifier(fields.record(entity.get("user")).get("id"))
            if entity.get("type") in ("mention", "bot_command"):
                yield "@" + _slice(units, entity).rpartition("@")[2].lower()


def _slice(units: bytes, entity: dict[str, Any]) -> str:
    """The entity's part of a text; offset and length count UTF-16 units."""
    start = 2 * (fields.whole(entity.get("offset")) or 0)
    end = start + 2 * (fields.whole(entity.get("length")) or 0)
    return units[start:end].decode("utf-16-le", "ignore")


def _bot_id(delivery: Delivery) -> str:
    return fields.identifier(delivery.headers.get("query.bot")) or ""


def _url(chat: dict[str, Any], message_id: object) -> str:
    """Public by the chat's name; for members only by its id without the `-100` before it."""
    name, chat_id = fields.label(chat.get("username")), fields.identifier(chat.get("id")) or ""
    place = name or f"c/{chat_id.removeprefix('-100')}"
    return fields.link(f"https://t.me/{place}/{fields.identifier(message_id)}")
