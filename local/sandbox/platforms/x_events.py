"""What X's webhooks say of a post."""

import re
from datetime import UTC

from hearback.domain.mention import Author
from local.sandbox.deeds import Message
from local.sandbox.platform import News
from local.sandbox.posts import Post
from local.sandbox.writing import Content, iso, milliseconds, utf8

_HANDLE = re.compile(r"(?<!\w)@(\w{1,15})")


def body(news: News) -> bytes:
    """The form `legacy` is the old Account Activity envelope; only it tells of deletions."""
    if news.verb == "removed":
        return utf8(_deletion(news))
    if news.form == "legacy":
        return utf8(_old_envelope(news.post, news.to))
    return utf8(_activity(_event_type(news), news.post, news.to))


def x_text(text: str) -> str:
    """As X hands texts out: the three characters that HTML reserves are entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def direct_message(message: Message, by: Author, to: Author) -> bytes:
    """Somebody wrote to the account `to` in private."""
    payload = {
        "id": message.id,
        "event_type": "MessageCreate",
        "text": x_text(message.text),
        "sender_id": message.sender_id,
        "dm_conversation_id": message.conversation,
        "created_at": iso(message.at),
    }
    told = {
        "event_uuid": f"evt-{message.id}",
        "event_type": "dm.received",
        "filter": {"user_id": to.id},
        "tag": "support",
        "payload": payload,
        "includes": {"users": [_user(by), _user(to)]},
    }
    return utf8({"data": told})


def _event_type(news: News) -> str:
    """An edit is told like a new mention, with the ids before it."""
    if news.verb == "edited":
        return "post.mention.create"
    if news.post.quoted:
        return "post.quote.create"
    return "post.reply.create" if news.answers_us else "post.mention.create"


def _activity(event_type: str, post: Post, to: Author) -> Content:
    newest = post.edit_ids[-1] if post.edit_ids else post.id
    payload: dict[str, object] = {
        "id": newest,
        "text": x_text(post.text),
        "author_id": post.author.id,
        "created_at": iso(post.at),
        "conversation_id": post.thread,
        "edit_history_tweet_ids": [post.id, *post.edit_ids],
        "entities": {"mentions": _mentions(post.text, to)},
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
            "includes": {"users": [_user(post.author), _user(to)]},
        }
    }


def _old_envelope(post: Post, to: Author) -> Content:
    """`tweet_create_events`: long texts are cut short beside the whole one."""
    tweet: dict[str, object] = {
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
        "timestamp_ms": str(milliseconds(post.at)),
    }
    if len(post.text) > 140:
        tweet |= {"text": x_text(f"{post.text[:139]}…"), "truncated": True}
        tweet["extended_tweet"] = {"full_text": x_text(post.text)}
    return {"for_user_id": to.id, "user_has_blocked": False, "tweet_create_events": [tweet]}


def _deletion(news: News) -> Content:
    status = {"id": news.post.id, "user_id": news.post.author.id}
    event = {"status": status, "timestamp_ms": str(milliseconds(news.now))}
    return {"for_user_id": news.to.id, "tweet_delete_events": [event]}


def _mentions(text: str, to: Author) -> list[Content]:
    return [
        {"start": found.start(), "end": found.end(), "username": found[1]}
        | ({"id": to.id} if found[1].lower() == to.handle.lower() else {})
        for found in _HANDLE.finditer(text)
    ]


def _user(author: Author) -> Content:
    return {
        "id": author.id,
        "username": author.handle,
        "name": author.name,
        "verified": False,
        "public_metrics": {"followers_count": author.followers or 0, "following_count": 0},
    }
