"""The sandbox's own switches: what is there, what people do, what goes wrong."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.platform import Platform
from local.sandbox.platforms import PLATFORMS
from local.sandbox.posts import UnknownPost

control_api = Blueprint("control_api", __name__, url_prefix="/control")
_Answer = tuple[Response, int]


@control_api.errorhandler(UnknownPost)
def unknown_post(error: UnknownPost) -> _Answer:
    return jsonify(error=f"no such post: {error}"), 404


@control_api.errorhandler(ValueError)
def bad_order(error: ValueError) -> _Answer:
    return jsonify(error=str(error)), 400


@control_api.get("/state")
def state() -> Response:
    """All posts, messages and deeds, oldest first; `?channel=` for one platform."""
    sandbox, channel = the_sandbox(), request.args.get("channel")
    return jsonify(
        version=sandbox.version,
        posts=[post.as_json() for post in sandbox.posts(channel)],
        messages=[message.as_json() for message in sandbox.messages(channel)],
        deeds=[deed.as_json() for deed in sandbox.deeds(channel)],
    )


@control_api.get("/version")
def version() -> Response:
    return jsonify(version=the_sandbox().version)


@control_api.post("/faults")
def order_fault() -> _Answer:
    fault = Fault.from_json(_body())
    if not _known(fault.channel).api_path:
        raise ValueError(f"channel {fault.channel} has no API that could fail")
    the_sandbox().faults.order(fault)
    return jsonify(standing=len(the_sandbox().faults.standing())), 201


@control_api.delete("/faults")
def clear_faults() -> _Answer:
    the_sandbox().faults.clear()
    return jsonify(standing=0), 200


@control_api.post("/posts")
def publish() -> _Answer:
    """`{"channel", "author": {"id", "name", "handle"}, "text", "in_reply_to"?, "thread"?, …}`."""
    order = _body()
    allowed = ("in_reply_to", "thread", "quoted", "title", "stars")
    channel = _known(_text(order, "channel")).channel
    author = _author(order)
    if order.get("stars", 0) not in range(6):
        raise ValueError("stars must be 0 to 5")
    post = the_sandbox().publish(
        channel,
        author,
        _text(order, "text"),
        **{name: order[name] for name in allowed if order.get(name)},
    )
    return jsonify(post.as_json()), 201


@control_api.post("/messages")
def write_in_private() -> _Answer:
    """`{"channel", "author": {"id", "name", "handle"}, "text"}`."""
    order = _body()
    platform = _known(_text(order, "channel"))
    if not platform.messages:
        raise ValueError(f"nobody can write to us in private on channel {platform.channel}")
    message = the_sandbox().hear(platform.channel, _author(order), _text(order, "text"))
    return jsonify(message.as_json()), 201


@control_api.patch("/posts/<channel>/<path:post_id>")
def edit(channel: str, post_id: str) -> Response:
    return jsonify(the_sandbox().edit(channel, post_id, _text(_body(), "text")).as_json())


@control_api.delete("/posts/<channel>/<path:post_id>")
def remove(channel: str, post_id: str) -> Response:
    return jsonify(the_sandbox().remove(channel, post_id).as_json())


@control_api.delete("/tokens/<channel>/<path:account_id>")
def revoke(channel: str, account_id: str) -> tuple[str, int]:
    """The account takes back what it allowed us, until it is put back."""
    the_sandbox().tokens.revoke(_account(channel, account_id))
    return "", 204


@control_api.put("/tokens/<channel>/<path:account_id>")
def admit(channel: str, account_id: str) -> tuple[str, int]:
    the_sandbox().tokens.admit(_account(channel, account_id))
    return "", 204


def _account(channel: str, account_id: str) -> BrandAccount:
    found = the_sandbox().account(channel, account_id)
    if found is None:
        raise ValueError(f"no account of ours on channel {channel}: {account_id}")
    return found


def _known(channel: str) -> Platform:
    if channel not in PLATFORMS:
        raise ValueError(f"channel must be one of {', '.join(PLATFORMS)}")
    return PLATFORMS[channel]


def _author(order: dict[str, Any]) -> Author:
    author = order.get("author")
    if not isinstance(author, dict) or not author.get("id"):
        raise ValueError("author.id is missing")
    return Author(
        id=str(author["id"]), name=author.get("name", ""), handle=author.get("handle", "")
    )


def _body() -> dict[str, Any]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")
    return body


def _text(order: dict[str, Any], name: str) -> str:
    value = order.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name} is missing")
    return value
