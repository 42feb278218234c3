"""Google Play: an app's reviews of the last week, read by polling, and our answer to each.

Contract: developers.google.com/android-publisher (reply-to-reviews, api-ref/rest/v3/reviews),
developers.google.com/identity/protocols/oauth2/service-account.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import json_object, the_sandbox
from local.sandbox.google import add_tokens, google_account, google_error, google_fault
from local.sandbox.keys import pem, rsa_key, signed_claims
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.reviews import answer_review, answer_to, reviews_of

APP = BrandAccount(
    channel="google_play",
    profile=Author(id="example.nivora.app", name="Nivora"),
    token="hearback@sandbox.example",  # noqa: S106 - whom the signed grant names
)
_LONGEST = 350
_WEEK, _HOUR = timedelta(days=7), timedelta(hours=1)
_READS_AN_HOUR = 200
_SCOPE = "https://www.googleapis.com/auth/androidpublisher"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_REVIEWS = "/androidpublisher/v3/applications/<app>/reviews"

routes = Blueprint("google_play_api", __name__, url_prefix="/google_play")
routes.register_error_handler(PlatformError, refused)


def _by_assertion(form: Mapping[str, str]) -> BrandAccount | None:
    """The service account that signed, for this address, for an hour at most."""
    if form.get("grant_type") != _GRANT:
        raise PlatformError(400, {"error": "unsupported_grant_type"})
    claims = signed_claims(form.get("assertion", ""), "RS256")
    now = the_sandbox().clock().timestamp()
    lasts = claims.get("iat", now) + 3600 >= claims.get("exp", 0) > now
    if not lasts or claims.get("scope") != _SCOPE or claims.get("aud") != request.base_url:
        return None
    return the_sandbox().account_of_token("google_play", str(claims.get("iss")))


add_tokens(routes, "google_play", _by_assertion)


@routes.get(_REVIEWS)
def reviews(app: str) -> Response:
    account = _authorised(app)
    with misbehaving("google_play", "read", google_fault):
        sandbox = the_sandbox()
        wait = sandbox.meter.take(
            f"google_play {account.id}", sandbox.clock(), most=_READS_AN_HOUR, within=_HOUR
        )
        if wait:
            raise google_error(429, "Quota exceeded for quota metric 'Get' and limit 'per hour'")
        since = sandbox.clock() - _WEEK
        found = [post for post in reviews_of("google_play") if post.changed_at > since]
    start = request.args.get("token", 0, type=int)
    end = start + min(request.args.get("maxResults", 10, type=int), 100)
    answer: dict[str, Any] = {"reviews": list(map(_as_review, found[start:end]))}
    if end < len(found):
        answer["tokenPagination"] = {"nextPageToken": str(end)}
    return jsonify(answer)


@routes.get(f"{_REVIEWS}/<review>")
def one(app: str, review: str) -> Response:
    _authorised(app)
    with misbehaving("google_play", "read", google_fault):
        return jsonify(_as_review(_review(review)))


@routes.post(f"{_REVIEWS}/<review>:reply")
def reply(app: str, review: str) -> Response:
    account = _authorised(app)
    with misbehaving("google_play", "post", google_fault):
        target = _review(review)
        text = json_object().get("replyText")
        if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
            raise google_error(400, f"The reply text must have 1 to {_LONGEST} characters.")
        post = answer_review(target, f"{target.id}#reply", account.profile, text)
    return jsonify(result={"replyText": post.text, "lastEdited": _seconds(post.changed_at)})


def _review(review_id: str) -> Post:
    try:
        return the_sandbox().post("google_play", review_id)
    except UnknownPost:
        raise google_error(404, "Review not found.") from None


def _authorised(app: str) -> BrandAccount:
    account = google_account("google_play")
    if app != account.id:
        raise google_error(403, "The caller does not have permission")
    return account


def _as_review(post: Post) -> dict[str, Any]:
    """The title stands before the words, with a tab between."""
    said: dict[str, Any] = {
        "text": f"{post.title}\t{post.text}",
        "lastModified": _seconds(post.changed_at),
        "reviewerLanguage": "tr",
        "device": "a52q",
    }
    if post.stars:
        said["starRating"] = post.stars
    comments = [{"userComment": said}]
    if answer := answer_to(post):
        ours = {"text": answer.text, "lastModified": _seconds(answer.changed_at)}
        comments.append({"developerComment": ours})
    return {"reviewId": post.id, "authorName": post.author.name, "comments": comments}


def _seconds(at: datetime) -> dict[str, object]:
    return {"seconds": str(int(at.timestamp())), "nanos": at.microsecond * 1000}


def _credentials(account: BrandAccount, sandbox_url: str) -> Mapping[str, str]:
    return {
        "client_email": account.token,
        "private_key": pem(rsa_key()),
        "token_uri": f"{sandbox_url}/google_play/token",
    }


def _new_id(naming: Naming) -> str:
    return f"gp:AOqpTO{naming.count:08d}"


def _author(person: Person) -> Author:
    """A name for the page; the platform tells no id."""
    return Author(id=f"play-{person.number}", name=person.name)


PLATFORM = Platform(
    channel="google_play",
    title="Google Play",
    accounts=(APP,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/google_play",
    credentials=_credentials,
    source=lambda _: {"account": APP.id},
)
