"""The public pages: what a customer of the brand sees."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request

from local.sandbox.conversations import Conversation, conversations, tally
from local.sandbox.labels import labels
from local.sandbox.state import Sandbox

_A_PAGE = 40
_SHOWN: dict[str, Callable[[Conversation], bool]] = {
    "all": lambda _: True,
    "waiting": lambda conversation: conversation.waits,
    "answered": lambda conversation: conversation.is_answered,
}

pages = Blueprint("pages", __name__)
pages.app_context_processor(labels)


@pages.get("/")
def overview() -> str:
    sandbox = _sandbox()
    replies = [p for p in sandbox.posts() if p.is_ours and not p.is_first and not p.deleted_at]
    named = {p.id: p for p in sandbox.posts()}
    items = sandbox.posts("feed")
    return render_template(
        "overview.html",
        tallies={channel: tally(sandbox.posts(channel)) for channel in ("x", "facebook")},
        replies=[(reply, named.get(reply.in_reply_to or "")) for reply in replies[:-9:-1]],
        feeds={name: sum(p.thread == name for p in items) for name in {p.thread for p in items}},
        faults=sandbox.faults.standing(),
    )


@pages.get("/x")
def x_timeline() -> str:
    return _timeline("x")


@pages.get("/facebook")
def facebook_page() -> str:
    return _timeline("facebook")


@pages.get("/<any(x, facebook):channel>/thread/<thread>")
def thread_page(channel: str, thread: str) -> str:
    """One conversation in full."""
    posts = [post for post in _sandbox().posts(channel) if post.thread == thread]
    if not posts:
        abort(404)
    return render_template(
        f"{channel}_thread.html", **_frame(channel), talk=conversations(posts)[0]
    )


def _timeline(channel: str) -> str:
    show = request.args.get("show", "all")
    start = max(0, request.args.get("from", 0, type=int))
    found = conversations(_sandbox().posts(channel))
    wanted = [talk for talk in found if _SHOWN.get(show, _SHOWN["all"])(talk)]
    return render_template(
        f"{channel}.html",
        **_frame(channel),
        talks=wanted[start : start + _A_PAGE],
        older=start + _A_PAGE if len(wanted) > start + _A_PAGE else None,
        show=show if show in _SHOWN else "all",
        counts={name: sum(map(chosen, found)) for name, chosen in _SHOWN.items()},
    )


def _frame(channel: str) -> dict[str, Any]:
    """What every page of a platform shows beside the conversations."""
    sandbox = _sandbox()
    posts = sandbox.posts(channel)
    account = next(account for account in sandbox.accounts if account.channel == channel)
    return {
        "channel": channel,
        "account": account.profile,
        "tally": tally(posts),
        "named": {post.id: post for post in posts},
    }


def _sandbox() -> Sandbox:
    sandbox: Sandbox = current_app.extensions["sandbox"]
    return sandbox
