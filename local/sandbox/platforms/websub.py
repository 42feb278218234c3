"""A blog with a hub: it asks whether we want its entries, then pushes them, signed.

Contract: w3.org/TR/websub (subscription 5, verification of intent 5.3, distribution 7).
"""

import hmac
import secrets
from datetime import datetime
from html import escape
from urllib.parse import urlencode

import urllib3
from flask import Blueprint, Response, request

from hearback.domain.mention import Author
from hearback.domain.text import clean
from local.sandbox.calls import the_sandbox
from local.sandbox.platform import Headers, Naming, News, Person, Platform, Webhook
from local.sandbox.writing import iso

TOPIC = "https://blog.example/nivora/feed.atom"
_LONGEST_SECRET = 199
_SECONDS = 5.0

routes = Blueprint("websub_hub", __name__, url_prefix="/websub")


@routes.post("/hub")
def subscribe() -> tuple[str, int]:
    """Asks the callback at once; a subscriber who echoes the challenge is noted."""
    form = request.form
    topic, callback = form.get("hub.topic", ""), form.get("hub.callback", "")
    if form.get("hub.mode") not in ("subscribe", "unsubscribe") or topic != TOPIC:
        return "hub.mode or hub.topic is not one of ours", 400
    if not callback.startswith("http") or len(form.get("hub.secret", "")) > _LONGEST_SECRET:
        return "hub.callback or hub.secret cannot be used", 400
    challenge = secrets.token_urlsafe(16)
    if not _echoes(callback, form["hub.mode"], challenge):
        return "the subscriber did not confirm", 409
    the_sandbox().kept[f"websub {topic}"] = callback
    return "", 202


@routes.get("/hub")
def subscription() -> Response:
    """Who is told of the topic."""
    return Response(the_sandbox().kept.get(f"websub {TOPIC}", ""), content_type="text/plain")


def _echoes(callback: str, mode: str, challenge: str) -> bool:
    """Contrary to real hubs, which ask later: here whoever subscribes learns what became of it."""
    query = urlencode(
        {
            "hub.mode": mode,
            "hub.topic": TOPIC,
            "hub.challenge": challenge,
            "hub.lease_seconds": "864000",
        }
    )
    address = f"{callback}{'&' if '?' in callback else '?'}{query}"
    try:
        answer = urllib3.request("GET", address, timeout=_SECONDS, retries=False)
    except urllib3.exceptions.HTTPError:
        return False
    return answer.status == 200 and answer.data == challenge.encode()


def _body(news: News) -> bytes:
    """An entry, new or changed; hubs do not say which."""
    post = news.post
    title = escape(clean(post.title or post.text[:80]), quote=False)
    words, name = (escape(clean(each), quote=False) for each in (post.text, post.author.name))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<id>{TOPIC}</id><link rel="self" href="{TOPIC}"/><title>Blog</title>'
        f"<updated>{iso(post.changed_at)}</updated><entry><id>{post.id}</id>"
        f'<title>{title}</title><link href="https://blog.example/nivora/{post.id[-6:]}"/>'
        f"<published>{iso(post.at)}</published><updated>{iso(post.changed_at)}</updated>"
        f'<author><name>{name}</name></author><content type="text">{words}</content>'
        "</entry></feed>"
    ).encode()


def _sign(secret: str, content: bytes, _now: datetime, _id: str) -> Headers:
    digest = hmac.digest(secret.encode(), content, "sha256")
    return {"content-type": "application/atom+xml", "x-hub-signature": f"sha256={digest.hex()}"}


def _new_id(naming: Naming) -> str:
    return f"tag:blog.example,2026:nivora-{naming.count:06d}"


def _author(person: Person) -> Author:
    """A name for the page; a feed tells no id."""
    return Author(id=f"blog-{person.number}", name=person.name)


PLATFORM = Platform(
    channel="websub",
    title="WebSub",
    author=_author,
    new_id=_new_id,
    routes=routes,
    webhook=Webhook(
        body=_body,
        sign=_sign,
        secret=lambda: secrets.token_hex(24),
        verify_token=secrets.token_hex(8),
    ),
)
