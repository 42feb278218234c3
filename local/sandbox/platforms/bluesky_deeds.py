"""The part of Bluesky's API for likes, blocks, mutes and reports.

Contract: docs.bsky.app (app.bsky.feed.like, app.bsky.graph.block, app.bsky.graph.muteActor and
unmuteActor, com.atproto.repo.deleteRecord, com.atproto.moderation.createReport),
atproto.com/specs/record-key. Likes and blocks are records of ours, known by their keys; nobody
looks whether what they are about is there.
"""

import hashlib
import re
from typing import Any

from flask import Response, jsonify

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import done, person, undone
from local.sandbox.platforms.bluesky_session import authorised, fault_of, routes, xrpc_error
from local.sandbox.posts import UnknownPost
from local.sandbox.writing import iso

DEEDS = {"app.bsky.feed.like": "like", "app.bsky.graph.block": "block"}
_KEY = re.compile(r"[234567a-z]{13}")
_FIRST_REPORT = 4_100_000


def require_key(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise xrpc_error(400, "InvalidRequest", "Record/rkey must be a valid TID")


def put_deed(account: BrandAccount, collection: str) -> Response:
    order = json_object()
    record, key = order.get("record"), str(order.get("rkey"))
    subject = inner(record, "subject")
    if order.get("repo") != account.id:
        raise xrpc_error(400, "InvalidRequest", "Could not find repo")
    require_key(key)
    name = inner(subject, "uri") if DEEDS[collection] == "like" else subject
    is_whole = collection != "app.bsky.feed.like" or isinstance(inner(subject, "cid"), str)
    if inner(record, "$type") != collection or not isinstance(name, str) or not is_whole:
        words = f"Invalid {collection} record: Record must have a subject"
        raise xrpc_error(400, "InvalidRequest", words)
    done(account, DEEDS[collection], name, fault_of, id=key)
    uri = f"at://{account.id}/{collection}/{key}"
    cid = "bafyrei" + hashlib.sha256(f"{uri} {name}".encode()).hexdigest()
    return jsonify(uri=uri, cid=cid, validationStatus="valid")


@routes.post("/com.atproto.repo.deleteRecord")
def delete_deed() -> Response:
    """A record that is not there is as good as deleted."""
    account, order = authorised(), json_object()
    collection, key = str(order.get("collection")), str(order.get("rkey"))
    if order.get("repo") != account.id or collection not in DEEDS:
        raise xrpc_error(400, "InvalidRequest", "Could not find repo or collection")
    require_key(key)
    undone(account, DEEDS[collection], "", fault_of, id=key)
    return jsonify({})


@routes.post("/app.bsky.graph.<any(muteActor, unmuteActor):method>")
def mute(method: str) -> Response:
    """Answered with nothing."""
    account, actor = authorised(), str(json_object().get("actor"))
    if person("bluesky", actor) is None:
        raise xrpc_error(400, "InvalidRequest", "Actor not found")
    act = done if method == "muteActor" else undone
    act(account, "mute", actor, fault_of)
    return Response(status=200)


@routes.post("/com.atproto.moderation.createReport")
def report() -> Response:
    """Each is a new one."""
    account, order = authorised(), json_object()
    reason, subject = order.get("reasonType"), order.get("subject")
    if not isinstance(reason, str) or not reason.startswith("com.atproto.moderation.defs#reason"):
        raise xrpc_error(400, "InvalidRequest", "Input/reasonType must be a known reason")
    target = _reported(subject)
    sandbox = the_sandbox()
    number = _FIRST_REPORT + sum(deed.kind == "report" for deed in sandbox.deeds("bluesky"))
    done(account, "report", target, fault_of, id=str(number))
    told: dict[str, Any] = {"id": number, "reasonType": reason, "subject": subject}
    return jsonify({**told, "reportedBy": account.id, "createdAt": iso(sandbox.clock())})


def _reported(subject: object) -> str:
    """A post by its address and version, or a person."""
    name = inner(subject, "uri") or inner(subject, "did")
    if inner(subject, "did") and person("bluesky", str(name)):
        return str(name)
    try:
        if inner(subject, "cid"):
            return the_sandbox().post("bluesky", str(name)).id
    except UnknownPost:
        pass
    raise xrpc_error(400, "InvalidRequest", "Subject not found")
