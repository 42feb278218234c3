"""Google Business Profile: a push that a review came, the review itself, and our reply to it.

Contract: developers.google.com/my-business (reference/rest/v4 reviews, notifications),
cloud.google.com/pubsub/docs/push. A review's id is its name, `accounts/…/locations/…/reviews/…`.
"""

import base64
import secrets
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import json_object, the_sandbox
from local.sandbox.google import (
    add_tokens,
    google_account,
    google_error,
    google_fault,
    owners_credentials,
)
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Headers, Naming, News, Person, Platform, Webhook
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.reviews import answer_review, answer_to
from local.sandbox.writing import iso, utf8

PLACE = BrandAccount(
    channel="google_business",
    profile=Author(id="accounts/111/locations/222", name="Nivora Kadıköy"),
    token="sandbox-google-business",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 4_096
_STARS = ("STAR_RATING_UNSPECIFIED", "ONE", "TWO", "THREE", "FOUR", "FIVE")

routes = Blueprint("google_business_api", __name__, url_prefix="/google_business")
routes.register_error_handler(PlatformError, refused)
add_tokens(routes, "google_business")


@routes.get("/v4/accounts/<account>/locations/<location>/reviews/<review>")
def read(account: str, location: str, review: str) -> Response:
    place = google_account("google_business")
    with misbehaving("google_business", "read", google_fault):
        return jsonify(_as_review(_review(place, account, location, review)))


@routes.put("/v4/accounts/<account>/locations/<location>/reviews/<review>/reply")
def reply(account: str, location: str, review: str) -> Response:
    place = google_account("google_business")
    with misbehaving("google_business", "post", google_fault):
        target = _review(place, account, location, review)
        text = json_object().get("comment")
        if not isinstance(text, str) or not 0 < len(text.encode()) <= _LONGEST:
            raise google_error(400, f"The reply comment must have 1 to {_LONGEST} bytes.")
        post = answer_review(target, f"{target.id}/reply", place.profile, text)
    return jsonify(comment=post.text, updateTime=iso(post.changed_at))


def _review(place: BrandAccount, account: str, location: str, review: str) -> Post:
    where = f"accounts/{account}/locations/{location}"
    if where != place.id:
        raise google_error(403, "The caller does not have permission")
    try:
        return the_sandbox().post("google_business", f"{where}/reviews/{review}")
    except UnknownPost:
        raise google_error(404, "Requested entity was not found.") from None


def _as_review(post: Post) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": post.id,
        "reviewId": post.id.rpartition("/")[2],
        "reviewer": {"displayName": post.author.name, "isAnonymous": False},
        "starRating": _STARS[post.stars],
        "comment": post.text,
        "createTime": iso(post.at),
        "updateTime": iso(post.changed_at),
    }
    if answer := answer_to(post):
        shown["reviewReply"] = {"comment": answer.text, "updateTime": iso(answer.changed_at)}
    return shown


def _body(news: News) -> bytes:
    """Ids only. Google tells of no deletions."""
    kind = "UPDATED_REVIEW" if news.verb == "edited" else "NEW_REVIEW"
    told = {"notificationType": kind, "reviewName": news.post.id, "locationName": news.to.id}
    message = {
        "data": base64.b64encode(utf8(told)).decode(),
        "messageId": str(int(news.now.timestamp() * 1_000_000)),
        "publishTime": iso(news.now),
    }
    return utf8({"message": message, "subscription": "projects/p/subscriptions/hearback"})


def _sign(_secret: str, _content: bytes, _now: datetime, _id: str) -> Headers:
    """The secret is in the address; nobody but Google can sign a token of Google's."""
    return {}


def _new_id(naming: Naming) -> str:
    return f"{PLACE.id}/reviews/AbFvOq{naming.count:06d}"


def _author(person: Person) -> Author:
    """A name for the page; the platform tells no id."""
    return Author(id=f"google-{person.number}", name=person.name)


PLATFORM = Platform(
    channel="google_business",
    title="Google Business",
    accounts=(PLACE,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/google_business/v4",
    credentials=owners_credentials,
    webhook=Webhook(
        body=_body,
        sign=_sign,
        secret=lambda: secrets.token_urlsafe(24),
        query=lambda secret: f"token={secret}",
    ),
)
