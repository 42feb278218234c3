"""Webhooks as the platforms send them: the same shapes, the same bytes, the same signatures.

Every verb takes the post that it tells of and returns the raw body with its headers.
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from datetime import datetime

from hearback.domain.mention import Author
from local.sandbox import events
from local.sandbox.deeds import Message
from local.sandbox.events import Verb
from local.sandbox.posts import Post

Headers = dict[str, str]
Webhook = tuple[bytes, Headers]


def sign(channel: str, secret: str, body: bytes, now: datetime, message_id: str = "") -> Headers:
    """The headers with which this channel proves a body; names in lower case.

    `now` and `message_id` (made of the body if not given) count on the generic channel only.
    """
    headers = {"content-type": "application/json"}
    match channel:
        case "x":
            digest = hmac.digest(secret.encode(), body, "sha256")
            headers["x-twitter-webhooks-signature"] = f"sha256={b64encode(digest).decode()}"
        case "facebook":
            digest = hmac.digest(secret.encode(), body, "sha256")
            headers["x-hub-signature-256"] = f"sha256={digest.hex()}"
        case "generic":
            message_id = message_id or f"msg_{hashlib.sha256(body).hexdigest()[:27]}"
            stamp = str(int(now.timestamp()))
            key = b64decode(secret.removeprefix("whsec_"))
            digest = hmac.digest(key, f"{message_id}.{stamp}.".encode() + body, "sha256")
            headers["webhook-id"] = message_id
            headers["webhook-timestamp"] = stamp
            headers["webhook-signature"] = f"v1,{b64encode(digest).decode()}"
        case _:
            raise ValueError(f"no webhooks on channel {channel!r}")
    return headers


def x_mention(post: Post, to: Author, *, secret: str, now: datetime) -> Webhook:
    """Somebody named the account `to`, in a post or in a reply to somebody else."""
    return _signed_x(events.x_activity("post.mention.create", post, to), secret, now)


def x_reply(post: Post, to: Author, *, secret: str, now: datetime) -> Webhook:
    """Somebody answered a post of the account `to`."""
    return _signed_x(events.x_activity("post.reply.create", post, to), secret, now)


def x_quote(post: Post, to: Author, *, secret: str, now: datetime) -> Webhook:
    """Somebody quoted a post of the account `to`."""
    return _signed_x(events.x_activity("post.quote.create", post, to), secret, now)


def x_edit(post: Post, to: Author, *, secret: str, now: datetime) -> Webhook:
    """Somebody edited a post that names `to`: told like a new one, with the earlier ids."""
    return _signed_x(events.x_activity("post.mention.create", post, to), secret, now)


def x_message(message: Message, by: Author, to: Author, *, secret: str, now: datetime) -> Webhook:
    """Somebody wrote to the account `to` in private."""
    return _signed_x(events.x_direct_message(message, by, to), secret, now)


def x_legacy(post: Post, to: Author, *, secret: str, now: datetime) -> Webhook:
    """A mention in the old Account Activity envelope."""
    return _signed_x(events.x_old_envelope(post, to), secret, now)


def x_delete(post: Post, to: Author, *, secret: str, now: datetime) -> Webhook:
    """The author took the post down; only the old envelope tells of it."""
    return _signed_x(events.x_deletion(post, to, now), secret, now)


def facebook_comment(
    verb: Verb, post: Post, page: Author, *, secret: str, now: datetime, anonymous: bool = False
) -> Webhook:
    """A comment under one of the page's posts. `anonymous`: the platform withholds `from`."""
    value = events.facebook_value(verb, post, anonymous=anonymous) | {
        "item": "comment",
        "comment_id": post.id,
        "post_id": post.thread,
        "parent_id": post.in_reply_to,
    }
    return _signed_facebook("feed", value, page, secret, now)


def facebook_post(
    verb: Verb, post: Post, page: Author, *, secret: str, now: datetime, anonymous: bool = False
) -> Webhook:
    """A visitor's own post on the page."""
    value = events.facebook_value(verb, post, anonymous=anonymous)
    return _signed_facebook(
        "feed", value | {"item": "status", "post_id": post.id}, page, secret, now
    )


def facebook_mention(post: Post, page: Author, *, secret: str, now: datetime) -> Webhook:
    """The page is named in a post elsewhere; the platform does not say by whom."""
    value = events.facebook_value("add", post, anonymous=True)
    return _signed_facebook(
        "mention", value | {"item": "post", "post_id": post.id}, page, secret, now
    )


def generic_event(post: Post, *, secret: str, now: datetime, source: str = "web-form") -> Webhook:
    """A complaint from any other system, by Standard Webhooks."""
    body = _utf8(events.complaint_created(post, source))
    return body, sign("generic", secret, body, now, f"msg_{source}-{post.id}")


def _signed_x(content: events.Content, secret: str, now: datetime) -> Webhook:
    body = _utf8(content)
    return body, sign("x", secret, body, now)


def _signed_facebook(
    field: str, value: events.Content, page: Author, secret: str, now: datetime
) -> Webhook:
    body = _meta_escaped(events.facebook_change(field, value, page, now))
    return body, sign("facebook", secret, body, now)


def _meta_escaped(content: events.Content) -> bytes:
    r"""JSON as Meta writes and signs it: non-ASCII and `@` as `\uXXXX`, `/` as `\/`."""
    text = json.dumps(content, separators=(",", ":"))
    return text.replace("/", "\\/").replace("@", "\\u0040").encode("ascii")


def _utf8(content: events.Content) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
