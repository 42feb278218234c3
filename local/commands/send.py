"""`send`: a customer says something on a sandbox platform, and the platform tells us."""

import argparse
import json
from datetime import UTC, datetime
from typing import Any

import urllib3

from hearback.domain.mention import Author
from local import webhooks
from local.aws import client
from local.places import home
from local.problem import Problem
from local.sandbox.accounts import PAGE, SUPPORT
from local.sandbox.posts import Post
from local.stack import read_endpoints
from local.stream import FEED, Speaker

HELP = "send a mention as a customer would"
CHANNELS = ("x", "facebook", "generic", "feed")


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--channel", choices=CHANNELS, required=True)
    parser.add_argument("--author", required=True, help="the customer's handle or name")
    parser.add_argument("--text", required=True)
    parser.add_argument("--reply-to", default="", help="id of a post that this one answers")
    parser.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    endpoints = read_endpoints(home())
    author = Speaker(name=options.author, handle=options.author.lstrip("@")).on(options.channel)
    post, answers_us = _publish(endpoints["sandbox_url"], options, author)
    print(f"{options.channel} {post.id}: {post.text}")
    if options.channel == "feed":
        _poll(endpoints)
        print("the feed was polled")
        return 0
    channel = endpoints["channels"][options.channel]
    body, headers = _webhook(options.channel, post, channel["secret"], answers_us)
    answer = urllib3.request(
        "POST", endpoints["api_url"] + channel["path"], body=body, headers=headers
    )
    print(f"webhook answered {answer.status}")
    return 0 if answer.status == 200 else 1


def _publish(sandbox_url: str, options: argparse.Namespace, author: Author) -> tuple[Post, bool]:
    """The post on its platform, and whether it answers one of ours."""
    order: dict[str, Any] = {
        "channel": options.channel,
        "author": {"id": author.id, "name": author.name, "handle": author.handle},
        "text": options.text,
        "in_reply_to": options.reply_to,
        "thread": FEED if options.channel == "feed" else "",
    }
    answer = urllib3.request(
        "POST",
        f"{sandbox_url}/control/posts",
        body=json.dumps(order).encode(),
        headers={"content-type": "application/json"},
    )
    made = answer.json()
    if answer.status != 201:
        raise Problem(f"the sandbox refused the post: {made.get('error')}")
    state = urllib3.request("GET", f"{sandbox_url}/control/state").json()
    answers_us = any(p["id"] == options.reply_to and p["is_ours"] for p in state["posts"])
    return _post(made, author), answers_us


def _post(made: dict[str, Any], author: Author) -> Post:
    return Post(
        channel=made["channel"],
        id=made["id"],
        author=author,
        text=made["text"],
        at=datetime.fromisoformat(made["at"]),
        thread=made["thread"],
        in_reply_to=made["in_reply_to"],
    )


def _webhook(channel: str, post: Post, secret: str, answers_us: bool) -> webhooks.Webhook:
    now = datetime.now(UTC)
    if channel == "generic":
        return webhooks.generic_event(post, secret=secret, now=now)
    if channel == "facebook":
        tell = webhooks.facebook_post if post.is_first else webhooks.facebook_comment
        return tell("add", post, PAGE.profile, secret=secret, now=now)
    told = webhooks.x_reply if answers_us else webhooks.x_mention
    return told(post, SUPPORT.profile, secret=secret, now=now)


def _poll(endpoints: dict[str, Any]) -> None:
    client("lambda", endpoints["aws_endpoint_url"]).invoke(
        FunctionName=endpoints["outputs"]["PollSourceName"],
        Payload=json.dumps({"source": "alerts"}).encode(),
    )
