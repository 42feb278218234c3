"""Bluesky: posts that mention us or that a search finds, read by polling, and our replies.

Contract: docs.bsky.app (createSession, refreshSession, listNotifications, searchPosts, getPosts,
putRecord, getRecord; advanced-guides/rate-limits), atproto.com/specs/xrpc.
"""

import hashlib
from typing import Any

from flask import Response, jsonify, request

from hearback.adapters.platforms.shared.graphemes import graphemes
from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.misbehaviour import misbehaving
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.platforms.bluesky_chat import chat
from local.sandbox.platforms.bluesky_deeds import DEEDS, put_deed, require_key
from local.sandbox.platforms.bluesky_session import authorised, fault_of, routes, xrpc_error
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.writing import iso

ACCOUNT = BrandAccount(
    channel="bluesky",
    profile=Author(id="did:plc:nivora000000000000000000", name="Nivora", handle="nivora.example"),
    token="sandbox-bluesky-app-password",  # noqa: S106 - opens nothing but the sandbox
)
_POSTS = "app.bsky.feed.post"
_LONGEST, _MOST_BYTES = 300, 3_000

routes.register_blueprint(chat)


@routes.get("/app.bsky.notification.listNotifications")
def notifications() -> Response:
    account = authorised()
    with misbehaving("bluesky", "read", fault_of):
        wanted = request.args.getlist("reasons")
        told = [(post, _reason(post, account)) for post in _standing() if not post.is_ours]
        found = [(post, why) for post, why in told if why and (not wanted or why in wanted)]
        page, cursor = _page(found)
    return jsonify({"notifications": [_notification(*each) for each in page], **cursor})


@routes.get("/app.bsky.feed.searchPosts")
def search() -> Response:
    authorised()
    with misbehaving("bluesky", "read", fault_of):
        words = request.args.get("q", "").lower().split()
        page, cursor = _page([p for p in _standing() if all(w in p.text.lower() for w in words)])
    return jsonify({"posts": list(map(_view, page)), **cursor})


@routes.get("/app.bsky.feed.getPosts")
def get_posts() -> Response:
    authorised()
    with misbehaving("bluesky", "read", fault_of):
        wanted = request.args.getlist("uris")
        if len(wanted) > 25:
            raise xrpc_error(400, "InvalidRequest", "uris must not have more than 25 elements")
        return jsonify(posts=[_view(post) for post in _standing() if post.id in wanted])


@routes.post("/com.atproto.repo.putRecord")
def put_record() -> Response:
    """The same key again writes the same record."""
    account = authorised()
    if (collection := json_object().get("collection")) in DEEDS:
        return put_deed(account, str(collection))
    with misbehaving("bluesky", "post", fault_of):
        post = _put(account)
    return jsonify(uri=post.id, cid=_cid(post), validationStatus="valid")


@routes.get("/com.atproto.repo.getRecord")
def get_record() -> Response:
    authorised()
    with misbehaving("bluesky", "read", fault_of):
        uri = "/".join(("at:/", *(request.args.get(n, "") for n in ("repo", "collection", "rkey"))))
        try:
            post = the_sandbox().post("bluesky", uri)
        except UnknownPost:
            raise xrpc_error(400, "RecordNotFound", f"Could not locate record: {uri}") from None
    return jsonify(uri=post.id, cid=_cid(post), value=_record(post))


def _put(account: BrandAccount) -> Post:
    order, sandbox = json_object(), the_sandbox()
    record, key = order.get("record"), str(order.get("rkey"))
    text, parent = inner(record, "text"), inner(record, "reply", "parent", "uri")
    if order.get("repo") != account.id or order.get("collection") != _POSTS:
        raise xrpc_error(400, "InvalidRequest", "Could not find repo or collection")
    require_key(key)
    if not isinstance(text, str) or inner(record, "$type") != _POSTS:
        raise xrpc_error(400, "InvalidRequest", f"Invalid {_POSTS} record: Record must have text")
    if graphemes(text) > _LONGEST or len(text.encode()) > _MOST_BYTES:
        words = f"Invalid {_POSTS} record: Record/text must not be longer than 300 graphemes"
        raise xrpc_error(400, "InvalidRequest", words)
    uri = f"at://{account.id}/{_POSTS}/{key}"
    try:
        return sandbox.post("bluesky", uri)
    except UnknownPost:
        answered = _answered(parent, inner(record, "reply"))
        return sandbox.publish("bluesky", account.profile, text, in_reply_to=answered, id=uri)


