"""Facebook: visitors' posts on a page, comments, mentions elsewhere, and our comments.

Contract: developers.facebook.com/docs/graph-api (object comments, webhooks reference: page).
"""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.graph import (
    authorised,
    entry,
    graph_error,
    graph_fault,
    graph_object,
    graph_time,
    listed,
    metas_webhook,
    parameter,
)
from local.sandbox.meta_tokens import add_tokens, app_credentials
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, News, Person, Platform
from local.sandbox.platforms.facebook_deeds import deeds
from local.sandbox.posts import Post
from local.sandbox.writing import Content

PAGE = BrandAccount(
    channel="facebook",
    profile=Author(id="206070979425408", name="Nivora", followers=388_900),
    token="sandbox-facebook-page",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 8_000
_FIRST_POST = 712_750_021_053_074
_FIRST_COMMENT = 1_063_824_911_537_852
_VERBS = {"added": "add", "edited": "edited", "removed": "remove"}

routes = Blueprint("facebook_api", __name__, url_prefix="/facebook")
routes.register_error_handler(PlatformError, refused)
add_tokens(routes, "facebook")
routes.register_blueprint(deeds)


@routes.post("/<version>/<object_id>/comments")
def comment(version: str, object_id: str) -> Response:
    account = authorised("facebook", version)
    with misbehaving("facebook", "post", graph_fault):
        message = parameter("message").strip()
        if not message:
            raise graph_error(100, "(#100) param message must be non-empty.")
        if len(message) > _LONGEST:
            raise graph_error(100, "(#100) Param message is too long.")
        target = graph_object("facebook", object_id)
        post = the_sandbox().publish("facebook", account.profile, message, in_reply_to=target.id)
    return jsonify(id=post.id)


@routes.get("/<version>/<object_id>/comments")
def comments(version: str, object_id: str) -> Response:
    """Oldest first unless `order=reverse_chronological`; `filter=stream` takes in answers."""
    authorised("facebook", version)
    with misbehaving("facebook", "read", graph_fault):
        target = graph_object("facebook", object_id)
        found = [post for post in the_sandbox().posts("facebook") if _is_under(post, target)]
    if request.args.get("order") == "reverse_chronological":
        found.reverse()
    return listed(found, _as_graph, "created_time,from,message")


def _is_under(post: Post, target: Post) -> bool:
    if post.deleted_at or post.id == target.id:
        return False
    if request.args.get("filter") == "stream" and post.thread == target.id:
        return True
    return post.in_reply_to == target.id


def _as_graph(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "message": post.text,
        "from": {"id": post.author.id, "name": post.author.name},
        "created_time": graph_time(post.at),
    }


def _content(news: News) -> Content:
    """The form `mention`: the page is named elsewhere, and the platform does not say by whom."""
    post, elsewhere = news.post, news.form == "mention"
    value: dict[str, Any] = {
        "verb": _VERBS[news.verb],
        "created_time": int(post.at.timestamp()),
        "post": {
            "id": post.thread,
            "is_published": True,
            "permalink_url": f"https://www.facebook.com/{post.thread.replace('_', '/posts/')}",
            "promotion_status": "inactive",
        },
    }
    if not (news.anonymous or elsewhere):
        value["from"] = {"id": post.author.id, "name": post.author.name}
    if news.verb != "removed":
        value["message"] = post.text
    if elsewhere or post.is_first:
        value |= {"item": "post" if elsewhere else "status", "post_id": post.id}
    else:
        value |= {"item": "comment", "comment_id": post.id, "post_id": post.thread}
        value["parent_id"] = post.in_reply_to
    change = {"field": "mention" if elsewhere else "feed", "value": value}
    return entry("page", news.to.id, news.now, changes=[change])


def _new_id(naming: Naming) -> str:
    """`<page>_<n>` of a post, `<n of the post>_<n>` of a comment."""
    if naming.answered is None:
        return f"{PAGE.id}_{_FIRST_POST + 17 * naming.count}"
    return f"{naming.answered.thread.rpartition('_')[2]}_{_FIRST_COMMENT + 13 * naming.count}"


def _author(person: Person) -> Author:
    return Author(id=str(person.number // 100), name=person.name)


PLATFORM = Platform(
    channel="facebook",
    title="Facebook",
    accounts=(PAGE,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/facebook/v26.0",
    webhook=metas_webhook(_content),
    credentials=app_credentials,
)
