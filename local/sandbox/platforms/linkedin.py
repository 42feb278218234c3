"""LinkedIn: comments on a page's posts, and our comments below them.

Contract: learn.microsoft.com/linkedin (webhook validation, organization social action
notifications, comments API, versioning).
"""

import hmac
import re
import secrets
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Headers, Naming, News, Person, Platform, Webhook
from local.sandbox.platforms.linkedin_calls import authorised, entity, fault_of, problem
from local.sandbox.platforms.linkedin_deeds import deeds
from local.sandbox.platforms.linkedin_tokens import tokens
from local.sandbox.posts import Post
from local.sandbox.writing import Content, milliseconds, utf8

PAGE = BrandAccount(
    channel="linkedin",
    profile=Author(id="urn:li:organization:96072893", name="Nivora", followers=41_300),
    token="sandbox-linkedin",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 1_250
_COMMENT = re.compile(r"urn:li:comment:\((urn:li:activity:\d+),\d+\)")
_FIRST_ACTIVITY = 7_094_637_247_890_620_418
_FIRST_COMMENT = 7_094_977_717_598_625_792

routes = Blueprint("linkedin_api", __name__, url_prefix="/linkedin")
routes.register_error_handler(PlatformError, refused)
routes.register_blueprint(deeds)
routes.register_blueprint(tokens)


@routes.post("/rest/socialActions/<path:urn>/comments")
def comment(urn: str) -> tuple[Response, int, Headers]:
    account = authorised()
    with misbehaving("linkedin", "post", fault_of):
        post = _commented(account, urn)
    return jsonify(_as_comment(post)), 201, {"x-restli-id": post.id.rpartition(",")[2].rstrip(")")}


@routes.get("/rest/socialActions/<path:urn>/comments")
def comments(urn: str) -> Response:
    authorised()
    with misbehaving("linkedin", "read", fault_of):
        target = entity(urn)
        found = [
            post
            for post in the_sandbox().posts("linkedin")
            if post.in_reply_to == target.id and not post.deleted_at
        ]
    start, count = request.args.get("start", 0, type=int), request.args.get("count", 10, type=int)
    return jsonify(
        elements=[_as_comment(post) for post in found[start : start + min(count, 100)]],
        paging={"total": len(found), "count": count, "start": start, "links": []},
    )


def _commented(account: BrandAccount, urn: str) -> Post:
    order, target = json_object(), entity(urn)
    text = inner(order, "message", "text")
    if order.get("actor") != account.id:
        raise problem(403, "ACCESS_DENIED", "Unpermitted fields present in REQUEST_BODY: /actor")
    if order.get("object") != _activity(target.id) or order.get("parentComment") not in (
        None,
        target.id,
    ):
        raise problem(400, "INVALID_URN", "object and parentComment must be those of the target")
    if not isinstance(text, str) or not text.strip():
        raise problem(400, "MISSING_FIELD", "/message/text :: field is required")
    if len(text) > _LONGEST:
        raise problem(400, "FIELD_LENGTH_TOO_LONG", f"/message/text :: over {_LONGEST} characters")
    for post in the_sandbox().posts("linkedin"):
        same = (post.in_reply_to, post.text) == (target.id, text) and not post.deleted_at
        if post.is_ours and same:
            raise problem(409, "CONFLICT", "Content is a duplicate of an earlier comment")
    return the_sandbox().publish("linkedin", account.profile, text, in_reply_to=target.id)


def _activity(comment_urn: str) -> str:
    found = _COMMENT.fullmatch(comment_urn)
    return found[1] if found else comment_urn


def _as_comment(post: Post) -> dict[str, Any]:
    at = {"actor": post.author.id, "time": milliseconds(post.at)}
    return {
        "actor": post.author.id,
        "created": at,
        "lastModified": at,
        "id": post.id.rpartition(",")[2].rstrip(")"),
        "message": {"attributes": [], "text": post.text},
        "$URN": post.id,
        "commentUrn": post.id,
        "object": _activity(post.id),
    }


_ACTIONS = {"added": "COMMENT", "edited": "COMMENT_EDIT", "removed": "COMMENT_DELETE"}


def _body(news: News) -> bytes:
    post = news.post
    activity = _activity(post.id)
    made: dict[str, Any] = {"owner": post.author.id, "entity": post.id, "object": activity}
    if news.verb != "removed":
        made["text"] = post.text
    notification: Content = {
        "notificationId": milliseconds(news.now),
        "organizationalEntity": news.to.id,
        "action": "ADMIN_COMMENT" if post.is_ours else _ACTIONS[news.verb],
        "sourcePost": activity,
        "lastModifiedAt": milliseconds(post.at),
        "subscriber": "urn:li:person:zLqTygBP8S",
        "generatedActivity": post.id.replace("(urn:li:", "("),
        "decoratedGeneratedActivity": {"comment": made},
    }
    kind = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
    return utf8({"type": kind, "notifications": [notification]})


def _sign(secret: str, content: bytes, _now: datetime, _id: str) -> Headers:
    digest = hmac.digest(secret.encode(), b"hmacsha256=" + content, "sha256")
    return {"x-li-signature": digest.hex()}


def _new_id(naming: Naming) -> str:
    """Who answers nobody comments on a post of the page's own."""
    answered = naming.answered
    activity = (
        _activity(answered.id)
        if answered
        else f"urn:li:activity:{_FIRST_ACTIVITY + 7 * naming.count}"
    )
    return f"urn:li:comment:({activity},{_FIRST_COMMENT + 3 * naming.count})"


def _author(person: Person) -> Author:
    return Author(id=f"urn:li:person:{person.number % 10**10:010d}", name=person.name)


PLATFORM = Platform(
    channel="linkedin",
    title="LinkedIn",
    accounts=(PAGE,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/linkedin",
    webhook=Webhook(body=_body, sign=_sign, secret=lambda: secrets.token_hex(24), tells_own=True),
)
