"""YouTube: comments on a channel's videos, read by polling, and our replies below them.

Contract: developers.google.com/youtube/v3/docs (commentThreads.list, comments.list,
comments.insert, comments.setModerationStatus, errors, determine_quota_cost).
"""

from datetime import timedelta
from html import escape
from typing import Any

from flask import Blueprint, Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import done, undone
from local.sandbox.faults import Fault
from local.sandbox.google import (
    add_tokens,
    google_account,
    google_error,
    google_fault,
    owners_credentials,
)
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.posts import Post, UnknownPost

CHANNEL = BrandAccount(
    channel="youtube",
    profile=Author(
        id="UCNIVORA0000000000000000", name="@nivora", handle="nivora", followers=97_000
    ),
    token="sandbox-youtube",  # noqa: S106 - opens nothing but the sandbox
)
_UNITS_A_DAY, _UNITS_A_REPLY = 10_000, 50
_LONGEST = 10_000
_INLINE = 5
_HIDING, _SHOWING = ("heldForReview", "rejected"), "published"
_DAY = timedelta(days=1)
_WORDS = {
    "quotaExceeded": "The request cannot be completed because you have exceeded your quota.",
    "banWithoutReject": "The banAuthor parameter can only be used with a rejection.",
    "commentsDisabled": "The video identified by the videoId parameter has disabled comments.",
}

routes = Blueprint("youtube_api", __name__, url_prefix="/youtube")
routes.register_error_handler(PlatformError, refused)
add_tokens(routes, "youtube")


@routes.get("/v3/commentThreads")
def threads() -> Response:
    """Those named by `id`, or all of a channel, newest first."""
    account = google_account("youtube")
    with misbehaving("youtube", "read", _fault):
        _spend(account, 1)
        if named := request.args.get("id"):
            wanted = named.split(",")
            return _listed("commentThread", [_thread(p) for p in _tops() if p.id in wanted], "")
        if request.args.get("allThreadsRelatedToChannelId") != account.id:
            raise google_error(404, "The channel cannot be found.", reason="channelNotFound")
        page, following = _page(_tops()[::-1])
        return _listed("commentThread", [_thread(post) for post in page], following)


@routes.get("/v3/comments")
def comments() -> Response:
    """The replies below a comment, oldest first."""
    account = google_account("youtube")
    with misbehaving("youtube", "read", _fault):
        _spend(account, 1)
        page, following = _page(_below(_top(request.args.get("parentId", ""), "commentNotFound")))
        return _listed("comment", [_comment(post) for post in page], following)


@routes.post("/v3/comments")
def insert() -> Response:
    account = google_account("youtube")
    with misbehaving("youtube", "post", _fault):
        _spend(account, _UNITS_A_REPLY)
        snippet = inner(json_object(), "snippet")
        parent = _top(str(inner(snippet, "parentId")), "parentCommentNotFound")
        text = inner(snippet, "textOriginal")
        if not isinstance(text, str) or not text.strip():
            raise google_error(400, "The comment's text is required.", reason="commentTextRequired")
        if len(text) > _LONGEST:
            raise google_error(400, "The comment is too long.", reason="commentTextTooLong")
        post = the_sandbox().publish("youtube", account.profile, text, in_reply_to=parent.id)
        return jsonify(_comment(post))


@routes.post("/v3/comments/setModerationStatus")
def moderate() -> tuple[str, int]:
    """What is held or rejected is hidden, until it is published; a ban comes with a rejection
    only, and stays."""
    account, status = google_account("youtube"), request.args.get("moderationStatus", "")
    bans = request.args.get("banAuthor") == "true"
    if status not in (*_HIDING, _SHOWING):
        raise google_error(400, "The moderation status is not valid.", reason="badRequest")
    if bans and status != "rejected":
        raise google_error(400, _WORDS["banWithoutReject"], reason="banWithoutReject")
    post = _top(request.args.get("id", ""), "commentNotFound")
    _spend(account, _UNITS_A_REPLY)
    if status == _SHOWING:
        undone(account, "hide", post.id, _fault)
    else:
        done(account, *(("block", post.author.id or "") if bans else ("hide", post.id)), _fault)
    return "", 204


