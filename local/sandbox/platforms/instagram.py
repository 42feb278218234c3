"""Instagram: comments, mentions elsewhere and direct messages, and our answers to them.

Contract: developers.facebook.com/docs/instagram-platform (webhooks, comment moderation, mentions).

A mention elsewhere has the id `@<media>:<comment>`, a direct message `<person>:<mid>`.
"""

import re
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.direct import add_direct, direct_id, messaging
from local.sandbox.graph import (
    authorised,
    entry,
    graph_error,
    graph_fault,
    graph_object,
    graph_time,
    listed,
    metas_webhook,
    no_object,
    parameter,
)
from local.sandbox.meta_tokens import add_refreshing, add_tokens
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, News, Person, Platform
from local.sandbox.platforms.instagram_deeds import deeds
from local.sandbox.posts import Post
from local.sandbox.writing import Content

ACCOUNT = BrandAccount(
    channel="instagram",
    profile=Author(id="17841400000000001", name="Nivora", handle="nivora", followers=254_100),
    token="sandbox-instagram",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST_COMMENT = 2_200
_LONGEST_MESSAGE = 1_000
_FIRST = 17_916_477_187_142_401
_MEDIA = 17_900_000_000_000_000
_MENTIONED = re.compile(r"mentioned_(comment|media)\.\w+_id\((\d+)\)")

routes = Blueprint("instagram_api", __name__, url_prefix="/instagram/graph")
routes.register_error_handler(PlatformError, refused)
add_tokens(routes, "instagram")
add_refreshing(routes, "instagram")
add_direct(routes, "instagram", longest=_LONGEST_MESSAGE)
routes.register_blueprint(deeds)


@routes.post("/<version>/<object_id>/replies")
def reply(version: str, object_id: str) -> Response:
    """Only top-level comments take replies: what answers a reply stands beside it."""
    account = authorised("instagram", version)
    with misbehaving("instagram", "post", graph_fault):
        target = graph_object("instagram", object_id)
        if not target.is_first:
            raise no_object(object_id)
        post = _published(account, target)
    return jsonify(id=post.id)


@routes.get("/<version>/<object_id>/replies")
def replies(version: str, object_id: str) -> Response:
    authorised("instagram", version)
    with misbehaving("instagram", "read", graph_fault):
        target = graph_object("instagram", object_id)
        found = [
            post
            for post in reversed(the_sandbox().posts("instagram"))
            if post.in_reply_to == target.id and not post.deleted_at
        ]
    return listed(found, _as_graph, "timestamp,text")


@routes.post("/<version>/<account_id>/mentions")
def answer_mention(version: str, account_id: str) -> Response:
    account = authorised("instagram", version)
    _must_be(account, account_id)
    with misbehaving("instagram", "post", graph_fault):
        names = filter(None, (parameter("media_id"), parameter("comment_id")))
        post = _published(account, graph_object("instagram", "@" + ":".join(names)))
    return jsonify(id=post.id)


@routes.get("/<version>/<object_id>")
def one(version: str, object_id: str) -> Response:
    """A comment with its parent, or, of our account, what mentions us."""
    account = authorised("instagram", version)
    with misbehaving("instagram", "read", graph_fault):
        asked = _MENTIONED.match(request.args.get("fields", ""))
        if asked is None:
            post = graph_object("instagram", object_id)
            parent = {} if post.is_first else {"parent_id": post.thread}
            return jsonify({"id": post.id, **parent})
        _must_be(account, object_id)
        post = _mentioning(asked[1], asked[2])
    words = "text" if asked[1] == "comment" else "caption"
    said = {words: post.text, "username": post.author.handle, "timestamp": graph_time(post.at)}
    return jsonify({f"mentioned_{asked[1]}": {**said, "id": asked[2]}, "id": object_id})


def _published(account: BrandAccount, target: Post) -> Post:
    message = parameter("message").strip()
    if not message:
        raise graph_error(100, "(#100) The parameter message is required.")
    if len(message) > _LONGEST_COMMENT:
        raise graph_error(100, "(#100) The comment is too long.")
    return the_sandbox().publish("instagram", account.profile, message, in_reply_to=target.id)


def _mentioning(kind: str, number: str) -> Post:
    for post in the_sandbox().posts("instagram"):
        media, _, comment = post.id.removeprefix("@").partition(":")
        of_this = comment if kind == "comment" else media
        if post.id.startswith("@") and of_this == number and not post.deleted_at:
            return post
    raise no_object(number)


def _must_be(account: BrandAccount, account_id: str) -> None:
    if account.id != account_id:
        raise graph_error(200)


def _as_graph(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "text": post.text,
        "timestamp": graph_time(post.at),
        "from": {"id": post.author.id, "username": post.author.handle},
        "user": {"id": post.author.id} if post.is_ours else None,
    }


def _content(news: News) -> Content:
    post = news.post
    if post.id.startswith("@"):
        media, _, comment = post.id[1:].partition(":")
        value: dict[str, Any] = {"media_id": media}
        if comment:
            value["comment_id"] = comment
        return _change(news, "mentions", value)
    if ":" in post.id:
        return messaging("instagram", news)
    author = {"id": post.author.id, "username": post.author.handle}
    if post.is_ours:
        author["self_ig_scoped_id"] = f"99{post.author.id}"
    value = {
        "from": author,
        "media": {"id": _media(post), "media_product_type": "FEED"},
        "id": post.id,
        "text": post.text,
    }
    if not post.is_first:
        value["parent_id"] = post.thread
    return _change(news, "comments", value)


def _change(news: News, field: str, value: Content) -> Content:
    return entry("instagram", news.to.id, news.now, changes=[{"field": field, "value": value}])


def _media(post: Post) -> str:
    """Of our posts, the one below which a conversation is."""
    return str(_MEDIA + int(post.thread) % 1_000_000_000)


def _new_id(naming: Naming) -> str:
    """A talk goes on as one; all else are comments."""
    if naming.answered and ":" in naming.answered.id and naming.answered.id[0] != "@":
        return direct_id(naming)
    return str(_FIRST + 13 * naming.count)


def _author(person: Person) -> Author:
    handle = person.handle or f"kisi.{person.number % 10**6}"
    return Author(id=str(person.number // 1000), name=person.name, handle=handle)


PLATFORM = Platform(
    channel="instagram",
    title="Instagram",
    accounts=(ACCOUNT,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/instagram/graph/v26.0",
    webhook=metas_webhook(_content),
)
