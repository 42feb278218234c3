"""Bluesky's chat service, as an account's own server passes calls on to it.

Contract: docs.bsky.app (chat.bsky.convo.getLog, listConvos, getConvo, getConvoForMembers,
getMessages, sendMessage). A conversation that the sandbox keeps under a person's id is one between
two; one whose name begins with `group` has many members.
"""

import hashlib
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.adapters.platforms.shared.graphemes import graphemes
from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.deeds import Message
from local.sandbox.doing import conversation, person, written
from local.sandbox.misbehaviour import misbehaving
from local.sandbox.platforms.bluesky_session import authorised, fault_of, xrpc_error
from local.sandbox.writing import iso

CLOSED = "bluesky messages closed "
"""`Sandbox.kept` has, under this and a person's id, the error with which they are closed."""

_SERVICE = "did:web:api.bsky.chat#bsky_chat"
_DEFS = "chat.bsky.convo.defs"
_LONGEST, _MOST_BYTES = 1_000, 10_000
_LOG_PAGE = 50
_GROUP = "group"
_ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
_REFUSALS = {
    "BlockedSubject": "block between recipient and sender",
    "InvalidConvo": "Convo not found",
    "MessagesDisabled": "recipient has disabled incoming messages",
    "NotFollowedBySender": "recipient requires incoming messages to come from someone they follow",
    "RecipientNotFound": "recipient does not exist",
}

chat = Blueprint("bluesky_chat", __name__)


@chat.get("/chat.bsky.convo.getLog")
def log() -> Response:
    """Oldest first. Without a cursor it starts now."""
    _proxied()
    with misbehaving("bluesky", "read", fault_of):
        entries = _log()
        known = _place(request.args["cursor"]) if "cursor" in request.args else len(entries)
        page = entries[known : known + _LOG_PAGE]
    return jsonify(logs=page, cursor=_rev(known + len(page)))


@chat.get("/chat.bsky.convo.listConvos")
def conversations() -> Response:
    """The one that was spoken in last comes first."""
    account = _proxied()
    with misbehaving("bluesky", "read", fault_of):
        messages = reversed(the_sandbox().messages("bluesky"))
        names = list(dict.fromkeys(message.conversation for message in messages))
        page, cursor = _page(names)
    return jsonify(convos=[_view(name, account) for name in page], **cursor)


@chat.get("/chat.bsky.convo.getConvo")
def get_conversation() -> Response:
    account = _proxied()
    with misbehaving("bluesky", "read", fault_of):
        return jsonify(convo=_view(_named(request.args.get("convoId")), account))


@chat.get("/chat.bsky.convo.getConvoForMembers")
def conversation_with() -> Response:
    """Begins one where there is none."""
    account = _proxied()
    with misbehaving("bluesky", "read", fault_of):
        members = [each for each in request.args.getlist("members") if each != account.id]
        if len(members) != 1:
            raise xrpc_error(400, "InvalidRequest", "members must have one other account")
        _must_be_open(account, members[0])
        the_sandbox().kept.setdefault("bluesky conversations", {})[members[0]] = True
        return jsonify(convo=_view(members[0], account))


@chat.get("/chat.bsky.convo.getMessages")
def messages_of() -> Response:
    """Newest first."""
    _proxied()
    name = _named(request.args.get("convoId"))
    page, cursor = _page(conversation("bluesky", name, fault_of))
    return jsonify(messages=list(map(_message, page)), **cursor)


@chat.post("/chat.bsky.convo.sendMessage")
def send_message() -> Response:
    account, order = _proxied(), json_object()
    name, text = _named(str(order.get("convoId"))), inner(order, "message", "text")
    if not isinstance(text, str):
        raise xrpc_error(400, "InvalidRequest", "Input/message/text must be a string")
    if graphemes(text) > _LONGEST or len(text.encode()) > _MOST_BYTES:
        words = f"Input/message/text must not be longer than {_LONGEST} graphemes"
        raise xrpc_error(400, "InvalidRequest", words)
    if not name.startswith(_GROUP):
        _must_be_open(account, name)
    return jsonify(_message(written(account, name, text, fault_of)))


def conversation_id(name: str) -> str:
    """As Bluesky names it: thirteen letters that say nothing of its members."""
    digest = hashlib.sha256(f"conversation {name}".encode("utf-8", "replace")).digest()
    return "3l" + "".join(_ALPHABET[byte % 32] for byte in digest[:11])


