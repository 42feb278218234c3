"""Reddit: what is said in our community and to our account, read by polling, and our replies.

Contract: www.reddit.com/dev/api (r/…/new, r/…/comments, search, message/inbox, message/sent,
user/…/comments, api/info, api/comment).
"""

from collections.abc import Iterator
from itertools import chain

from flask import Response, jsonify, request

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.deeds import Message
from local.sandbox.misbehaviour import misbehaving
from local.sandbox.platform import Naming, Person, Platform
from local.sandbox.platforms.reddit_calls import (
    APP,
    TOKEN_PATH,
    authorised,
    fault_of,
    form_error,
    problem,
    routes,
)
from local.sandbox.platforms.reddit_deeds import deeds
from local.sandbox.platforms.reddit_things import (
    COMMUNITY,
    Thing,
    in_the_inbox,
    is_comment,
    keep,
    listing,
    message_name,
    of_message,
    of_post,
    posts,
    read,
)
from local.sandbox.posts import Post, UnknownPost

ACCOUNT = BrandAccount(
    channel="reddit",
    profile=Author(id="NivoraDestek", name="NivoraDestek", handle="NivoraDestek"),
    token="sandbox-reddit",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 10_000
_MOST_NAMES = 100
_FIRST = 70_000_000_000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

routes.register_blueprint(deeds)


@routes.get("/r/<community>/<any(new, comments, search):kind>")
def community(community: str, kind: str) -> Response:
    authorised()
    with misbehaving("reddit", "read", fault_of):
        if community.lower() != COMMUNITY:
            raise problem(302)
        if kind == "comments":
            return listing(map(of_post, filter(is_comment, _standing())))
        return listing(_found(request.args.get("q", "") if kind == "search" else ""))


@routes.get("/search")
def search() -> Response:
    """Posts only: there is no search for comments."""
    authorised()
    with misbehaving("reddit", "read", fault_of):
        return listing(_found(request.args.get("q", "")))


@routes.get("/message/inbox")
def inbox() -> Response:
    """What answers or names us, and what was written to us alone."""
    account = authorised()
    with misbehaving("reddit", "read", fault_of):
        told = [in_the_inbox(p) for p in _standing() if is_comment(p) and _concerns(p, account)]
        letters = [of_message(m, account) for m in _messages() if m.sender_id != account.id]
        newest = sorted(chain(told, letters), key=_written, reverse=True)
        return listing(newest)


@routes.get("/message/sent")
def sent() -> Response:
    account = authorised()
    with misbehaving("reddit", "read", fault_of):
        ours = [m for m in _messages() if m.sender_id == account.id]
        return listing(of_message(message, account) for message in reversed(ours))


@routes.get("/user/<name>/comments")
def said_by(name: str) -> Response:
    authorised()
    with misbehaving("reddit", "read", fault_of):
        own = (post for post in _standing() if is_comment(post) and post.author.id == name)
        return listing(map(of_post, own))


@routes.get("/api/info")
def info() -> Response:
    """Also what was taken down, without its words."""
    authorised()
    with misbehaving("reddit", "read", fault_of):
        wanted = request.args.get("id", "").split(",")[:_MOST_NAMES]
        return listing(of_post(post) for post in posts() if post.id in wanted)


@routes.post("/api/comment")
def comment() -> Response:
    account = authorised()
    with misbehaving("reddit", "post", fault_of):
        thing = _commented(account)
    return jsonify(json={"errors": [], "data": {"things": [thing]}})


def _commented(account: BrandAccount) -> Thing:
    text, target = request.form.get("text", ""), request.form.get("thing_id", "")
    if not text.strip():
        raise form_error("NO_TEXT", "we need something here", "text")
    if len(text) > _LONGEST:
        raise form_error("TOO_LONG", f"this is too long (max: {_LONGEST})", "text")
    if target.startswith("t4_"):
        return _answered(account, target, text)
    try:
        parent = the_sandbox().post("reddit", target)
    except UnknownPost:
        raise form_error("DELETED_COMMENT", "that comment has been deleted", "parent") from None
    post = the_sandbox().publish("reddit", account.profile, read(text), in_reply_to=parent.id)
    keep(post.id, text)
    return of_post(post)


def _answered(account: BrandAccount, target: str, text: str) -> Thing:
    theirs = next((m for m in _messages() if message_name(m) == target), None)
    if theirs is None:
        raise problem(403)
    ours = the_sandbox().write("reddit", theirs.conversation, account.id, read(text), target)
    keep(ours.id, text)
    return of_message(ours, account)


def _messages() -> tuple[Message, ...]:
    return the_sandbox().messages("reddit")


def _standing() -> list[Post]:
    return [post for post in posts() if not post.deleted_at]


def _found(query: str) -> Iterator[Thing]:
    words = query.lower().split()
    found = (post for post in _standing() if not is_comment(post))
    return (of_post(p) for p in found if all(w in f"{p.title} {p.text}".lower() for w in words))


def _concerns(post: Post, account: BrandAccount) -> bool:
    authors = {each.id: each.author.id for each in posts()}
    answers = authors.get(post.in_reply_to or "") == account.id
    return not post.is_ours and (answers or f"u/{account.id}".lower() in post.text.lower())


def _written(thing: Thing) -> float:
    return float(thing["data"]["created_utc"])


def _new_id(naming: Naming) -> str:
    """In base 36, as Reddit counts."""
    number, digits = _FIRST + 97 * naming.count, ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return f"{'t1' if naming.answered else 't3'}_{digits}"


def _author(person: Person) -> Author:
    name = person.handle or f"kisi_{person.number % 10**6}"
    return Author(id=name, name=name, handle=name)


PLATFORM = Platform(
    channel="reddit",
    title="Reddit",
    accounts=(ACCOUNT,),
    author=_author,
    new_id=_new_id,
    call_name=f"u/{ACCOUNT.id}",
    routes=routes,
    api_path="/reddit",
    credentials=lambda account, url: {
        **APP,
        "refresh_token": account.token,
        "token_uri": url + TOKEN_PATH,
    },
    source=lambda _: {"account": ACCOUNT.id, "query": f"r/{COMMUNITY}"},
)
