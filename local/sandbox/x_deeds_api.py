"""The part of X's API v2 for likes, hiding, muting and direct messages."""

from flask import Blueprint, Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.deeds import Deed
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.posts import Post
from local.sandbox.state import UnknownPost
from local.sandbox.x_api import (
    DELETED,
    authorised,
    forbidden,
    invalid,
    this_sandbox,
    told_as_error,
)

_LONGEST_MESSAGE = 10_000

x_deeds_api = Blueprint("x_deeds_api", __name__, url_prefix="/x/2")
x_deeds_api.register_error_handler(PlatformError, refused)


@x_deeds_api.post("/users/<user_id>/likes")
def like(user_id: str) -> Response:
    return _done(_own(user_id), "like", _post(_ordered("tweet_id")).id, "liked")


@x_deeds_api.put("/tweets/<post_id>/hidden")
def hide(post_id: str) -> Response:
    return _done(authorised(this_sandbox()), "hide", _post(post_id).id, "hidden")


@x_deeds_api.post("/users/<user_id>/muting")
def mute(user_id: str) -> Response:
    return _done(_own(user_id), "mute", _ordered("target_user_id"), "muting")


@x_deeds_api.post("/dm_conversations/with/<person>/messages")
def write_to(person: str) -> tuple[Response, int]:
    """One conversation for each pair, named by both, the smaller id first."""
    account = authorised(this_sandbox())
    return _write(account, "-".join(sorted((account.id, person), key=int)))


@x_deeds_api.post("/dm_conversations/<conversation>/messages")
def write_into(conversation: str) -> tuple[Response, int]:
    return _write(authorised(this_sandbox()), conversation)


@x_deeds_api.get("/dm_conversations/with/<person>/dm_events")
def messages_with(person: str) -> Response:
    account = authorised(this_sandbox())
    return _messages("-".join(sorted((account.id, person), key=int)))


@x_deeds_api.get("/dm_conversations/<conversation>/dm_events")
def messages_of(conversation: str) -> Response:
    authorised(this_sandbox())
    return _messages(conversation)


def _done(account: BrandAccount, kind: str, target: str, told: str) -> Response:
    sandbox = this_sandbox()
    with misbehaving(sandbox.faults, "x", "post", told_as_error):
        sandbox.do(Deed(channel="x", account_id=account.id, kind=kind, target=target))
    return jsonify(data={told: True})


def _write(account: BrandAccount, conversation: str) -> tuple[Response, int]:
    sandbox, text = this_sandbox(), _ordered("text")
    if len(text) > _LONGEST_MESSAGE:
        raise invalid("text", "is too long")
    with misbehaving(sandbox.faults, "x", "post", told_as_error):
        message = sandbox.write("x", conversation, account.id, text)
    return jsonify(data={"dm_conversation_id": conversation, "dm_event_id": message.id}), 201


def _messages(conversation: str) -> Response:
    """Newest first."""
    sandbox = this_sandbox()
    with misbehaving(sandbox.faults, "x", "read", told_as_error):
        found = [m for m in sandbox.messages("x") if m.conversation == conversation]
    data = [
        {
            "id": message.id,
            "event_type": "MessageCreate",
            "text": message.text,
            "sender_id": message.sender_id,
            "dm_conversation_id": conversation,
            "created_at": message.at.isoformat(),
        }
        for message in reversed(found)
    ]
    return jsonify(data=data, meta={"result_count": len(data)})


def _own(user_id: str) -> BrandAccount:
    account = authorised(this_sandbox())
    if account.id != user_id:
        raise forbidden("You are not permitted to perform this action.")
    return account


def _post(post_id: str) -> Post:
    try:
        return this_sandbox().post("x", post_id)
    except UnknownPost:
        raise forbidden(DELETED) from None


def _ordered(name: str) -> str:
    order = request.get_json(silent=True)
    value = order.get(name) if isinstance(order, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise invalid(name, "must be a non-empty string")
    return value
