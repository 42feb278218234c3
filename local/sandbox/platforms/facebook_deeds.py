"""The part of the Graph API for private replies, likes, hiding, blocking and their undoing."""

import json

from flask import Blueprint, Response, jsonify, request

from local.sandbox.doing import conversation, done, undone
from local.sandbox.graph import authorised, graph_error, graph_fault, graph_object, parameter
from local.sandbox.private_answers import add_private_answers, shown

_LONGEST_MESSAGE = 2_000

deeds = Blueprint("facebook_deeds", __name__)
add_private_answers(deeds, "facebook", longest=_LONGEST_MESSAGE)


@deeds.get("/<version>/<page_id>/conversations")
def messages_with(version: str, page_id: str) -> Response:  # noqa: ARG001 - the token's page
    """The messages with one person, newest first."""
    authorised("facebook", version)
    found = conversation("facebook", request.args.get("user_id", ""), graph_fault)
    return jsonify(data=[{"messages": {"data": list(map(shown, found[:20]))}}])


@deeds.post("/<version>/<object_id>/likes")
def like(version: str, object_id: str) -> Response:
    return _done(version, "like", object_id)


@deeds.delete("/<version>/<object_id>/likes")
def unlike(version: str, object_id: str) -> Response:
    return _undone(version, "like", object_id)


@deeds.post("/<version>/<object_id>")
def hide(version: str, object_id: str) -> Response:
    match parameter("is_hidden"):
        case "true":
            return _done(version, "hide", object_id)
        case "false":
            return _undone(version, "hide", object_id)
    raise graph_error(100, "(#100) No supported parameter")


@deeds.post("/<version>/<page_id>/blocked")
def block(version: str, page_id: str) -> Response:  # noqa: ARG001
    account = authorised("facebook", version)
    try:
        people = [str(each) for each in json.loads(parameter("psid"))]
    except (ValueError, TypeError):
        raise graph_error(100, "(#100) psid must be an array") from None
    for person in people:
        done(account, "block", person, graph_fault)
    return jsonify(dict.fromkeys(people, True))


@deeds.delete("/<version>/<page_id>/blocked")
def unblock(version: str, page_id: str) -> Response:  # noqa: ARG001
    account, person = authorised("facebook", version), parameter("psid")
    if not person.isdecimal():
        raise graph_error(100, "(#100) Param psid must be an integer")
    undone(account, "block", person, graph_fault)
    return jsonify(success=True)


def _undone(version: str, kind: str, object_id: str) -> Response:
    account = authorised("facebook", version)
    undone(account, kind, graph_object("facebook", object_id).id, graph_fault)
    return jsonify(success=True)


def _done(version: str, kind: str, object_id: str) -> Response:
    account = authorised("facebook", version)
    done(account, kind, graph_object("facebook", object_id).id, graph_fault)
    return jsonify(success=True)
