"""The part of the Graph API for private replies, likes, hiding and blocking."""

import json

from flask import Blueprint, Response, jsonify, request

from local.sandbox.deeds import Deed
from local.sandbox.facebook_api import (
    authorised,
    graph_error,
    must_be_known,
    parameter,
    this_object,
    this_sandbox,
    told_as_error,
)
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused

_LONGEST_MESSAGE = 2_000
_REPLIED_BEFORE = 10900

facebook_deeds_api = Blueprint("facebook_deeds_api", __name__, url_prefix="/facebook")
facebook_deeds_api.register_error_handler(PlatformError, refused)


@facebook_deeds_api.post("/<version>/<page_id>/messages")
def answer_privately(version: str, page_id: str) -> Response:  # noqa: ARG001 - the token's page
    """Each comment once."""
    must_be_known(version)
    sandbox = this_sandbox()
    account = authorised(sandbox)
    order = request.get_json(silent=True) or {}
    comment = this_object(sandbox, str(order.get("recipient", {}).get("comment_id")))
    text = str(order.get("message", {}).get("text", "")).strip()
    if not text or len(text) > _LONGEST_MESSAGE:
        raise graph_error(100, "(#100) Length of param message[text] must be between 1 and 2000")
    if any(message.about == comment.id for message in sandbox.messages("facebook")):
        raise graph_error(_REPLIED_BEFORE, "(#10900) Activity already replied to")
    person = comment.author.id or ""
    with misbehaving(sandbox.faults, "facebook", "post", told_as_error):
        message = sandbox.write("facebook", person, account.id, text, about=comment.id)
    return jsonify(recipient_id=person, message_id=message.id)


@facebook_deeds_api.get("/<version>/<page_id>/conversations")
def conversation(version: str, page_id: str) -> Response:  # noqa: ARG001
    """The messages with one person, newest first."""
    must_be_known(version)
    sandbox = this_sandbox()
    authorised(sandbox)
    person = request.args.get("user_id", "")
    with misbehaving(sandbox.faults, "facebook", "read", told_as_error):
        found = [m for m in sandbox.messages("facebook") if m.conversation == person]
    data = [
        {
            "id": message.id,
            "message": message.text,
            "from": {"id": message.sender_id},
            "created_time": f"{message.at:%Y-%m-%dT%H:%M:%S}+0000",
        }
        for message in reversed(found)
    ]
    return jsonify(data=[{"messages": {"data": data[:20]}}])


@facebook_deeds_api.post("/<version>/<object_id>/likes")
def like(version: str, object_id: str) -> Response:
    return _done(version, "like", this_object(this_sandbox(), object_id).id)


@facebook_deeds_api.post("/<version>/<object_id>")
def hide(version: str, object_id: str) -> Response:
    if parameter("is_hidden") != "true":
        raise graph_error(100, "(#100) No supported parameter")
    return _done(version, "hide", this_object(this_sandbox(), object_id).id)


@facebook_deeds_api.post("/<version>/<page_id>/blocked")
def block(version: str, page_id: str) -> Response:  # noqa: ARG001
    try:
        people = [str(each) for each in json.loads(parameter("psid"))]
    except (ValueError, TypeError):
        raise graph_error(100, "(#100) psid must be an array") from None
    for person in people:
        _done(version, "block", person)
    return jsonify(dict.fromkeys(people, True))


def _done(version: str, kind: str, target: str) -> Response:
    must_be_known(version)
    sandbox = this_sandbox()
    account = authorised(sandbox)
    with misbehaving(sandbox.faults, "facebook", "post", told_as_error):
        sandbox.do(Deed(channel="facebook", account_id=account.id, kind=kind, target=target))
    return jsonify(success=True)
