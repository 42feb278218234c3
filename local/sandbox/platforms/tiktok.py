"""TikTok: comments on our videos, and our replies to them.

Contract: developers.tiktok.com/doc/webhooks-verification, business-api.tiktok.com/portal/docs
(comment replies, return codes). Errors come with status 200 and a code.

A comment's id is `<video>:<comment>`, as the product knows it.
"""

import hmac
import json
import secrets
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import json_object, the_sandbox
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Headers, Naming, News, Person, Platform, Webhook
from local.sandbox.platforms.tiktok_calls import (
    BAD_PARAMETER,
    authorised,
    comment_of,
    fault_of,
    problem,
    told,
)
from local.sandbox.platforms.tiktok_deeds import deeds
from local.sandbox.platforms.tiktok_tokens import tokens
from local.sandbox.posts import Post
from local.sandbox.writing import utf8

ACCOUNT = BrandAccount(
    channel="tiktok",
    profile=Author(id="_000NivoraOpenId", name="Nivora", handle="nivora", followers=190_500),
    token="sandbox-tiktok",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 1_200
_MOST = 30
_FIRST_VIDEO = 7_203_946_942_097_902_849
_FIRST_COMMENT = 7_247_303_576_418_566_913

routes = Blueprint("tiktok_api", __name__, url_prefix="/tiktok/open_api/v1.3")
routes.register_error_handler(PlatformError, refused)
routes.register_blueprint(deeds, url_prefix="/business/comment")
routes.register_blueprint(tokens, url_prefix="/tt_user")


@routes.post("/business/comment/reply/create/")
def create() -> Response:
    account = authorised()
    with misbehaving("tiktok", "post", fault_of):
        order = json_object()
        target = comment_of(account, order)
        text = order.get("text")
        if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
            raise problem(BAD_PARAMETER, f"text: must have 1 to {_LONGEST} characters")
        post = the_sandbox().publish("tiktok", account.profile, text, in_reply_to=target.id)
    return told(_as_comment(post))


@routes.get("/business/comment/reply/list/")
def replies() -> Response:
    """Below a comment; newest first if so asked."""
    account = authorised()
    with misbehaving("tiktok", "read", fault_of):
        target = comment_of(account, request.args)
        found = [
            post
            for post in the_sandbox().posts("tiktok")
            if post.in_reply_to == target.id and not post.deleted_at
        ]
    if request.args.get("sort_order") == "desc":
        found.reverse()
    start = request.args.get("cursor", 0, type=int)
    end = start + min(request.args.get("max_count", 20, type=int), _MOST)
    page = list(map(_as_comment, found[start:end]))
    return told({"comments": page, "cursor": end, "has_more": end < len(found)})


def _as_comment(post: Post) -> dict[str, Any]:
    video, _, comment = post.id.partition(":")
    return {
        "comment_id": comment,
        "video_id": video,
        "text": post.text,
        "owner": post.is_ours,
        "unique_identifier": post.author.id,
        "create_time": str(int(post.at.timestamp())),
    }


def _body(news: News) -> bytes:
    """`content` is JSON inside JSON, its ids are numbers above 2^53. Edits are not told."""
    post = news.post
    video, _, comment = post.id.partition(":")
    parent = "" if post.is_first else post.thread.partition(":")[2]
    content = {
        "comment_id": int(comment),
        "video_id": int(video),
        "parent_comment_id": int(parent or 0),
        "comment_type": "reply" if parent else "comment",
        "comment_action": "delete" if news.verb == "removed" else "insert",
        "unique_identifier": post.author.id,
        "timestamp": int(post.at.timestamp()),
        "text": post.text,
    }
    return utf8(
        {
            "client_key": "7000000000000000000",
            "event": "comment.update",
            "create_time": int(news.now.timestamp()),
            "user_openid": news.to.id,
            "content": json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        }
    )


def _sign(secret: str, content: bytes, now: datetime, _id: str) -> Headers:
    stamp = str(int(now.timestamp()))
    digest = hmac.digest(secret.encode(), f"{stamp}.".encode() + content, "sha256")
    return {"tiktok-signature": f"t={stamp},s={digest.hex()}"}


def _new_id(naming: Naming) -> str:
    answered = naming.answered
    video = answered.id.partition(":")[0] if answered else str(_FIRST_VIDEO + 11 * naming.count)
    return f"{video}:{_FIRST_COMMENT + 5 * naming.count}"


def _author(person: Person) -> Author:
    return Author(id=f"u-{person.number % 10**12}", name=person.name)


PLATFORM = Platform(
    channel="tiktok",
    title="TikTok",
    accounts=(ACCOUNT,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/tiktok",
    webhook=Webhook(body=_body, sign=_sign, secret=lambda: secrets.token_hex(24), tells_own=True),
)
