"""The part of Mastodon's API for favourites, muting, blocking and reports.

Contract: docs.joinmastodon.org (methods/statuses: favourite, unfavourite, methods/accounts: mute,
unmute, block, unblock, methods/reports). All but reports are states: setting one again, or taking
it back again, is answered alike.
"""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.calls import the_sandbox
from local.sandbox.doing import done, person, undone
from local.sandbox.platforms.mastodon_calls import authorised, fault_of, problem
from local.sandbox.platforms.mastodon_statuses import account, status_of
from local.sandbox.writing import iso

_LONGEST_COMMENT = 1_000
_CATEGORIES = ("spam", "legal", "violation", "other")
_STATES = {"mute": "muting", "block": "blocking"}

deeds = Blueprint("mastodon_deeds", __name__)


@deeds.post("/api/v1/statuses/<status_id>/favourite")
def favourite(status_id: str) -> Response:
    ours, status = authorised(), status_of(status_id)
    done(ours, "like", status.id, fault_of)
    return jsonify({**status.as_json(), "favourited": True, "favourites_count": 1})


@deeds.post("/api/v1/accounts/<account_id>/<any(mute, block):kind>")
def turn_away(account_id: str, kind: str) -> Response:
    ours, author = authorised(), _person(account_id)
    done(ours, kind, account_id, fault_of)
    return jsonify({"id": author.id, _STATES[kind]: True})


@deeds.post("/api/v1/statuses/<status_id>/unfavourite")
def unfavourite(status_id: str) -> Response:
    ours, status = authorised(), status_of(status_id)
    undone(ours, "like", status.id, fault_of)
    return jsonify({**status.as_json(), "favourited": False, "favourites_count": 0})


@deeds.post("/api/v1/accounts/<account_id>/un<any(mute, block):kind>")
def let_be(account_id: str, kind: str) -> Response:
    ours, author = authorised(), _person(account_id)
    undone(ours, kind, account_id, fault_of)
    return jsonify({"id": author.id, _STATES[kind]: False})


@deeds.post("/api/v1/reports")
def report() -> Response:
    """Each is a new one."""
    ours, reported = authorised(), _person(request.form.get("account_id", ""))
    comment, category = request.form.get("comment", ""), request.form.get("category", "other")
    posts = [status_of(each) for each in request.form.getlist("status_ids[]")]
    if any(post.author.id != reported.id for post in posts):
        raise problem(404)
    if len(comment) > _LONGEST_COMMENT:
        raise problem(422, "Validation failed: Comment is too long (maximum is 1000 characters)")
    if category not in _CATEGORIES:
        raise problem(422, "Validation failed: Category is not included in the list")
    number = the_sandbox().reserve_id("mastodon", ours.profile)
    for target in [post.id for post in posts] or [reported.id or ""]:
        done(ours, "report", target, fault_of, id=number)
    told: dict[str, Any] = {
        "id": number,
        "action_taken": False,
        "category": category,
        "comment": comment,
        "forwarded": False,
        "created_at": iso(the_sandbox().clock()),
        "status_ids": [post.id for post in posts],
        "rule_ids": None,
        "target_account": account(reported),
    }
    return jsonify(told)


def _person(account_id: str) -> Author:
    found = person("mastodon", account_id)
    if found is None:
        raise problem(404)
    return found
