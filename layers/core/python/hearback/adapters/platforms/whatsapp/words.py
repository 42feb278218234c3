"""The words in a WhatsApp message of any type.

Contract: developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages.
"""

from collections.abc import Callable
from typing import Any

from hearback.adapters.platforms.shared import fields


def words_of(message: dict[str, Any]) -> str | None:
    """What was said; empty for a picture or a voice alone; none for a type that says nothing.

    Raises `Broken` for words that are no text.
    """
    kind = message.get("type")
    read = _READERS.get(kind) if isinstance(kind, str) else None
    return None if read is None else read(fields.record(message.get(str(kind))))


def _field(name: str) -> Callable[[dict[str, Any]], str]:
    return lambda content: fields.words(content.get(name))


def _nothing(_: dict[str, Any]) -> str:
    return ""


def _place(content: dict[str, Any]) -> str:
    return ", ".join(filter(None, (fields.words(content.get(it)) for it in ("name", "address"))))


def _choice(content: dict[str, Any]) -> str:
    """The button or the row that was chosen, as it reads."""
    for kind in ("button_reply", "list_reply"):
        if title := fields.words(fields.record(content.get(kind)).get("title")):
            return title
    return fields.words(fields.record(content.get("nfm_reply")).get("body"))


_READERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "audio": _nothing,
    "button": _field("text"),
    "contacts": _nothing,
    "document": _field("caption"),
    "image": _field("caption"),
    "interactive": _choice,
    "location": _place,
    "order": _field("text"),
    "sticker": _nothing,
    "text": _field("body"),
    "unsupported": _nothing,
    "video": _field("caption"),
}
"""`unsupported`: the customer wrote something that WhatsApp hands to no business."""