def _tops() -> list[Post]:
    posts = the_sandbox().posts("youtube")
    return [p for p in posts if not p.in_reply_to and not p.is_ours and not p.deleted_at]


def _top(comment_id: str, reason: str) -> Post:
    try:
        return the_sandbox().post("youtube", comment_id)
    except UnknownPost:
        raise google_error(404, "The comment cannot be found.", reason=reason) from None


def _below(top: Post) -> list[Post]:
    posts = the_sandbox().posts("youtube")
    return [p for p in posts if p.thread == top.id and p.id != top.id and not p.deleted_at]


def _page(found: list[Post]) -> tuple[list[Post], str]:
    token = request.args.get("pageToken", "p0")
    if not token.startswith("p") or not token[1:].isdecimal():
        raise google_error(400, "The page token is not valid.", reason="invalidPageToken")
    start = int(token[1:])
    end = start + min(request.args.get("maxResults", 20, type=int), 100)
    return found[start:end], f"p{end}" if end < len(found) else ""


def _listed(kind: str, items: list[dict[str, Any]], following: str) -> Response:
    token = {"nextPageToken": following} if following else {}
    return jsonify({"kind": f"youtube#{kind}ListResponse", "items": items, **token})


def _thread(top: Post) -> dict[str, Any]:
    """With some of its replies only, as YouTube gives it."""
    below = _below(top)
    thread: dict[str, Any] = {
        "kind": "youtube#commentThread",
        "id": top.id,
        "snippet": {
            "channelId": CHANNEL.id,
            "videoId": "axepn8QqxRk",
            "topLevelComment": _comment(top),
            "canReply": True,
            "totalReplyCount": len(below),
            "isPublic": True,
        },
    }
    if below:
        thread["replies"] = {"comments": [_comment(post) for post in below[-_INLINE:]]}
    return thread


def _comment(post: Post) -> dict[str, Any]:
    snippet: dict[str, Any] = {
        "channelId": CHANNEL.id,
        "videoId": "axepn8QqxRk",
        "textDisplay": escape(post.text, quote=False),
        "textOriginal": post.text,
        "authorDisplayName": post.author.name,
        "authorChannelId": {"value": post.author.id},
        "publishedAt": f"{post.at:%Y-%m-%dT%H:%M:%S.%f}Z",
        "updatedAt": f"{post.changed_at:%Y-%m-%dT%H:%M:%S.%f}Z",
    }
    if not post.is_first:
        snippet["parentId"] = post.thread
    return {"kind": "youtube#comment", "id": post.id, "snippet": snippet}


def _spend(account: BrandAccount, units: int) -> None:
    sandbox = the_sandbox()
    used_up = sandbox.meter.take(
        f"youtube {account.id}", sandbox.clock(), most=_UNITS_A_DAY, within=_DAY, units=units
    )
    if used_up:
        raise google_error(403, _WORDS["quotaExceeded"], reason="quotaExceeded")


def _fault(fault: Fault) -> PlatformError:
    """403 is the day's quota, unless it is ordered otherwise."""
    if fault.status == 403:
        return google_error(403, _WORDS["commentsDisabled"], reason="commentsDisabled")
    return google_fault(fault)


def _new_id(naming: Naming) -> str:
    """A reply's id starts with that of the thread's first comment."""
    if naming.answered:
        return f"{naming.answered.thread}.9x{naming.count:08d}"
    return f"Ugx{naming.count:08d}4AaABAg"


def _author(person: Person) -> Author:
    handle = person.handle or f"user-{person.number % 10**6}"
    return Author(id=f"UC{person.number:022d}", name=f"@{handle}", handle=handle)


PLATFORM = Platform(
    channel="youtube",
    title="YouTube",
    accounts=(CHANNEL,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/youtube/v3",
    credentials=owners_credentials,
    source=lambda _: {"account": CHANNEL.id},
)
