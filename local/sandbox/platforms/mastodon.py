"""Mastodon: posts that mention us, read by polling, and our replies.

Contract: docs.joinmastodon.org (methods/notifications, statuses, instance; api/rate-limits).
"""

import re
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.platforms.mastodon_calls import authorised, fault_of, problem
from local.sandbox.platforms.mastodon_deeds import deeds
from local.sandbox.platforms.mastodon_statuses import (
    Status,
    account,
    numbered,
    status_of,
    statuses,
)
from local.sandbox.writing import iso

ACCOUNT = BrandAccount(
    channel="mastodon",
    profile=Author(id="109000000000000001", name="Nivora", handle="nivora", followers=3_200),
    token="sandbox-mastodon",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 500
_MOST = 80
_VISIBILITIES = ("public", "unlisted", "private", "direct")
_KEY_LIVES = timedelta(hours=1)
_FIRST = 113_000_000_000_000_000

routes = Blueprint("mastodon_api", __name__, url_prefix="/mastodon")
routes.register_error_handler(PlatformError, refused)
routes.register_blueprint(deeds)


@routes.get("/api/v2/instance")
def instance() -> Response:
    limits = {"statuses": {"max_characters": _LONGEST, "characters_reserved_per_url": 23}}
    return jsonify(domain="sosyal.example", title="Sandbox", configuration=limits)


@routes.get("/api/v1/notifications")
def notifications() -> Response:
    """Newest first; from `min_id` on those that are next to it, below `max_id` the newest of
    these. They are numbered in order."""
    authorised()
    with misbehaving("mastodon", "read", fault_of):
        theirs = [each for each in numbered() if not each[0].is_ours]
        told = [(i, status) for i, (status, gone) in enumerate(theirs, start=1) if not gone]
    known = request.args.get("min_id", 0, type=int)
    below = request.args.get("max_id", len(theirs) + 1, type=int)
    most = min(request.args.get("limit", 40, type=int), _MOST)
    if "mention" not in request.args.getlist("types[]") and request.args.getlist("types[]"):
        told = []
    newer = [(number, status) for number, status in told if known < number < below]
    page = (newer[:most] if known else newer[-most:])[::-1]
    answer = jsonify([_notification(number, status) for number, status in page])
    if page:
        here = f"{request.base_url}?limit={most}"
        newest, oldest = page[0][0], page[-1][0]
        links = f'<{here}&max_id={oldest}>; rel="next", <{here}&min_id={newest}>; rel="prev"'
        answer.headers["link"] = links
    return answer


@routes.get("/api/v1/statuses/<status_id>")
def one(status_id: str) -> Response:
    authorised()
    with misbehaving("mastodon", "read", fault_of):
        return jsonify(status_of(status_id).as_json())


@routes.get("/api/v1/statuses/<status_id>/context")
def context(status_id: str) -> Response:
    authorised()
    with misbehaving("mastodon", "read", fault_of):
        top = status_of(status_id)
        found = [status.as_json() for status in statuses() if status.in_reply_to == top.id]
    return jsonify(ancestors=[], descendants=found)


@routes.post("/api/v1/statuses")
def publish() -> Response:
    """The same `Idempotency-Key` within an hour brings back the first one's post."""
    ours, sandbox = authorised(), the_sandbox()
    key = f"mastodon {ours.id} {request.headers.get('idempotency-key')}"
    with misbehaving("mastodon", "post", fault_of):
        earlier, until = sandbox.kept.get(key, (None, sandbox.clock()))
        if earlier is not None and until > sandbox.clock():
            return jsonify(earlier.as_json())
        status = _published(ours)
        if "idempotency-key" in request.headers:
            sandbox.kept[key] = (status, sandbox.clock() + _KEY_LIVES)
    return jsonify(status.as_json())


def _published(ours: BrandAccount) -> Status:
    """Whom a private one is for, it names; who is answered is named first."""
    text, visibility = request.form.get("status", ""), request.form.get("visibility", "public")
    if not text.strip():
        raise problem(422, "Validation failed: Text can't be blank")
    if len(text) > _LONGEST:
        raise problem(422, f"Validation failed: Text character limit of {_LONGEST} exceeded")
    if visibility not in _VISIBILITIES:
        raise problem(422, "Validation failed: Visibility is not included in the list")
    sandbox, target = the_sandbox(), request.form.get("in_reply_to_id")
    answered = status_of(target) if target else None
    if visibility != "direct":
        in_reply_to = answered.id if answered else None
        post = sandbox.publish("mastodon", ours.profile, text, in_reply_to=in_reply_to)
        return Status.of_post(post)
    about = answered.id if answered else ""
    return Status.of_message(
        sandbox.write("mastodon", _reader(text, answered), ours.id, text, about)
    )


def _reader(text: str, answered: Status | None) -> str:
    """Nobody but ourselves reads a private post that names nobody."""
    said = [*([answered] if answered else []), *reversed(statuses())]
    named = re.findall(r"@([\w.@-]*\w)", text)
    found = (each.author.id for each in said if each.author.handle in named and not each.is_ours)
    return next(found, None) or ACCOUNT.id


def _notification(number: int, status: Status) -> dict[str, Any]:
    return {
        "id": str(number),
        "type": "mention",
        "created_at": iso(status.at),
        "account": account(status.author),
        "status": status.as_json(),
    }


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
