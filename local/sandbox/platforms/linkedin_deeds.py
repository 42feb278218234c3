"""The part of LinkedIn's API for reactions.

Contract: learn.microsoft.com/linkedin (community management: reactions API).
"""

import re

from flask import Blueprint, Response, jsonify, request

from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import done, undone
from local.sandbox.platform import Headers
from local.sandbox.platforms.linkedin_calls import authorised, entity, fault_of, problem
from local.sandbox.writing import milliseconds

_LIKE = "LIKE"
_KEY = re.compile(r"\(actor:(urn:li:organization:\d+),entity:(.+)\)")

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


@deeds.delete("/rest/reactions/<path:key>")
def take_back(key: str) -> tuple[str, int]:
    """By its actor and what it is about; one that is not there is not found."""
    account, named = authorised(), _KEY.fullmatch(key)
    if named is None:
        raise problem(400, "INVALID_KEY", "The key must have an actor and an entity")
    if named[1] != account.id:
        raise problem(403, "ACCESS_DENIED", "Not enough permissions to delete this reaction")
    if not undone(account, "like", entity(named[2]).id, fault_of):
        raise problem(404, "NOT_FOUND", "The actor has not reacted to this entity")
    return "", 204
