"""The part of X's API v2 that the product calls, with X's own errors."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request
from twitter_text import parse_tweet

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.events import iso, x_text
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.posts import Post
from local.sandbox.state import Sandbox, UnknownPost

NOT_SUMMONED = "You can only reply to or quote posts where you are mentioned or are the author."
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
DELETED = "You attempted to reply to a Tweet that is deleted or not visible to you."
TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length "
    "see https://github.com/twitter/twitter-text."
)
_ALWAYS = ("id", "text", "edit_history_tweet_ids")
_RECENTLY = timedelta(days=1)

x_api = Blueprint("x_api", __name__, url_prefix="/x/2")
x_api.register_error_handler(PlatformError, refused)


@x_api.post("/tweets")
def create_post() -> tuple[Response, int]:
    sandbox = this_sandbox()
    account = authorised(sandbox)
    with misbehaving(sandbox.faults, "x", "post", told_as_error):
        post = _publish(sandbox, account)
    return jsonify(
        data={"id": post.id, "text": post.text, "edit_history_tweet_ids": [post.id]}
    ), 201


@x_api.get("/users/<user_id>/tweets")
def posts_of(user_id: str) -> Response:
    """Newest first. As at X, most fields come only if `tweet.fields` asks for them."""
    sandbox = this_sandbox()
    authorised(sandbox)
    limit = request.args.get("max_results", 10, type=int)
    if not 5 <= limit <= 100:
        raise invalid("max_results", "must be between 5 and 100")
    since = request.args.get("since_id", 0, type=int)
    until = request.args.get("pagination_token", 2**63, type=int)
    with misbehaving(sandbox.faults, "x", "read", told_as_error):
        found = [
            post
            for post in reversed(sandbox.posts("x"))
            if post.author.id == user_id and not post.deleted_at and since < int(post.id) < until
        ]
    page = found[:limit]
    meta: dict[str, Any] = {"result_count": len(page)}
    if not page:
        return jsonify(meta=meta)
    meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if len(found) > limit:
        meta["next_token"] = page[-1].id
    fields = {*_ALWAYS, *request.args.get("tweet.fields", "").split(",")}
    authors = {post.id: post.author for post in sandbox.posts("x")}
    data = [
        {name: value for name, value in _as_x(post, authors).items() if name in fields}
        for post in page
    ]
    return jsonify(data=data, meta=meta)


def _publish(sandbox: Sandbox, account: BrandAccount) -> Post:
    order = request.get_json(silent=True)
    text = order.get("text") if isinstance(order, dict) else None
    if not isinstance(order, dict) or not isinstance(text, str) or not text.strip():
        raise invalid("text", "must be a non-empty string")
    target = (order.get("reply") or {}).get("in_reply_to_tweet_id")
    if parse_tweet(text).weightedLength > 280:
        raise forbidden(TOO_LONG)
    if target is not None:
        _must_be_summoned(sandbox, account, str(target))
    if _said_recently(sandbox, account, text):
        raise forbidden(DUPLICATE)
    return sandbox.publish("x", account.profile, text, in_reply_to=target and str(target))


def _must_be_summoned(sandbox: Sandbox, account: BrandAccount, target: str) -> None:
    try:
        post = sandbox.post("x", target)
    except UnknownPost:
        raise forbidden(DELETED) from None
    named = re.search(rf"(?<!\w)@{account.profile.handle}(?!\w)", post.text, re.IGNORECASE)
    parents = {p.id: p.author.id for p in sandbox.posts("x")}
    touched = {parents.get(post.in_reply_to or ""), parents.get(post.quoted or ""), post.author.id}
    if not named and account.id not in touched:
        raise forbidden(NOT_SUMMONED)


def _said_recently(sandbox: Sandbox, account: BrandAccount, text: str) -> bool:
    since = sandbox.clock() - _RECENTLY
    wanted = _comparable(text)
    return any(
        post.author.id == account.id and post.at > since and _comparable(post.text) == wanted
        for post in sandbox.posts("x")
        if not post.deleted_at
    )


def _comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _as_x(post: Post, authors: Mapping[str, Author]) -> dict[str, Any]:
    """X puts the name of whom a reply answers before its text."""
    references = (("replied_to", post.in_reply_to), ("quoted", post.quoted))
    answered = authors.get(post.in_reply_to or "")
    named = f"@{answered.handle} " if answered and answered.id != post.author.id else ""
    text = post.text if post.text.startswith(named) else named + post.text
    shown: dict[str, Any] = {
        "id": post.edit_ids[-1] if post.edit_ids else post.id,
        "text": x_text(text),
        "edit_history_tweet_ids": [post.id, *post.edit_ids],
        "author_id": post.author.id,
        "created_at": iso(post.at),
        "conversation_id": post.thread,
    }
    if known := [{"type": kind, "id": id_} for kind, id_ in references if id_]:
        shown["referenced_tweets"] = known
    return shown


def this_sandbox() -> Sandbox:
    sandbox: Sandbox = current_app.extensions["sandbox"]
    return sandbox


def authorised(sandbox: Sandbox) -> BrandAccount:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    account = sandbox.account_of_token("x", token) if scheme.lower() == "bearer" else None
    if account is None:
        raise problem(401, "Unauthorized")
    return account


def told_as_error(fault: Fault) -> PlatformError:
    status = fault.status or 500
    detail = "You are not permitted to perform this action." if status == 403 else ""
    error = problem(status, detail)
    if status == 429:
        reset = int(this_sandbox().clock().timestamp()) + fault.retry_after
        error.headers = {
            "x-rate-limit-limit": "200",
            "x-rate-limit-remaining": "0",
            "x-rate-limit-reset": str(reset),
        }
    return error


def forbidden(detail: str) -> PlatformError:
    return problem(403, detail)


def problem(status: int, detail: str) -> PlatformError:
    title = HTTPStatus(status).phrase
    body = {"title": title, "detail": detail or title, "type": "about:blank", "status": status}
    return PlatformError(status, body)


def invalid(parameter: str, message: str) -> PlatformError:
    return PlatformError(
        400,
        {
            "errors": [{"parameters": {parameter: []}, "message": f"`{parameter}` {message}"}],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": "https://api.twitter.com/2/problems/invalid-request",
        },
    )
