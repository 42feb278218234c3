"""The part of Reddit's API for blocks and reports.

Contract: www.reddit.com/dev/api (api/block_user, api/report). A block is a state; each report is
a new one.
"""

from flask import Blueprint, Response, jsonify, request

from local.sandbox.calls import the_sandbox
from local.sandbox.doing import done, person
from local.sandbox.platforms.reddit_calls import authorised, fault_of, form_error, problem
from local.sandbox.posts import UnknownPost

_LONGEST_REASON = 100

deeds = Blueprint("reddit_deeds", __name__)


@deeds.post("/api/block_user")
def block() -> Response:
    account, name = authorised(), request.form.get("name", "")
    if person("reddit", name) is None:
        raise problem(404)
    done(account, "block", name, fault_of)
    return jsonify(name=name)


@deeds.post("/api/report")
def report() -> Response:
    account, reason = authorised(), request.form.get("reason", "")
    if len(reason) > _LONGEST_REASON:
        raise form_error("TOO_LONG", "this is too long (max: 100)", "reason")
    try:
        post = the_sandbox().post("reddit", request.form.get("thing_id", ""))
    except UnknownPost:
        raise problem(404) from None
    number = the_sandbox().reserve_id("reddit", account.profile)
    done(account, "report", post.id, fault_of, id=number)
    return jsonify(json={"errors": []})
