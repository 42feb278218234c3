"""Posts, comments and private messages as Reddit's API shows them, in listings.

Contract: github.com/reddit-archive/reddit/wiki/JSON, www.reddit.com/dev/api (listings).
What is said in our words is kept as it was written, in Markdown.
"""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from flask import Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.deeds import Message
from local.sandbox.posts import Post

COMMUNITY = "nivora"
LONGEST_TITLE = 300
_USUAL, _MOST = 25, 100
_MARK = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)")
_LINE_END = re.compile(r" {2,}\n")
_GONE = "[deleted]"

Thing = dict[str, Any]


def read(markdown: str) -> str:
    """What a reader sees: marks before signs are gone, two blanks end a line."""
    shown = _MARK.sub(lambda found: found[1] or unescape(found[2]), markdown)
    return _LINE_END.sub("\n", shown)


def keep(name: str, markdown: str) -> None:
    the_sandbox().kept[f"reddit words {name}"] = markdown


def posts() -> list[Post]:
    """Newest first, those taken down too."""
    return list(reversed(the_sandbox().posts("reddit")))


def is_comment(post: Post) -> bool:
    return post.id.startswith("t1_")


def of_post(post: Post) -> Thing:
    """A post's first words are its title."""
    author = _GONE if post.deleted_at else post.author.id
    address = f"/r/{COMMUNITY}/comments/{post.thread.removeprefix('t3_')}/_/"
    shared = {
        "id": post.id[3:],
        "name": post.id,
        "author": author,
        "subreddit": COMMUNITY,
        "created_utc": float(int(post.at.timestamp())),
        "edited": float(int(post.changed_at.timestamp())) if post.history else False,
        "permalink": address,
    }
    if is_comment(post):
        words = the_sandbox().kept.get(f"reddit words {post.id}", post.text)
        body = _GONE if post.deleted_at else words
        place = {"link_id": post.thread, "parent_id": post.in_reply_to, "body": body}
        permalink = f"{address}{post.id[3:]}/"
        return {"kind": "t1", "data": {**shared, **place, "permalink": permalink}}
    title = post.title or post.text[:LONGEST_TITLE]
    text = post.text if post.title else post.text[LONGEST_TITLE:]
    gone = {"removed_by_category": "deleted"} if post.deleted_at else {}
    own = {"title": title, "selftext": text, "is_self": True, "crosspost_parent": None}
    return {"kind": "t3", "data": {**shared, **own, **gone}}


def in_the_inbox(comment: Post) -> Thing:
    """There a comment tells its post in the address only."""
    data = of_post(comment)["data"]
    told = {"context": f"{data.pop('permalink')}?context=3", "was_comment": True, "new": True}
    return {"kind": "t1", "data": {**data, **told, "link_id": None, "subject": "comment reply"}}


def of_message(message: Message, account: BrandAccount) -> Thing:
    """Named t4; of our answers the one that they answer is kept as `about`."""
    ours = message.sender_id == account.id
    data = {
        "id": message.id[3:],
        "name": message_name(message),
        "author": message.sender_id,
        "dest": message.conversation if ours else account.id,
        "subject": "re: mesaj" if message.about else "mesaj",
        "body": the_sandbox().kept.get(f"reddit words {message.id}", message.text),
        "created_utc": float(int(message.at.timestamp())),
        "parent_id": message.about or None,
        "first_message_name": None,
        "distinguished": None,
        "context": "",
    }
    return {"kind": "t4", "data": data}


def message_name(message: Message) -> str:
    return f"t4_{message.id[3:]}"


def listing(things: Iterable[Thing]) -> Response:
    """A page behind the thing that `after` names."""
    found = list(things)
    names = [thing["data"]["name"] for thing in found]
    after = request.args.get("after", "")
    start = names.index(after) + 1 if after in names else 0
    end = start + min(request.args.get("limit", _USUAL, type=int), _MOST)
    following = names[end - 1] if end < len(found) else None
    data = {"children": found[start:end], "after": following, "before": None, "modhash": None}
    return jsonify(kind="Listing", data=data)
