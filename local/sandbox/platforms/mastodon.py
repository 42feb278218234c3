"""Mastodon: posts that mention us, read by polling, and our replies.

Contract: docs.joinmastodon.org (methods/notifications, statuses, instance; api/rate-limits).
"""

from datetime import timedelta
from html import escape
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.writing import iso

ACCOUNT = BrandAccount(
    channel="mastodon",
    profile=Author(id="109000000000000001", name="Nivora", handle="nivora", followers=3_200),
    token="sandbox-mastodon",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 500
_CALLS, _WINDOW = 300, timedelta(minutes=5)
_MOST = 80
_KEY_LIVES = timedelta(hours=1)
_FIRST = 113_000_000_000_000_000
_WORDS = {
    401: "The access token is invalid",
    403: "This action is not allowed",
    404: "Record not found",
    429: "Too many requests",
}

routes = Blueprint("mastodon_api", __name__, url_prefix="/mastodon")
routes.register_error_handler(PlatformError, refused)


@routes.get("/api/v2/instance")
def instance() -> Response:
    limits = {"statuses": {"max_characters": _LONGEST, "characters_reserved_per_url": 23}}
    return jsonify(domain="sosyal.example", title="Sandbox", configuration=limits)


@routes.get("/api/v1/notifications")
def notifications() -> Response:
    """Newest first; from `min_id` on those that are next to it. They are numbered in order."""
    _authorised()
    with misbehaving("mastodon", "read", _fault):
        posts = [post for post in the_sandbox().posts("mastodon") if not post.is_ours]
        numbered = [(i, p) for i, p in enumerate(posts, start=1) if not p.deleted_at]
    known = request.args.get("min_id", 0, type=int)
    most = min(request.args.get("limit", 40, type=int), _MOST)
    if "mention" not in request.args.getlist("types[]") and request.args.getlist("types[]"):
        numbered = []
    newer = [(number, post) for number, post in numbered if number > known]
    page = (newer[:most] if known else newer[-most:])[::-1]
    answer = jsonify([_notification(number, post) for number, post in page])
    if page:
        here = f"{request.base_url}?limit={most}"
        newest, oldest = page[0][0], page[-1][0]
        links = f'<{here}&max_id={oldest}>; rel="next", <{here}&min_id={newest}>; rel="prev"'
        answer.headers["link"] = links
    return answer


@routes.get("/api/v1/statuses/<status_id>")
def status(status_id: str) -> Response:
    _authorised()
    with misbehaving("mastodon", "read", _fault):
        return jsonify(_status(_post(status_id)))


@routes.get("/api/v1/statuses/<status_id>/context")
def context(status_id: str) -> Response:
    _authorised()
    with misbehaving("mastodon", "read", _fault):
        top = _post(status_id)
        found = [p for p in the_sandbox().posts("mastodon") if p.in_reply_to == top.id]
    return jsonify(ancestors=[], descendants=[_status(p) for p in found if not p.deleted_at])


@routes.post("/api/v1/statuses")
def publish() -> Response:
    """The same `Idempotency-Key` within an hour brings back the first one's post."""
    account = _authorised()
    sandbox = the_sandbox()
    key = f"mastodon {account.id} {request.headers.get('idempotency-key')}"
    with misbehaving("mastodon", "post", _fault):
        earlier, until = sandbox.kept.get(key, (None, sandbox.clock()))
        if earlier is not None and until > sandbox.clock():
            return jsonify(_status(earlier))
        post = _published(account)
        if "idempotency-key" in request.headers:
            sandbox.kept[key] = (post, sandbox.clock() + _KEY_LIVES)
    return jsonify(_status(post))


def _published(account: BrandAccount) -> Post:
    text = request.form.get("status", "")
    if not text.strip():
        raise _error(422, "Validation failed: Text can't be blank")
    if len(text) > _LONGEST:
        raise _error(422, f"Validation failed: Text character limit of {_LONGEST} exceeded")
    target = request.form.get("in_reply_to_id")
    answered = _post(target).id if target else None
    return the_sandbox().publish("mastodon", account.profile, text, in_reply_to=answered)


def _post(status_id: str) -> Post:
    try:
        return the_sandbox().post("mastodon", status_id)
    except UnknownPost:
        raise _error(404) from None


def _authorised() -> BrandAccount:
    sandbox = the_sandbox()
    account = sandbox.account_of_token("mastodon", bearer_token())
    if account is None:
        raise _error(401)
    key = f"mastodon {account.id}"
    if wait := sandbox.meter.take(key, sandbox.clock(), most=_CALLS, within=_WINDOW):
        raise _too_many(wait)
    return account


def _notification(number: int, post: Post) -> dict[str, Any]:
    return {
        "id": str(number),
        "type": "mention",
        "created_at": iso(post.at),
        "account": _account(post.author),
        "status": _status(post),
    }


def _status(post: Post) -> dict[str, Any]:
    shown = escape(post.text, quote=False).replace("\n", "<br />")
    return {
        "id": post.id,
        "uri": f"https://sosyal.example/users/{post.author.handle}/statuses/{post.id}",
        "url": f"https://sosyal.example/@{post.author.handle}/{post.id}",
        "created_at": iso(post.at),
        "edited_at": iso(post.changed_at) if post.history else None,
        "in_reply_to_id": post.in_reply_to,
        "visibility": "public",
        "spoiler_text": "",
        "content": f"<p>{shown}</p>",
        "account": _account(post.author),
    }


def _account(author: Author) -> dict[str, Any]:
    return {
        "id": author.id,
        "acct": author.handle,
        "username": author.handle,
        "display_name": author.name,
        "bot": False,
        "followers_count": author.followers or 0,
    }


def _fault(fault: Fault) -> PlatformError:
    status = fault.status or 500
    return _too_many(fault.retry_after) if status == 429 else _error(status)


def _too_many(wait: int) -> PlatformError:
    error = _error(429)
    resets_at = the_sandbox().clock() + timedelta(seconds=wait)
    error.headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": iso(resets_at)}
    return error


def _error(status: int, words: str = "") -> PlatformError:
    return PlatformError(status, {"error": words or _WORDS.get(status, "Something went wrong")})


def _new_id(naming: Naming) -> str:
    return str(_FIRST + 97 * naming.count)


def _author(person: Person) -> Author:
    return Author(
        id=str(person.number // 10),
        name=person.name,
        handle=person.handle or f"kisi{person.number % 10**6}",
        followers=person.followers,
    )


PLATFORM = Platform(
    channel="mastodon",
    title="Mastodon",
    accounts=(ACCOUNT,),
    author=_author,
    new_id=_new_id,
    call_name=f"@{ACCOUNT.profile.handle}",
    routes=routes,
    api_path="/mastodon",
    source=lambda _: {"account": ACCOUNT.id},
)
