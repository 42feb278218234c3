"""The part of the Graph API for private replies, likes, hiding and blocking."""

import json

from flask import Blueprint, Response, jsonify, request

from local.sandbox.doing import conversation, done
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


@deeds.post("/<version>/<object_id>")
def hide(version: str, object_id: str) -> Response:
    if parameter("is_hidden") != "true":
        raise graph_error(100, "(#100) No supported parameter")
    return _done(version, "hide", object_id)


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


def _done(version: str, kind: str, object_id: str) -> Response:
    account = authorised("facebook", version)
    done(account, kind, graph_object("facebook", object_id).id, graph_fault)
    return jsonify(success=True)