def _proxied() -> BrandAccount:
    """Only a password with access to direct messages gets through to the service."""
    account = authorised(for_messages=True)
    if request.headers.get("atproto-proxy") != _SERVICE:
        method = request.path.rpartition("/")[2]
        raise xrpc_error(400, "InvalidRequest", f"No service configured for {method}")
    return account


def _must_be_open(account: BrandAccount, person_id: str) -> None:
    """Whoever wrote to us is answered, whatever they take from others."""
    sandbox = the_sandbox()
    wrote = any(message.sender_id == person_id for message in sandbox.messages("bluesky"))
    if person("bluesky", person_id) is None:
        raise _refusal("RecipientNotFound")
    ours = (each for each in sandbox.deeds("bluesky") if each.account_id == account.id)
    if any((each.kind, each.target) == ("block", person_id) for each in ours):
        raise _refusal("BlockedSubject")
    if not wrote and (error := sandbox.kept.get(CLOSED + person_id)):
        raise _refusal(str(error))


def _refusal(error: str) -> Exception:
    return xrpc_error(400, error, _REFUSALS.get(error, error))


def _named(convo_id: str | None) -> str:
    sandbox = the_sandbox()
    begun = sandbox.kept.get("bluesky conversations", {})
    names = {*begun, *(message.conversation for message in sandbox.messages("bluesky"))}
    known = {conversation_id(name): str(name) for name in names}
    if convo_id is None or convo_id not in known:
        raise _refusal("InvalidConvo")
    return known[convo_id]


def _page(found: list[Any]) -> tuple[list[Any], dict[str, str]]:
    start = request.args.get("cursor", 0, type=int)
    end = start + min(request.args.get("limit", 50, type=int), 100)
    return found[start:end], {"cursor": str(end)} if end < len(found) else {}


def _log() -> list[dict[str, Any]]:
    """A conversation begins with its first message."""
    entries: list[dict[str, Any]] = []
    begun: set[str] = set()
    for message in the_sandbox().messages("bluesky"):
        name = message.conversation
        if name not in begun:
            entries.append({"$type": f"{_DEFS}#logBeginConvo", "convoId": conversation_id(name)})
            begun.add(name)
        entry = {"$type": f"{_DEFS}#logCreateMessage", "convoId": conversation_id(name)}
        entries.append({**entry, "message": _message(message)})
    return [{**entry, "rev": _rev(place)} for place, entry in enumerate(entries, start=1)]


def _rev(place: int) -> str:
    """Thirteen letters that rise with each entry."""
    return "".join(_ALPHABET[place >> bits & 31] for bits in range(60, -1, -5))


def _place(rev: str) -> int:
    if len(rev) != 13 or not set(rev) <= set(_ALPHABET):
        raise xrpc_error(400, "InvalidRequest", "Malformed cursor")
    number = 0
    for letter in rev:
        number = number << 5 | _ALPHABET.index(letter)
    return number


def _view(name: str, account: BrandAccount) -> dict[str, Any]:
    said = [m for m in the_sandbox().messages("bluesky") if m.conversation == name]
    is_group = name.startswith(_GROUP)
    others = {message.sender_id for message in said} if is_group else {name}
    known = (person("bluesky", each) or Author(id=each) for each in sorted(others - {account.id}))
    kind = {"name": name, "memberCount": len(others) + 1} if is_group else {}
    return {
        "id": conversation_id(name),
        "rev": _rev(len(said)),
        "members": [_profile(account.profile), *map(_profile, known)],
        "muted": False,
        "unreadCount": 0,
        "status": "accepted",
        "kind": {"$type": f"{_DEFS}#{'groupConvo' if is_group else 'directConvo'}", **kind},
        **({"lastMessage": _message(said[-1])} if said else {}),
    }


def _profile(author: Author) -> dict[str, Any]:
    handle = author.handle or "handle.invalid"
    return {"did": author.id, "handle": handle, "displayName": author.name}


def _message(message: Message) -> dict[str, Any]:
    return {
        "$type": f"{_DEFS}#messageView",
        "id": message.id,
        "rev": message.id,
        "text": message.text,
        "sender": {"did": message.sender_id},
        "sentAt": iso(message.at),
    }
