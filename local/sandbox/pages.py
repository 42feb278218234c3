"""The public pages: what a customer of the brand sees."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request

from hearback.domain.mention import Author
from local.sandbox.calls import the_sandbox
from local.sandbox.conversations import Conversation, conversations, tally
from local.sandbox.labels import labels
from local.sandbox.platform import Platform
from local.sandbox.platforms import PLATFORMS
from local.sandbox.unseen import marks, private_talks

_A_PAGE = 40
_SHOWN: dict[str, Callable[[Conversation], bool]] = {
    "all": lambda _: True,
    "waiting": lambda conversation: conversation.waits,
    "answered": lambda conversation: conversation.is_answered,
}
_US = Author(name="Nivora")

pages = Blueprint("pages", __name__)
pages.app_context_processor(labels)
pages.app_context_processor(lambda: {"platforms": PLATFORMS})


@pages.get("/")
def overview() -> str:
    """Every platform in figures, those on which something was said first."""
    sandbox = the_sandbox()
    replies = [p for p in sandbox.posts() if p.is_ours and not p.is_first and not p.deleted_at]
    named = {(p.channel, p.id): p for p in sandbox.posts()}
    tallies = {channel: tally(sandbox.posts(channel)) for channel in PLATFORMS}
    return render_template(
        "overview.html",
        tallies=dict(sorted(tallies.items(), key=lambda each: -each[1].people)),
        replies=[
            (reply, named.get((reply.channel, reply.in_reply_to or "")))
            for reply in replies[:-9:-1]
        ],
        faults=sandbox.faults.standing(),
    )


@pages.get("/<channel>")
def timeline(channel: str) -> str:
    platform = _platform(channel)
    show = request.args.get("show", "all")
    start = max(0, request.args.get("from", 0, type=int))
    found = conversations(the_sandbox().posts(channel))
    wanted = [talk for talk in found if _SHOWN.get(show, _SHOWN["all"])(talk)]
    return render_template(
        _template(channel, ""),
        **_frame(platform),
        talks=wanted[start : start + _A_PAGE],
        older=start + _A_PAGE if len(wanted) > start + _A_PAGE else None,
        show=show if show in _SHOWN else "all",
        counts={name: sum(map(chosen, found)) for name, chosen in _SHOWN.items()},
    )


@pages.get("/<channel>/thread/<path:thread>")
def thread_page(channel: str, thread: str) -> str:
    """One conversation in full."""
    platform = _platform(channel)
    posts = [post for post in the_sandbox().posts(channel) if post.thread == thread]
    if not posts:
        abort(404)
    return render_template(
        _template(channel, "_thread"), **_frame(platform), talk=conversations(posts)[0]
    )


def _platform(channel: str) -> Platform:
    if channel not in PLATFORMS:
        abort(404)
    return PLATFORMS[channel]


def _template(channel: str, part: str) -> str:
    """The platform's own look, if it has one; else a plain one, X's."""
    own = f"{channel}{part}.html"
    return own if own in current_app.jinja_env.list_templates() else f"x{part}.html"


def _frame(platform: Platform) -> dict[str, Any]:
    """What every page of a platform shows beside the conversations."""
    sandbox, accounts = the_sandbox(), platform.accounts
    posts, messages = sandbox.posts(platform.channel), sandbox.messages(platform.channel)
    return {
        "channel": platform.channel,
        "platform": platform,
        "account": accounts[0].profile if accounts else _US,
        "tally": tally(posts),
        "named": {post.id: post for post in posts},
        "marks": marks(posts, sandbox.deeds(platform.channel)),
        "private_talks": partial(private_talks, messages=messages),
    }