def _answered(parent: object, reply: object) -> str | None:
    """The post itself; its version must be the one that stands."""
    if parent is None:
        return None
    try:
        post = the_sandbox().post("bluesky", str(parent))
    except UnknownPost:
        raise xrpc_error(400, "InvalidRequest", f"Could not find parent {parent}") from None
    if inner(reply, "parent", "cid") != _cid(post) or not inner(reply, "root", "cid"):
        raise xrpc_error(400, "InvalidRequest", "reply.parent.cid is not the record's")
    return post.id


def _standing() -> list[Post]:
    return [post for post in reversed(the_sandbox().posts("bluesky")) if not post.deleted_at]


def _page(found: list[Any]) -> tuple[list[Any], dict[str, str]]:
    start = request.args.get("cursor", 0, type=int)
    end = start + min(request.args.get("limit", 50, type=int), 100)
    return found[start:end], {"cursor": str(end)} if end < len(found) else {}


def _reason(post: Post, account: BrandAccount) -> str:
    authors = {each.id: each.author.id for each in _standing()}
    if authors.get(post.in_reply_to or "") == account.id:
        return "reply"
    if authors.get(post.quoted or "") == account.id:
        return "quote"
    return "mention" if f"@{account.profile.handle}" in post.text else ""


def _notification(post: Post, reason: str) -> dict[str, Any]:
    return {**_view(post), "reason": reason, "isRead": False}


def _view(post: Post) -> dict[str, Any]:
    author = {
        "did": post.author.id,
        "handle": post.author.handle,
        "displayName": post.author.name,
    }
    return {
        "uri": post.id,
        "cid": _cid(post),
        "author": author,
        "record": _record(post),
        "indexedAt": iso(post.at),
        "labels": [],
        "viewer": {"threadMuted": False},
    }


def _record(post: Post) -> dict[str, Any]:
    record: dict[str, Any] = {"$type": _POSTS, "createdAt": iso(post.at), "text": post.text}
    if post.in_reply_to:
        posts = {each.id: each for each in the_sandbox().posts("bluesky")}
        root, parent = posts.get(post.thread), posts.get(post.in_reply_to)
        record["reply"] = {"root": _reference(root), "parent": _reference(parent)}
    return record


def _reference(post: Post | None) -> dict[str, str]:
    return {"uri": post.id, "cid": _cid(post)} if post else {}


def _cid(post: Post) -> str:
    """The record's version."""
    return (
        "bafyrei" + hashlib.sha256(f"{post.id} {post.text}".encode("utf-8", "replace")).hexdigest()
    )


def _new_id(naming: Naming) -> str:
    digest = hashlib.sha256(str(naming.count).encode()).hexdigest()
    key = digest.translate(str.maketrans("0189", "2345"))[:9]
    return f"at://{naming.author.id}/{_POSTS}/3l{key}2k"


def _author(person: Person) -> Author:
    handle = person.handle or f"kisi{person.number % 10**6}"
    return Author(
        id=f"did:plc:{person.number:024d}".replace("0", "a").replace("1", "b"),
        name=person.name,
        handle=f"{handle.replace('_', '-')}.bsky.example",
    )


PLATFORM = Platform(
    channel="bluesky",
    title="Bluesky",
    accounts=(ACCOUNT,),
    author=_author,
    new_id=_new_id,
    call_name=f"@{ACCOUNT.profile.handle}",
    routes=routes,
    api_path="/bluesky",
    credentials=lambda account, _: {"app_password": account.token},
    source=lambda _: {"account": ACCOUNT.id},
    messages=True,
)
