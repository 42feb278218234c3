"""The part of WhatsApp's API for its block list.

Contract: developers.facebook.com/documentation/business-messaging/whatsapp/block-users.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import done, undone
from local.sandbox.graph import authorised, graph_error, graph_fault, no_object
from local.sandbox.misbehaviour import PlatformError

_DAY = timedelta(days=1)
_SELF_BLOCK, _SILENT_TOO_LONG = 131021, 131047
_WHY = {
    _SELF_BLOCK: "Failed to block self phone number",
    _SILENT_TOO_LONG: "Re-engagement required",
}

deeds = Blueprint("whatsapp_deeds", __name__)


@deeds.post("/<version>/<number_id>/block_users")
def block(version: str, number_id: str) -> Response:
    """Only who wrote within the last day, and not ourselves."""
    return _listed(version, number_id, "added_users", done, _against)


@deeds.delete("/<version>/<number_id>/block_users")
def unblock(version: str, number_id: str) -> Response:
    return _listed(version, number_id, "removed_users", undone, lambda *_: 0)


def _listed(
    version: str,
    number_id: str,
    name: str,
    act: Callable[..., bool],
    against: Callable[[BrandAccount, str], int],
) -> Response:
    """Each person is a success or a failure; one failure makes the answer an error."""
    account = authorised("whatsapp", version)
    if number_id != account.id:
        raise no_object(number_id)
    told: dict[str, list[dict[str, Any]]] = {}
    for person in _people():
        entry: dict[str, Any] = {"input": person, "wa_id": person}
        if code := against(account, person):
            error = {"message": _WHY[code], "code": code, "error_data": {"details": _WHY[code]}}
            told.setdefault("failed_users", []).append({**entry, "errors": [error]})
            continue
        act(account, "block", person, graph_fault)
        told.setdefault(name, []).append(entry)
    answer: dict[str, Any] = {"messaging_product": "whatsapp", "block_users": told}
    if "failed_users" in told:
        error = graph_error(139100, "(#139100) Failed to block/unblock users").body
        raise PlatformError(400, {**answer, **error})
    return jsonify(answer)


def _people() -> list[str]:
    order = json_object()
    people = order.get("block_users")
    if order.get("messaging_product") != "whatsapp" or not isinstance(people, list) or not people:
        raise graph_error(100)
    return [str(inner(each, "user") or inner(each, "user_id")) for each in people]


def _against(account: BrandAccount, person: str) -> int:
    """The code of what is wrong with it; 0 if nothing is."""
    if person in (account.id, account.profile.handle):
        return _SELF_BLOCK
    sandbox = the_sandbox()
    posts = [p for p in sandbox.posts("whatsapp") if p.author.id == person]
    heard = max((post.at for post in posts), default=None)
    return _SILENT_TOO_LONG if heard is None or sandbox.clock() - heard > _DAY else 0
