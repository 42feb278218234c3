"""App Store: an app's reviews, read by polling, our answer to each, and Apple's public feed.

Contract: developer.apple.com/documentation/appstoreconnectapi (customer reviews, customer review
responses, generating tokens for API requests, error codes).
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, inner, json_object, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.keys import ec_key, pem, signed_claims
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.reviews import answer_review, answer_to, reviews_of

APP = BrandAccount(
    channel="app_store",
    profile=Author(id="682658836", name="Nivora"),
    token="57246542-96fe-1a63-e053-0824d011072a",  # noqa: S106 - the issuer whom tokens name
)
_KEY_ID = "2X9R4HXF34"
_LONGEST = 5_970
_LONGEST_TOKEN_SECONDS = 1_200
_MOST = 200
_MOST_IN_FEED = 50
_CODES = {401: "NOT_AUTHORIZED", 403: "FORBIDDEN_ERROR", 429: "RATE_LIMIT_EXCEEDED"}

routes = Blueprint("app_store_api", __name__, url_prefix="/app_store")
routes.register_error_handler(PlatformError, refused)


@routes.get("/v1/apps/<app>/customerReviews")
def reviews(app: str) -> Response:
    account = _authorised()
    with misbehaving("app_store", "read", _fault):
        if app != account.id:
            raise _error(404, "NOT_FOUND", f"There is no resource of type 'apps' with id '{app}'")
        limit = request.args.get("limit", 50, type=int)
        if not 1 <= limit <= _MOST:
            raise _error(400, "PARAMETER_ERROR.INVALID", f"'limit' must be 1 to {_MOST}")
        found = sorted(reviews_of("app_store"), key=lambda post: post.at, reverse=True)
    start = request.args.get("cursor", 0, type=int)
    links = {"self": request.base_url}
    if start + limit < len(found):
        links["next"] = f"{request.base_url}?cursor={start + limit}&limit={limit}"
    page = list(map(_as_review, found[start : start + limit]))
    return jsonify(data=page, links=links, meta={"paging": {"total": len(found), "limit": limit}})


@routes.post("/v1/customerReviewResponses")
def respond() -> tuple[Response, int]:
    """A review has one response: a later one takes its place."""
    account = _authorised()
    with misbehaving("app_store", "post", _fault):
        data = inner(json_object(), "data")
        text = inner(data, "attributes", "responseBody")
        target = _review(str(inner(data, "relationships", "review", "data", "id")))
        if not isinstance(text, str) or not text.strip():
            raise _error(409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", "'responseBody' is required")
        if len(text) > _LONGEST:
            words = f"'responseBody' must not be longer than {_LONGEST} characters"
            raise _error(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG", words)
        post = answer_review(target, f"response-{target.id}", account.profile, text)
    return jsonify(data=_as_response(post)), 201


@routes.get("/v1/customerReviews/<review>/response")
def response(review: str) -> Response:
    _authorised()
    with misbehaving("app_store", "read", _fault):
        answer = answer_to(_review(review))
        if answer is None:
            raise _error(404, "NOT_FOUND", "There is no response to this review")
    return jsonify(data=_as_response(answer))


@routes.get("/<country>/rss/customerreviews/id=<app>/sortBy=mostRecent/json")
def feed(country: str, app: str) -> Response:
    """The public one: the newest fifty, of which one alone is an object and none is nothing."""
    entries = [_as_entry(post) for post in reviews_of("app_store")[:_MOST_IN_FEED]]
    shown: dict[str, Any] = {"title": {"label": f"iTunes Store: {country} {app}"}}
    if app == APP.id and entries:
        shown["entry"] = entries if len(entries) > 1 else entries[0]
    answer = jsonify(feed=shown)
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _review(review_id: str) -> Post:
    try:
        return the_sandbox().post("app_store", review_id)
    except UnknownPost:
        words = f"There is no resource of type 'customerReviews' with id '{review_id}'"
        raise _error(404, "NOT_FOUND", words) from None


def _authorised() -> BrandAccount:
    """A token that we signed within the last twenty minutes, for this API."""
    claims = signed_claims(bearer_token(), "ES256")
    now = the_sandbox().clock().timestamp()
    given, until = claims.get("iat", 0), claims.get("exp", 0)
    lasts = now < until <= given + _LONGEST_TOKEN_SECONDS
    account = the_sandbox().account_of_token("app_store", str(claims.get("iss")))
    meant = (claims.get("aud"), claims.get("kid")) == ("appstoreconnect-v1", _KEY_ID)
    if account is None or not lasts or not meant:
        raise _error(401, "NOT_AUTHORIZED", "Provide a properly configured and signed bearer token")
    return account


def _as_review(post: Post) -> dict[str, Any]:
    said: dict[str, Any] = {
        "title": post.title,
        "body": post.text,
        "reviewerNickname": post.author.name,
        "createdDate": post.at.isoformat(),
        "territory": "TUR",
    }
    if post.stars:
        said["rating"] = post.stars
    return {"type": "customerReviews", "id": post.id, "attributes": said}


def _as_response(post: Post) -> dict[str, Any]:
    said = {
        "responseBody": post.text,
        "lastModifiedDate": post.changed_at.isoformat(),
        "state": "PUBLISHED",
    }
    return {"type": "customerReviewResponses", "id": post.id, "attributes": said}


def _as_entry(post: Post) -> dict[str, Any]:
    """Numbered otherwise than in the API."""
    number = post.id.rpartition("-")[2]
    told = {"id": f"9{number}", "title": post.title, "content": post.text}
    told |= {"updated": post.changed_at.isoformat(), "im:rating": str(post.stars or 1)}
    author = {"name": {"label": post.author.name}}
    return {"author": author, **{name: {"label": value} for name, value in told.items()}}


def _fault(fault: Fault) -> PlatformError:
    status = fault.status or 500
    error = _error(status, _CODES.get(status, "UNEXPECTED_ERROR"), "Ordered by the sandbox")
    if status == 429:
        error.headers = {"retry-after": str(fault.retry_after)}
    return error


def _error(status: int, code: str, detail: str) -> PlatformError:
    title = "The request could not be completed"
    error = {"status": str(status), "code": code, "title": title, "detail": detail}
    return PlatformError(status, {"errors": [error]})


def _credentials(account: BrandAccount, _: str) -> Mapping[str, str]:
    return {"issuer_id": account.token, "key_id": _KEY_ID, "private_key": pem(ec_key())}


def _new_id(naming: Naming) -> str:
    return f"00000028-b08c-0014-729e-{naming.count:012d}"


def _author(person: Person) -> Author:
    """A nickname for the page; the platform tells no id."""
    return Author(id=f"appstore-{person.number}", name=person.name)


PLATFORM = Platform(
    channel="app_store",
    title="App Store",
    accounts=(APP,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/app_store",
    credentials=_credentials,
    source=lambda _: {"account": APP.id},
)
