"""Feeds in the shape of Google Alerts, with conditional requests. Nothing can be answered."""

import hashlib
from html import escape
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from hearback.domain.mention import Author
from hearback.domain.text import clean
from local.sandbox.calls import the_sandbox
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.posts import Post
from local.sandbox.writing import iso

ALERTS = "alerts"
"""The feed that our stage polls."""

_WORD = "Nivora"

routes = Blueprint("feeds", __name__)


@routes.get("/feeds/<name>.xml")
def feed(name: str) -> Response:
    """The newest 50 items published under this name; 304 while nothing is new."""
    found = [p for p in the_sandbox().posts("feed") if p.thread == name and not p.deleted_at]
    posts = found[-50:]
    text = render_template(
        "feed.xml",
        name=name,
        word=_WORD,
        updated=iso(posts[-1].at) if posts else "1970-01-01T00:00:00Z",
        entries=[_entry(post) for post in reversed(posts)],
    )
    answer = Response(text, content_type="text/xml; charset=UTF-8")
    answer.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def entry_id(post: Post) -> str:
    """The id under which a feed tells of a page."""
    number = int.from_bytes(hashlib.sha256(post.id.encode()).digest()[:8])
    return f"tag:google.com,2013:googlealerts/feed:{number}"


def _entry(post: Post) -> dict[str, str]:
    target = f"https://forum.example/nivora/{post.id}"
    return {
        "id": entry_id(post),
        "title": _marked(post.title or post.text[:80]),
        "link": f"https://www.google.com/url?rct=j&sa=t&url={quote(target, safe=':/')}&ct=ga",
        "at": iso(post.at),
        "content": _marked(post.text),
    }


def _marked(text: str) -> str:
    """HTML with the watched word in bold, as the alerts have it."""
    return escape(clean(text), quote=False).replace(_WORD, f"<b>{_WORD}</b>")


def _new_id(naming: Naming) -> str:
    return f"feed-{naming.count:06d}"


def _author(person: Person) -> Author:
    return Author(
        id=str(person.number), name=person.name, handle=person.handle, followers=person.followers
    )


PLATFORM = Platform(
    channel="feed",
    title="Feeds",
    author=_author,
    new_id=_new_id,
    told_id=entry_id,
    default_thread=ALERTS,
    routes=routes,
    source=lambda sandbox_url: {"id": ALERTS, "url": f"{sandbox_url}/feeds/{ALERTS}.xml"},
)
