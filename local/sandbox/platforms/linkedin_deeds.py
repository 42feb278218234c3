"""The part of LinkedIn's API for reactions.

Contract: learn.microsoft.com/linkedin (community management: reactions API).
"""

from flask import Blueprint, Response, jsonify, request

from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import done
from local.sandbox.platform import Headers
from local.sandbox.platforms.linkedin_calls import authorised, entity, fault_of, problem
from local.sandbox.writing import milliseconds

_LIKE = "LIKE"

deeds = Blueprint("linkedin_deeds", __name__)


@deeds.post("/rest/reactions")
def react() -> tuple[Response, int, Headers]:
    """One of each actor: a second one is a conflict."""
    account, order = authorised(), json_object()
    if request.args.get("actor") != account.id:
        words = "Unpermitted fields present in REQUEST_PARAMS: /actor"
        raise problem(403, "ACCESS_DENIED", words)
    if inner(order, "reactionType") != _LIKE:
        raise problem(400, "INVALID_PARAM", "/reactionType :: only LIKE is played here")
    post = entity(str(order.get("root")))
    if not done(account, "like", post.id, fault_of):
        raise problem(409, "CONFLICT", "The actor has reacted to this entity already")
    urn = f"urn:li:reaction:({account.id},{post.id})"
    at = {"actor": account.id, "time": milliseconds(the_sandbox().clock())}
    told = {"id": urn, "root": post.id, "reactionType": _LIKE, "created": at, "lastModified": at}
    return jsonify(told), 201, {"x-restli-id": urn}
