"""Telegram: messages to our bot, and its answers.

Contract: core.telegram.org/bots/api (sendMessage, Update, ResponseParameters, setWebhook).

A message's id is `<chat>:<message>`, as the product knows it.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import person
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Headers, Naming, News, Person, Platform, Webhook
from local.sandbox.posts import Post
from local.sandbox.writing import utf8

BOT = BrandAccount(
    channel="telegram",
    profile=Author(id="5550001", name="Nivora Destek", handle="nivora_destek_bot"),
    token="5550001:sandbox-telegram",  # noqa: S106 - opens nothing but the sandbox
)
_LONGEST = 4_096
_A_SECOND = timedelta(seconds=1)
_MESSAGES_A_SECOND = 30

routes = Blueprint("telegram_api", __name__, url_prefix="/telegram")
routes.register_error_handler(PlatformError, refused)


@routes.post("/bot<token>/sendMessage")
def send_message(token: str) -> Response:
    account = the_sandbox().account_of_token("telegram", token)
    if ":" not in token:
        raise _error(404, "Not Found")
    if account is None:
        raise _error(401, "Unauthorized")
    with misbehaving("telegram", "post", _fault):
        post = _sent(account)
    return jsonify(ok=True, result=_message(post, account.profile))


def _sent(account: BrandAccount) -> Post:
    sandbox, order = the_sandbox(), json_object()
    text, chat = order.get("text"), str(order.get("chat_id"))
    if not isinstance(text, str) or not text.strip():
        raise _error(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > _LONGEST:
        raise _error(400, "Bad Request: message is too long")
    heard = {
        post.id: post
        for post in sandbox.posts("telegram")
        if post.id.startswith(f"{chat}:") and not post.deleted_at
    }
    if not heard and not chat.startswith("-") and person("telegram", chat):
        raise _error(403, "Forbidden: bot can't initiate conversation with a user")
    if not heard:
        raise _error(400, "Bad Request: chat not found")
    wait = sandbox.meter.take(
        f"telegram {account.id}", sandbox.clock(), most=_MESSAGES_A_SECOND, within=_A_SECOND
    )
    if wait:
        raise _too_many(wait)
    answered = f"{chat}:{inner(order, 'reply_parameters', 'message_id')}"
    if answered not in heard:
        if (
            "reply_parameters" in order
            and inner(order, "reply_parameters", "allow_sending_without_reply") is not True
        ):
            raise _error(400, "Bad Request: message to be replied not found")
        answered = max(heard, key=lambda name: heard[name].at)
    return sandbox.publish("telegram", account.profile, text, in_reply_to=answered)


def _fault(fault: Fault) -> PlatformError:
    status = fault.status or 500
    if status == 429:
        return _too_many(fault.retry_after)
    words = {403: "Forbidden: bot was blocked by the user", 401: "Unauthorized"}
    return _error(status, words.get(status, "Internal Server Error"))


def _too_many(wait: int) -> PlatformError:
    error = _error(429, f"Too Many Requests: retry after {wait}")
    error.body["parameters"] = {"retry_after": wait}
    return error


def _error(code: int, description: str) -> PlatformError:
    return PlatformError(code, {"ok": False, "error_code": code, "description": description})


def _body(news: News) -> bytes:
    """A message, in a group one that calls the bot. Bots are told of no deletions."""
    name = "edited_message" if news.verb == "edited" else "message"
    update = int(news.post.id.partition(":")[2])
    return utf8({"update_id": 10_000_000 + update, name: _message(news.post, news.to)})


def _message(post: Post, bot: Author) -> dict[str, Any]:
    chat, _, number = post.id.partition(":")
    message: dict[str, Any] = {
        "message_id": int(number),
        "from": _user(bot if post.is_ours else post.author, is_bot=post.is_ours),
        "chat": _chat(int(chat)),
        "date": int(post.at.timestamp()),
        "text": post.text,
        **_entities(post.text, bot),
    }
    if post.in_reply_to:
        answered = int(post.in_reply_to.partition(":")[2])
        message["reply_to_message"] = {"message_id": answered, "date": message["date"]}
    return message


def _entities(text: str, bot: Author) -> dict[str, Any]:
    """Where the bot is called; places count UTF-16 units."""
    name = f"@{bot.handle}"
    before, found, _ = text.partition(name)
    if not found:
        return {}
    offset = len(before.encode("utf-16-le", "surrogatepass")) // 2
    return {"entities": [{"type": "mention", "offset": offset, "length": len(name)}]}


def _chat(number: int) -> dict[str, Any]:
    """Groups have numbers below zero."""
    if number > 0:
        return {"id": number, "type": "private"}
    return {"id": number, "type": "supergroup", "title": "Nivora müşterileri"}


def _user(author: Author, *, is_bot: bool) -> dict[str, Any]:
    first, _, last = author.name.partition(" ")
    names = {"first_name": first, "last_name": last, "username": author.handle}
    return {
        "id": int(author.id or 0),
        "is_bot": is_bot,
        **{name: value for name, value in names.items() if value},
    }


def _sign(secret: str, _content: bytes, _now: datetime, _id: str) -> Headers:
    """Telegram signs nothing: it shows the word that it was given."""
    return {"x-telegram-bot-api-secret-token": secret}


def _new_id(naming: Naming) -> str:
    chat = naming.answered.id.partition(":")[0] if naming.answered else naming.author.id
    return f"{chat}:{1_000 + naming.count}"


def _author(person: Person) -> Author:
    return Author(id=f"7{person.number % 10**9:09d}", name=person.name, handle=person.handle)


PLATFORM = Platform(
    channel="telegram",
    title="Telegram",
    accounts=(BOT,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/telegram",
    webhook=Webhook(
        body=_body,
        sign=_sign,
        secret=lambda: secrets.token_urlsafe(24),
        query=lambda _: f"bot={BOT.id}&name={BOT.profile.handle}",
    ),
)
