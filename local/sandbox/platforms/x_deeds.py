"""The part of X's API v2 for likes, hiding, muting, their undoing, and direct messages."""

import re

from flask import Blueprint, Response, jsonify

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import json_object, the_sandbox
from local.sandbox.doing import conversation, done, undone, written
from local.sandbox.platforms.x_calls import DELETED, authorised, fault_of, invalid, problem
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.writing import iso

_LONGEST_MESSAGE = 10_000

deeds = Blueprint("x_deeds", __name__)


@deeds.post("/users/<user_id>/likes")
def like(user_id: str) -> Response:
    return _done(_own(user_id), "like", _post(_ordered("tweet_id")).id, "liked")


@deeds.delete("/users/<user_id>/likes/<post_id>")
def unlike(user_id: str, post_id: str) -> Response:
    return _undone(_own(user_id), "like", _post(post_id).id, "liked")


@deeds.put("/tweets/<post_id>/hidden")
def hide(post_id: str) -> Response:
    hidden = json_object().get("hidden")
    if not isinstance(hidden, bool):
        raise invalid("hidden", "must be true or false")
    act = _done if hidden else _undone
    return act(authorised(), "hide", _post(post_id).id, "hidden")


@deeds.post("/users/<user_id>/muting")
def mute(user_id: str) -> Response:
    return _done(_own(user_id), "mute", _ordered("target_user_id"), "muting")


@deeds.delete("/users/<user_id>/muting/<target>")
def unmute(user_id: str, target: str) -> Response:
    return _undone(_own(user_id), "mute", target, "muting")


@deeds.post("/dm_conversations/with/<person>/messages")
def write_to(person: str) -> tuple[Response, int]:
    account = authorised()
    return _write(account, _conversation(account, person))


@deeds.post("/dm_conversations/<name>/messages")
def write_into(name: str) -> tuple[Response, int]:
    return _write(authorised(), name)


@deeds.get("/dm_conversations/with/<person>/dm_events")
def messages_with(person: str) -> Response:
    return _messages(_conversation(authorised(), person))


@deeds.get("/dm_conversations/<name>/dm_events")
def messages_of(name: str) -> Response:
    authorised()
    return _messages(name)


def _done(account: BrandAccount, kind: str, target: str, told: str) -> Response:
    done(account, kind, target, fault_of)
    return jsonify(data={told: True})


def _undone(account: BrandAccount, kind: str, target: str, told: str) -> Response:
    undone(account, kind, target, fault_of)
    return jsonify(data={told: False})


def _conversation(account: BrandAccount, person: str) -> str:
    """One for each pair, named by both, the smaller id first."""
    if not re.fullmatch(r"[0-9]{1,19}", person):
        raise invalid("participant_id", "must match ^[0-9]{1,19}$")
    return "-".join(sorted((account.id, person), key=int))


def _write(account: BrandAccount, name: str) -> tuple[Response, int]:
    text = _ordered("text")
    if len(text) > _LONGEST_MESSAGE:
        raise invalid("text", "is too long")
    message = written(account, name, text, fault_of)
    return jsonify(data={"dm_conversation_id": name, "dm_event_id": message.id}), 201


def _messages(name: str) -> Response:
    data = [
        {
            "id": message.id,
            "event_type": "MessageCreate",
            "text": message.text,
            "sender_id": message.sender_id,
            "dm_conversation_id": name,
            "created_at": iso(message.at),
        }
        for message in conversation("x", name, fault_of)
    ]
    return jsonify(data=data, meta={"result_count": len(data)})


def _own(user_id: str) -> BrandAccount:
    account = authorised()
    if account.id != user_id:
        raise problem(403, "You are not permitted to perform this action.")
    return account


def _post(post_id: str) -> Post:
    try:
        return the_sandbox().post("x", post_id)
    except UnknownPost:
        raise problem(403, DELETED) from None


def _ordered(name: str) -> str:
    value = json_object().get(name)
    if not isinstance(value, str) or not value.strip():
        raise invalid(name, "must be a non-empty string")
    return value
