"""Reading X: an account's posts, its mentions, and the search."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platforms.x_calls import authorised, fault_of, invalid, problem, too_many
from local.sandbox.platforms.x_events import x_text
from local.sandbox.posts import Post
from local.sandbox.writing import iso

_ALWAYS = ("id", "text", "edit_history_tweet_ids")
_WINDOW = timedelta(minutes=15)
_READS = {"mentions": 300, "search": 450, "tweets": 900}
"""Calls in a window of fifteen minutes."""

_LONGEST_QUERY = 512

routes = Blueprint("x_api", __name__, url_prefix="/x/2")
routes.register_error_handler(PlatformError, refused)


@routes.get("/users/<user_id>/tweets")
def posts_of(user_id: str) -> Response:
    """Newest first. As at X, most fields come only if `tweet.fields` asks for them."""
    account = authorised()
    with misbehaving("x", "read", fault_of):
        return _page("tweets", account, [p for p in standing() if p.author.id == user_id])


@routes.get("/users/<user_id>/mentions")
def mentions(user_id: str) -> Response:
    account = authorised()
    if user_id != account.id:
        raise problem(403, "You are not permitted to read this user's mentions.")
    with misbehaving("x", "read", fault_of):
        found = [p for p in standing() if not p.is_ours and touches(p, account)]
        return _page("mentions", account, found)


@routes.get("/tweets/search/recent")
def search() -> Response:
    """Of the query's operators only words are known: a post must have them all."""
    account = authorised()
    query = request.args.get("query", "")
    if not 0 < len(query) <= _LONGEST_QUERY:
        raise invalid("query", f"must have 1 to {_LONGEST_QUERY} characters")
    with misbehaving("x", "read", fault_of):
        words = query.lower().split()
        found = [p for p in standing() if all(word in p.text.lower() for word in words)]
        return _page("search", account, found)


def _page(kind: str, account: BrandAccount, found: list[Post]) -> Response:
    _count(kind, account)
    limit = request.args.get("max_results", 10, type=int)
    if not 5 <= limit <= 100:
        raise invalid("max_results", "must be between 5 and 100")
    if "since_id" in request.args and "start_time" in request.args:
        raise invalid("since_id", "cannot be used with `start_time`")
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


def standing() -> list[Post]:
    return [post for post in reversed(the_sandbox().posts("x")) if not post.deleted_at]


def _count(kind: str, account: BrandAccount) -> None:
    sandbox = the_sandbox()
    wait = sandbox.meter.take(
        f"x {kind} {account.id}", sandbox.clock(), most=_READS[kind], within=_WINDOW
    )
    if wait:
        raise too_many(wait)


def touches(post: Post, account: BrandAccount) -> bool:
    """Whether it names the account, or answers or quotes it."""
    parents = {p.id: p.author.id for p in the_sandbox().posts("x")}
    named = re.search(rf"(?<!\w)@{account.profile.handle}(?!\w)", post.text, re.IGNORECASE)
    touched = (parents.get(post.in_reply_to or ""), parents.get(post.quoted or ""))
    return bool(named) or account.id in touched


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
