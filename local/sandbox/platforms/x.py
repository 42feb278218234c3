"""X: posts that name us, in the Activity API's envelope and in the old one, and our replies.

Contract: docs.x.com/x-api (posts, users, activity, webhooks).
"""

import hmac
import re
import secrets
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request
from twitter_text import parse_tweet

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, inner, json_object, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Headers, Naming, Person, Platform, Webhook
from local.sandbox.platforms.x_events import body, x_text
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.writing import iso

SUPPORT = BrandAccount(
    channel="x",
    profile=Author(
        id="1500000000000000001", name="Nivora Destek", handle="NivoraDestek", followers=48_210
    ),
    token="sandbox-x-support",  # noqa: S106 - opens nothing but the sandbox
)
CORPORATE = BrandAccount(
    channel="x",
    profile=Author(id="1500000000000000002", name="Nivora", handle="Nivora", followers=612_400),
    token="sandbox-x-corporate",  # noqa: S106
    purpose="corporate",
)

NOT_SUMMONED = "You can only reply to or quote posts where you are mentioned or are the author."
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
DELETED = "You attempted to reply to a Tweet that is deleted or not visible to you."
TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length "
    "see https://github.com/twitter/twitter-text."
)
_EPOCH_MS = 1_288_834_974_657
_ALWAYS = ("id", "text", "edit_history_tweet_ids")
_RECENTLY = timedelta(days=1)
_WINDOW = timedelta(minutes=15)
_READS = {"mentions": 300, "search": 450, "tweets": 900}
"""Calls in a window of fifteen minutes."""

_LONGEST_QUERY = 512

routes = Blueprint("x_api", __name__, url_prefix="/x/2")
routes.register_error_handler(PlatformError, refused)


@routes.post("/tweets")
def create_post() -> tuple[Response, int]:
    account = _authorised()
    with misbehaving("x", "post", _fault):
        post = _publish(account)
    return jsonify(
        data={"id": post.id, "text": post.text, "edit_history_tweet_ids": [post.id]}
    ), 201


@routes.get("/users/<user_id>/tweets")
def posts_of(user_id: str) -> Response:
    """Newest first. As at X, most fields come only if `tweet.fields` asks for them."""
    account = _authorised()
    with misbehaving("x", "read", _fault):
        return _page("tweets", account, [p for p in _standing() if p.author.id == user_id])


@routes.get("/users/<user_id>/mentions")
def mentions(user_id: str) -> Response:
    account = _authorised()
    if user_id != account.id:
        raise _problem(403, "You are not permitted to read this user's mentions.")
    with misbehaving("x", "read", _fault):
        found = [p for p in _standing() if not p.is_ours and _touches(p, account)]
        return _page("mentions", account, found)


@routes.get("/tweets/search/recent")
def search() -> Response:
    """Of the query's operators only words are known: a post must have them all."""
    account = _authorised()
    query = request.args.get("query", "")
    if not 0 < len(query) <= _LONGEST_QUERY:
        raise _invalid("query", f"must have 1 to {_LONGEST_QUERY} characters")
    with misbehaving("x", "read", _fault):
        words = query.lower().split()
        found = [p for p in _standing() if all(word in p.text.lower() for word in words)]
        return _page("search", account, found)


def _page(kind: str, account: BrandAccount, found: list[Post]) -> Response:
    _count(kind, account)
    limit = request.args.get("max_results", 10, type=int)
    if not 5 <= limit <= 100:
        raise _invalid("max_results", "must be between 5 and 100")
    if "since_id" in request.args and "start_time" in request.args:
        raise _invalid("since_id", "cannot be used with `start_time`")
    since = request.args.get("since_id", 0, type=int)
    until = request.args.get("pagination_token", 2**63, type=int)
    start = datetime.fromisoformat(request.args.get("start_time", "1970-01-01T00:00:00Z"))
    fitting = [p for p in found if since < int(p.id) < until and p.at >= start]
    page = fitting[:limit]
    meta: dict[str, Any] = {"result_count": len(page)}
    if not page:
        return jsonify(meta=meta)
    meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if len(fitting) > limit:
        meta["next_token"] = page[-1].id
    answer: dict[str, Any] = {"data": list(map(_asked, page)), "meta": meta}
    if "author_id" in request.args.get("expansions", ""):
        people = {post.author.id: post.author for post in page}
        answer["includes"] = {"users": [_user(author) for author in people.values()]}
    return jsonify(answer)


