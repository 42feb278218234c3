"""What the platforms tell about a post: the content of their webhooks, not yet serialised."""

import re
from datetime import UTC, datetime
from typing import Any, Literal

from hearback.domain.mention import Author
from local.sandbox.deeds import Message
from local.sandbox.posts import Post

Verb = Literal["add", "edited", "remove"]
Content = dict[str, Any]

_HANDLE = re.compile(r"(?<!\w)@(\w{1,15})")


def x_activity(event_type: str, post: Post, to: Author) -> Content:
    """The X Activity API's envelope. An edit is a new post that names the ids before it."""
    newest = post.edit_ids[-1] if post.edit_ids else post.id
    payload: Content = {
        "id": newest,
        "text": x_text(post.text),
        "author_id": post.author.id,
        "created_at": iso(post.at),
        "conversation_id": post.thread,
        "edit_history_tweet_ids": [post.id, *post.edit_ids],
        "entities": {"mentions": _x_mentions(post.text, to)},
        "possibly_sensitive": False,
        "public_metrics": {"retweet_count": 0, "reply_count": 0, "like_count": 0},
        "reply_settings": "everyone",
    }
    references = (("replied_to", post.in_reply_to), ("quoted", post.quoted))
    if known := [{"type": kind, "id": id_} for kind, id_ in references if id_]:
        payload["referenced_tweets"] = known
    if event_type == "post.reply.create":
        payload["in_reply_to_user_id"] = to.id
    return {
        "data": {
            "event_uuid": f"evt-{newest}",
            "event_type": event_type,
            "filter": {"user_id": to.id},
            "tag": "support",
            "payload": payload,
            "includes": {"users": [_x_user(post.author), _x_user(to)]},
        }
    }


def x_direct_message(message: Message, by: Author, to: Author) -> Content:
    payload = {
        "id": message.id,
        "event_type": "MessageCreate",
        "text": x_text(message.text),
        "sender_id": message.sender_id,
        "dm_conversation_id": message.conversation,
        "created_at": iso(message.at),
    }
    return {
        "data": {
            "event_uuid": f"evt-{message.id}",
            "event_type": "dm.received",
            "filter": {"user_id": to.id},
            "tag": "support",
            "payload": payload,
            "includes": {"users": [_x_user(by), _x_user(to)]},
        }
    }


def x_old_envelope(post: Post, to: Author) -> Content:
    """The Account Activity API's `tweet_create_events`: long texts are cut short beside it."""
    tweet: Content = {
        "created_at": post.at.astimezone(UTC).strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id": int(post.id),
        "id_str": post.id,
        "text": x_text(post.text),
        "truncated": False,
        "in_reply_to_status_id_str": post.in_reply_to,
        "user": {
            "id_str": post.author.id,
            "name": post.author.name,
            "screen_name": post.author.handle,
            "verified": False,
            "followers_count": post.author.followers or 0,
        },
        "entities": {"hashtags": [], "urls": [], "symbols": []},
        "is_quote_status": False,
        "timestamp_ms": _milliseconds(post.at),
    }
    if len(post.text) > 140:
        tweet |= {"text": x_text(f"{post.text[:139]}…"), "truncated": True}
        tweet["extended_tweet"] = {"full_text": x_text(post.text)}
    return {"for_user_id": to.id, "user_has_blocked": False, "tweet_create_events": [tweet]}


def x_deletion(post: Post, to: Author, now: datetime) -> Content:
    status = {"id": post.id, "user_id": post.author.id}
    event = {"status": status, "timestamp_ms": _milliseconds(now)}
    return {"for_user_id": to.id, "tweet_delete_events": [event]}


def facebook_value(verb: Verb, post: Post, *, anonymous: bool) -> Content:
    """A change's `value`, but for the ids that differ between comments and posts."""
    value: Content = {"verb": verb, "created_time": int(post.at.timestamp())}
    value["post"] = {
        "id": post.thread,
        "is_published": True,
        "permalink_url": f"https://www.facebook.com/{post.thread.replace('_', '/posts/')}",
        "promotion_status": "inactive",
    }
    if not anonymous:
        value["from"] = {"id": post.author.id, "name": post.author.name}
    if verb != "remove":
        value["message"] = post.text
    return value


def facebook_change(field: str, value: Content, page: Author, now: datetime) -> Content:
    change = {"field": field, "value": value}
    entry = {"id": page.id, "time": int(now.timestamp()), "changes": [change]}
    return {"object": "page", "entry": [entry]}


def complaint_created(post: Post, source: str) -> Content:
    """The generic webhook's event."""
    return {
        "type": "complaint.created",
        "timestamp": iso(post.at),
        "data": {
            "id": post.id,
            "source": source,
            "author": {"name": post.author.name, "email": post.author.id},
            "text": post.text,
            "url": f"https://www.nivora.example/forms/{post.id}",
        },
    }


def x_text(text: str) -> str:
    """As X hands texts out: the three characters that HTML reserves are entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def iso(at: datetime) -> str:
    """As the platforms write it: UTC, milliseconds, `Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def _x_mentions(text: str, to: Author) -> list[Content]:
    return [
        {"start": found.start(), "end": found.end(), "username": found[1]}
        | ({"id": to.id} if found[1].lower() == to.handle.lower() else {})
        for found in _HANDLE.finditer(text)
    ]


def _x_user(author: Author) -> Content:
    return {
        "id": author.id,
        "username": author.handle,
        "name": author.name,
        "verified": False,
        "public_metrics": {"followers_count": author.followers or 0, "following_count": 0},
    }


def _milliseconds(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))
