"""`send`: a customer says something on a sandbox platform, and the platform tells us."""

import argparse
import json
import re
from datetime import UTC, datetime
from typing import Any

import urllib3

from hearback.domain.mention import Author
from local import webhooks
from local.fast_policy import POLLED_EVERY
from local.line import Line
from local.places import home
from local.problem import Problem
from local.sandbox.platform import News, Platform
from local.sandbox.platforms import PLATFORMS
from local.sandbox.posts import Post
from local.stack import read_endpoints
from local.stream import Speaker

HELP = "send a mention as a customer would"

_HANDLE = re.compile(r"[\w.]{1,30}", re.ASCII)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--channel", choices=PLATFORMS, required=True)
    parser.add_argument("--text", required=True)
    parser.add_argument("--author", default="Ayşe", help="the customer's handle or name")
    parser.add_argument("--reply-to", default="", help="id of a post that this one answers")
    parser.add_argument("--title", default="", help="of a review, a page or a mail")
    parser.add_argument("--stars", type=int, choices=range(1, 6), help="of a review")
    parser.add_argument("--private", action="store_true", help="to us alone (Bluesky)")
    parser.add_argument("--now", action="store_true", help="do not wait for the poller's turn")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    platform = PLATFORMS[options.channel]
    line = Line(read_endpoints(home()))
    author = _speaker(options.author).on(options.channel)
    if options.private:
        print(f"{options.channel} in private: {_write(line, platform, options.text, author)}")
        return _left_to_the_poller(line, platform.messages_source_id, options)
    post, answers_us = _publish(line, platform, options, author)
    print(f"{options.channel} {post.id}: {post.text}")
    if platform.source is not None:
        return _left_to_the_poller(line, platform.source_id, options)
    to = platform.accounts[0].profile if platform.accounts else Author()
    news = News(post=post, to=to, now=datetime.now(UTC), answers_us=answers_us)
    if platform.mail is not None:
        line.bring(options.channel, platform.mail(news), {})
        print(f"the mail to {to.id} lies in the stage's bucket for mails")
        return 0
    secret = line.endpoints["channels"][options.channel]["secret"]
    status = line.bring(options.channel, *webhooks.tell(news, secret))
    print(f"webhook answered {status}")
    return 0 if status == 200 else 1


def _left_to_the_poller(line: Line, source: str, options: argparse.Namespace) -> int:
    if not options.now:
        print(
            f"the poller asks source {source} every {POLLED_EVERY.seconds} s and will find it "
            "(--now: at once)"
        )
        return 0
    said = line.poll(source)
    print(f"the poller was sent to source {source}: {json.dumps(said)}")
    return 1 if "errorMessage" in said else 0


def _speaker(author: str) -> Speaker:
    """By a handle, or by a name that is none."""
    name = author.lstrip("@")
    return Speaker(name=author, handle=name if _HANDLE.fullmatch(name) else "")


def _publish(
    line: Line, platform: Platform, options: argparse.Namespace, author: Author
) -> tuple[Post, bool]:
    """The post on its platform, and whether it answers one of ours."""
    sandbox_url = line.endpoints["sandbox_url"]
    order: dict[str, Any] = {
        "channel": platform.channel,
        "author": _profile(author),
        "text": _addressed(options.text, platform, answers=bool(options.reply_to)),
        "in_reply_to": options.reply_to,
        "title": options.title,
        "stars": options.stars or 0,
    }
    made = _ordered(f"{sandbox_url}/control/posts", order)
    state = urllib3.request("GET", f"{sandbox_url}/control/state").json()
    answers_us = any(p["id"] == options.reply_to and p["is_ours"] for p in state["posts"])
    return _post(made, author), answers_us


def _write(line: Line, platform: Platform, text: str, author: Author) -> str:
    """A private message on its platform, as it stands there."""
    order = {"channel": platform.channel, "author": _profile(author), "text": text}
    made = _ordered(f"{line.endpoints['sandbox_url']}/control/messages", order)
    return str(made["text"])


def _profile(author: Author) -> dict[str, str | None]:
    return {"id": author.id, "name": author.name, "handle": author.handle}


def _ordered(url: str, order: dict[str, Any]) -> dict[str, Any]:
    """What the sandbox made of it."""
    answer = urllib3.request(
        "POST",
        url,
        body=json.dumps(order).encode(),
        headers={"content-type": "application/json"},
    )
    made: dict[str, Any] = answer.json()
    if answer.status != 201:
        raise Problem(f"the sandbox refused it: {made.get('error')}")
    return made


def _addressed(text: str, platform: Platform, *, answers: bool) -> str:
    """Where people call us by name, whoever does not is not heard, or cannot be answered."""
    name = platform.call_name
    if not name or answers or name.lower() in text.lower():
        return text
    return f"{name} {text}"


def _post(made: dict[str, Any], author: Author) -> Post:
    return Post(
        channel=made["channel"],
        id=made["id"],
        author=author,
        text=made["text"],
        at=datetime.fromisoformat(made["at"]),
        thread=made["thread"],
        in_reply_to=made["in_reply_to"],
        title=made["title"],
        stars=made["stars"],
    )
