"""The part of Instagram's API for private replies, hiding and blocking.

Contract: developers.facebook.com/docs/instagram-platform (private replies, comment moderation).
"""

from flask import Blueprint, Response, jsonify

from local.sandbox.doing import done, undone
from local.sandbox.graph import (
    authorised,
    graph_error,
    graph_fault,
    graph_object,
    no_object,
    parameter,
)
from local.sandbox.moderation import add_moderation
from local.sandbox.private_answers import add_private_answers

_LONGEST_MESSAGE = 1_000

deeds = Blueprint("instagram_deeds", __name__)
add_private_answers(deeds, "instagram", longest=_LONGEST_MESSAGE)
add_moderation(deeds, "instagram")


@deeds.post("/<version>/<object_id>")
def hide(version: str, object_id: str) -> Response:
    """Comments below our own posts only: neither messages nor what mentions us elsewhere."""
    account = authorised("instagram", version)
    wanted = parameter("hide")
    if wanted not in ("true", "false"):
        raise graph_error(100, "(#100) The parameter hide is required.")
    if ":" in object_id or object_id.startswith("@"):
        raise no_object(object_id)
    act = done if wanted == "true" else undone
    act(account, "hide", graph_object("instagram", object_id).id, graph_fault)
    return jsonify(success=True)