def _asked(post: Post) -> dict[str, Any]:
    fields = {*_ALWAYS, *request.args.get("tweet.fields", "").split(",")}
    authors = {each.id: each.author for each in the_sandbox().posts("x")}
    return {name: value for name, value in _as_x(post, authors).items() if name in fields}


def _standing() -> list[Post]:
    return [post for post in reversed(the_sandbox().posts("x")) if not post.deleted_at]


def _count(kind: str, account: BrandAccount) -> None:
    sandbox = the_sandbox()
    wait = sandbox.meter.take(
        f"x {kind} {account.id}", sandbox.clock(), most=_READS[kind], within=_WINDOW
    )
    if wait:
        raise _too_many(wait)


def _publish(account: BrandAccount) -> Post:
    sandbox, order = the_sandbox(), json_object()
    text = order.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _invalid("text", "must be a non-empty string")
    target = inner(order, "reply", "in_reply_to_tweet_id")
    if parse_tweet(text).weightedLength > 280:
        raise _problem(403, TOO_LONG)
    if target is not None:
        _must_be_summoned(account, str(target))
    if _said_recently(account, text):
        raise _problem(403, DUPLICATE)
    return sandbox.publish("x", account.profile, text, in_reply_to=target and str(target))


def _must_be_summoned(account: BrandAccount, target: str) -> None:
    try:
        post = the_sandbox().post("x", target)
    except UnknownPost:
        raise _problem(403, DELETED) from None
    if post.author.id != account.id and not _touches(post, account):
        raise _problem(403, NOT_SUMMONED)


def _touches(post: Post, account: BrandAccount) -> bool:
    """Whether it names the account, or answers or quotes it."""
    parents = {p.id: p.author.id for p in the_sandbox().posts("x")}
    named = re.search(rf"(?<!\w)@{account.profile.handle}(?!\w)", post.text, re.IGNORECASE)
    touched = (parents.get(post.in_reply_to or ""), parents.get(post.quoted or ""))
    return bool(named) or account.id in touched


def _said_recently(account: BrandAccount, text: str) -> bool:
    since = the_sandbox().clock() - _RECENTLY
    wanted = _comparable(text)
    return any(
        post.author.id == account.id and post.at > since and _comparable(post.text) == wanted
        for post in _standing()
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


def _user(author: Author) -> dict[str, Any]:
    metrics = {"followers_count": author.followers or 0, "following_count": 0}
    return {
        "id": author.id,
        "name": author.name,
        "username": author.handle,
        "public_metrics": metrics,
    }


def _authorised() -> BrandAccount:
    account = the_sandbox().account_of_token("x", bearer_token())
    if account is None:
        raise _problem(401, "Unauthorized")
    return account


def _fault(fault: Fault) -> PlatformError:
    status = fault.status or 500
    if status == 429:
        return _too_many(fault.retry_after)
    return _problem(
        status, "You are not permitted to perform this action." if status == 403 else ""
    )


def _too_many(wait: int) -> PlatformError:
    error = _problem(429, "")
    error.headers = {
        "x-rate-limit-limit": "200",
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": str(int(the_sandbox().clock().timestamp()) + wait),
    }
    return error


def _problem(status: int, detail: str) -> PlatformError:
    title = HTTPStatus(status).phrase
    answer = {"title": title, "detail": detail or title, "type": "about:blank", "status": status}
    return PlatformError(status, answer)


def _invalid(parameter: str, message: str) -> PlatformError:
    return PlatformError(
        400,
        {
            "errors": [{"parameters": {parameter: []}, "message": f"`{parameter}` {message}"}],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": "https://api.twitter.com/2/problems/invalid-request",
        },
    )


def _sign(secret: str, content: bytes, _now: datetime, _id: str) -> Headers:
    digest = hmac.digest(secret.encode(), content, "sha256")
    return {"x-twitter-webhooks-signature": f"sha256={b64encode(digest).decode()}"}


def _snowflake(naming: Naming) -> str:
    """Milliseconds since X's epoch, shifted; far above 2^53."""
    return str((int(naming.at.timestamp() * 1000) - _EPOCH_MS) << 22 | naming.count & 0x3FFFFF)


def _author(person: Person) -> Author:
    return Author(
        id=str(person.number), name=person.name, handle=person.handle, followers=person.followers
    )


PLATFORM = Platform(
    channel="x",
    title="X",
    accounts=(SUPPORT, CORPORATE),
    author=_author,
    new_id=_snowflake,
    call_name=f"@{SUPPORT.profile.handle}",
    edits_have_ids=True,
    routes=routes,
    api_path="/x",
    webhook=Webhook(body=body, sign=_sign, secret=lambda: secrets.token_hex(24), tells_own=True),
)
