"""A web form of the brand's own, which tells of complaints by Standard Webhooks.

Contract: standardwebhooks.com; the body is described in the product's adapter.
"""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from datetime import datetime

from hearback.domain.mention import Author
from local.sandbox.platform import Headers, Naming, News, Person, Platform, Webhook
from local.sandbox.posts import Post
from local.sandbox.writing import iso, utf8

_SOURCE = "web-form"
_VERBS = {"added": "created", "edited": "updated", "removed": "deleted"}


def _body(news: News) -> bytes:
    post = news.post
    return utf8(
        {
            "type": f"complaint.{_VERBS[news.verb]}",
            "timestamp": iso(post.at),
            "data": {
                "id": post.id,
                "source": _SOURCE,
                "author": {"name": post.author.name, "email": post.author.id},
                "text": post.text,
                "url": f"https://www.nivora.example/forms/{post.id}",
            },
        }
    )


def _sign(secret: str, content: bytes, now: datetime, message_id: str) -> Headers:
    """Without a message's id one is made of the body: the same when it is sent again."""
    message_id = message_id or f"msg_{hashlib.sha256(content).hexdigest()[:27]}"
    stamp = str(int(now.timestamp()))
    key = b64decode(secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{message_id}.{stamp}.".encode() + content, "sha256")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{b64encode(digest).decode()}",
    }


def _told_id(post: Post) -> str:
    return f"{_SOURCE}:{post.id}"


def _new_id(naming: Naming) -> str:
    return f"generic-{naming.count:06d}"


def _author(person: Person) -> Author:
    mailbox = person.handle or f"musteri{person.number % 10**6}"
    return Author(id=f"{mailbox}@example.com", name=person.name)


PLATFORM = Platform(
    channel="generic",
    title="Web form",
    author=_author,
    new_id=_new_id,
    told_id=_told_id,
    webhook=Webhook(
        body=_body,
        sign=_sign,
        secret=lambda: "whsec_" + b64encode(secrets.token_bytes(24)).decode(),
    ),
)
