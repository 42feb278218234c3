"""X: posts that name us, in the Activity API's envelope and in the old one, and our replies.

Contract: docs.x.com/x-api (posts, users, activity, webhooks).
"""

import hmac
import secrets
import unicodedata
from base64 import b64encode
from datetime import datetime, timedelta

from flask import Response, jsonify
from twitter_text import parse_tweet

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.misbehaviour import misbehaving
from local.sandbox.platform import Headers, Naming, Person, Platform, Webhook
from local.sandbox.platforms.x_calls import DELETED, authorised, fault_of, invalid, problem
from local.sandbox.platforms.x_deeds import deeds
from local.sandbox.platforms.x_events import body
from local.sandbox.platforms.x_reading import routes, standing, touches
from local.sandbox.platforms.x_tokens import tokens
from local.sandbox.posts import Post, UnknownPost

SUPPORT = BrandAccount(
    channel="x",
    profile=Author(
        id="1500000000000000001", name="Nivora Destek", handle="NivoraDestek", followers=48_210
    ),
    token="sandbox-x-support",  # noqa: S106 - opens nothing but the sandbox
)
CORPORATE = BrandAccount(
    channel="x",
    profile=Author(id="1500000000000000002", name="Nivora", handle="Nivora", followers=612_400),
    token="sandbox-x-corporate",  # noqa: S106
    purpose="corporate",
)

NOT_SUMMONED = "You can only reply to or quote posts where you are mentioned or are the author."
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length "
    "see https://github.com/twitter/twitter-text."
)
_EPOCH_MS = 1_288_834_974_657
_RECENTLY = timedelta(days=1)

routes.register_blueprint(deeds)
routes.register_blueprint(tokens)


@routes.post("/tweets")
def create_post() -> tuple[Response, int]:
    account = authorised()
    with misbehaving("x", "post", fault_of):
        post = _publish(account)
    return jsonify(
        data={"id": post.id, "text": post.text, "edit_history_tweet_ids": [post.id]}
    ), 201


def _publish(account: BrandAccount) -> Post:
    sandbox, order = the_sandbox(), json_object()
    text = order.get("text")
    if not isinstance(text, str) or not text.strip():
        raise invalid("text", "must be a non-empty string")
    target = inner(order, "reply", "in_reply_to_tweet_id")
    if parse_tweet(text).weightedLength > 280:
        raise problem(403, TOO_LONG)
    if target is not None:
        _must_be_summoned(account, str(target))
    if _said_recently(account, text):
        raise problem(403, DUPLICATE)
    return sandbox.publish("x", account.profile, text, in_reply_to=target and str(target))


def _must_be_summoned(account: BrandAccount, target: str) -> None:
    try:
        post = the_sandbox().post("x", target)
    except UnknownPost:
        raise problem(403, DELETED) from None
    if post.author.id != account.id and not touches(post, account):
        raise problem(403, NOT_SUMMONED)


def _said_recently(account: BrandAccount, text: str) -> bool:
    since = the_sandbox().clock() - _RECENTLY
    wanted = _comparable(text)
    return any(
        post.author.id == account.id and post.at > since and _comparable(post.text) == wanted
        for post in standing()
    )


def _comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _sign(secret: str, content: bytes, _now: datetime, _id: str) -> Headers:
    digest = hmac.digest(secret.encode(), content, "sha256")
    return {"x-twitter-webhooks-signature": f"sha256={b64encode(digest).decode()}"}


def _snowflake(naming: Naming) -> str:
    """Milliseconds since X's epoch, shifted; far above 2^53."""
    return str((int(naming.at.timestamp() * 1000) - _EPOCH_MS) << 22 | naming.count & 0x3FFFFF)


def _author(person: Person) -> Author:
    return Author(
        id=str(person.number), name=person.name, handle=person.handle, followers=person.followers
    )


PLATFORM = Platform(
    channel="x",
    title="X",
    accounts=(SUPPORT, CORPORATE),
    author=_author,
    new_id=_snowflake,
    call_name=f"@{SUPPORT.profile.handle}",
    edits_have_ids=True,
    routes=routes,
    api_path="/x",
    webhook=Webhook(body=body, sign=_sign, secret=lambda: secrets.token_hex(24), tells_own=True),
)
