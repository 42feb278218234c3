"""WhatsApp: what people write to our number, our answers within the day, and templates after it.

Contract: developers.facebook.com/docs/whatsapp/cloud-api (messages, webhooks, error codes).

A message's id is `<person>:<wamid>`, as the product knows it.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify

from hearback.domain.mention import Author
from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.graph import (
    authorised,
    entry,
    graph_error,
    graph_fault,
    metas_webhook,
    no_object,
)
from local.sandbox.meta_tokens import add_tokens, app_credentials
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.platform import Naming, News, Person, Platform
from local.sandbox.platforms.whatsapp_deeds import deeds
from local.sandbox.platforms.whatsapp_templates import read_template
from local.sandbox.posts import Post
from local.sandbox.writing import Content

NUMBER = BrandAccount(
    channel="whatsapp",
    profile=Author(id="500000000000001", name="Nivora", handle="905550000000"),
    token="sandbox-whatsapp",  # noqa: S106 - opens nothing but the sandbox
)
_BUSINESS = "400000000000001"
_LONGEST = 4_096
_DAY = timedelta(days=1)
_PAIR_BURST, _PAIR_WINDOW = 45, timedelta(seconds=6 * 45)
"""To one person: a message in six seconds, 45 of them at once."""

routes = Blueprint("whatsapp_api", __name__, url_prefix="/whatsapp")
routes.register_error_handler(PlatformError, refused)
add_tokens(routes, "whatsapp")
routes.register_blueprint(deeds)


@routes.post("/<version>/<number_id>/messages")
def send(version: str, number_id: str) -> Response:
    account = authorised("whatsapp", version)
    if number_id != account.id:
        raise no_object(number_id)
    with misbehaving("whatsapp", "post", graph_fault):
        post = _sent(account)
    person, _, wamid = post.id.partition(":")
    return jsonify(
        messaging_product="whatsapp",
        contacts=[{"input": person, "wa_id": person}],
        messages=[{"id": wamid}],
    )


def _sent(account: BrandAccount) -> Post:
    sandbox, order = the_sandbox(), json_object()
    if order.get("messaging_product") != "whatsapp":
        raise graph_error(100)
    is_template = order.get("type") == "template"
    text = read_template(order) if is_template else _free_text(order)
    person = str(order.get("to") or order.get("recipient"))
    heard = [
        post
        for post in sandbox.posts("whatsapp")
        if post.id.startswith(f"{person}:") and not post.is_ours
    ]
    blocked = any(d.kind == "block" and d.target == person for d in sandbox.deeds("whatsapp"))
    if not heard or blocked:
        raise graph_error(131026)
    if sandbox.clock() - heard[-1].at > _DAY and not is_template:
        raise graph_error(131047)
    pair = f"whatsapp {account.id} {person}"
    if sandbox.meter.take(pair, sandbox.clock(), most=_PAIR_BURST, within=_PAIR_WINDOW):
        raise graph_error(131056)
    return sandbox.publish("whatsapp", account.profile, text, in_reply_to=heard[-1].id)


def _free_text(order: Content) -> str:
    text = inner(order, "text", "body")
    if order.get("type") != "text":
        raise graph_error(100)
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        raise graph_error(100, f"(#100) Param text['body'] must be 1 to {_LONGEST} characters long")
    return text


def _content(news: News) -> Content:
    """Of our own messages WhatsApp tells what became of them."""
    post = news.post
    person, _, wamid = post.id.partition(":")
    value: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": news.to.handle, "phone_number_id": news.to.id},
    }
    stamp = str(int(post.at.timestamp()))
    if post.is_ours:
        told = {"id": wamid, "status": "delivered", "timestamp": stamp, "recipient_id": person}
        value["statuses"] = [told]
    else:
        value["contacts"] = [{"profile": {"name": post.author.name}, "wa_id": person}]
        message = {"from": person, "id": wamid, "timestamp": stamp, **_words(news, wamid)}
        if post.in_reply_to:
            answered = post.in_reply_to.partition(":")[2]
            message["context"] = {"from": news.to.handle, "id": answered}
        value["messages"] = [message]
    change = {"field": "messages", "value": value}
    return entry("whatsapp_business_account", _BUSINESS, news.now, changes=[change])


def _words(news: News, wamid: str) -> Content:
    text = {"type": "text", "text": {"body": news.post.text}}
    match news.verb:
        case "removed":
            change = {"type": "revoke", "revoke": {"original_message_id": wamid}}
            return {**change, "id": f"{wamid}-revoked"}
        case "edited":
            edit = {"original_message_id": wamid, "message": text}
            return {"type": "edit", "edit": edit, "id": f"{wamid}-edited"}
        case _:
            return text


def _new_id(naming: Naming) -> str:
    person = naming.answered.id.partition(":")[0] if naming.answered else naming.author.id
    return f"{person}:wamid.{naming.count:09d}"


def _author(person: Person) -> Author:
    return Author(id=f"9055{person.number % 10**8:08d}", name=person.name)


PLATFORM = Platform(
    channel="whatsapp",
    title="WhatsApp",
    accounts=(NUMBER,),
    author=_author,
    new_id=_new_id,
    routes=routes,
    api_path="/whatsapp/v26.0",
    webhook=metas_webhook(_content),
    credentials=app_credentials,
)
