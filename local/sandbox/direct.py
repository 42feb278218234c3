"""Private messages of Messenger and Instagram: the Send API, conversations, webhooks.

Contract: developers.facebook.com/docs/messenger-platform (send-api, conversations, policy).

A message's id is `<person>:<mid>`, as the product knows it.
"""

from datetime import timedelta
from operator import itemgetter
from typing import Any

from flask import Blueprint, Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.graph import authorised, entry, graph_error, graph_fault, graph_time
from local.sandbox.misbehaviour import misbehaving
from local.sandbox.platform import Naming, News
from local.sandbox.posts import Post
from local.sandbox.private_answers import shown
from local.sandbox.writing import Content, milliseconds

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_NEWEST = 20


def add_direct(routes: Blueprint, channel: str, *, longest: int) -> None:
    """`longest`: of a text, in bytes of UTF-8 on Instagram, in characters elsewhere."""

    @routes.post("/<version>/me/messages")
    def send(version: str) -> Response:
        account = authorised(channel, version)
        with misbehaving(channel, "post", graph_fault):
            post = _sent(channel, account, longest)
        person, _, mid = post.id.partition(":")
        return jsonify(recipient_id=person, message_id=mid)

    @routes.get("/<version>/me/conversations")
    def conversations(version: str) -> Response:
        authorised(channel, version)
        with misbehaving(channel, "read", graph_fault):
            person = request.args.get("user_id", "")
            talk = sorted(_shown_talk(channel, person), key=itemgetter("created_time"))
        if not talk:
            return jsonify(data=[])
        newest = talk[: -_NEWEST - 1 : -1]
        return jsonify(data=[{"id": f"t_{person}", "messages": {"data": newest}}])


def direct_id(naming: Naming) -> str:
    """The person is whoever of the two is not us."""
    person = naming.answered.id.partition(":")[0] if naming.answered else naming.author.id
    return f"{person}:m_{naming.count:09d}"


def messaging(kind: str, news: News) -> Content:
    """Of a message, its edit or its deletion; our own are echoes."""
    post, to = news.post, news.to
    person, _, mid = post.id.partition(":")
    sides = (to.id, person) if post.is_ours else (person, to.id)
    message: dict[str, Any] = {"mid": mid, "text": post.text}
    if news.verb == "removed":
        message = {"mid": mid, "is_deleted": True}
    elif post.is_ours:
        message["is_echo"] = True
    event = {
        "sender": {"id": sides[0]},
        "recipient": {"id": sides[1]},
        "timestamp": milliseconds(post.at),
        "message_edit" if news.verb == "edited" else "message": message,
    }
    return entry(kind, to.id, news.now, messaging=[event])


def _sent(channel: str, account: BrandAccount, longest: int) -> Post:
    sandbox, order = the_sandbox(), json_object()
    person, text = inner(order, "recipient", "id"), inner(order, "message", "text")
    if not isinstance(text, str) or not text:
        raise graph_error(100, "(#100) Param message[text] must be non-empty")
    if len(text.encode() if channel == "instagram" else text) > longest:
        raise graph_error(
            100, f"(#100) Length of param message[text] must be less than or equal to {longest}"
        )
    heard = [post for post in _talk(channel, str(person)) if not post.is_ours]
    if not heard:
        raise graph_error(100, "(#100) No matching user found", subcode=2018001)
    _check_window(sandbox.clock() - heard[-1].at, order)
    return sandbox.publish(channel, account.profile, text, in_reply_to=heard[-1].id)


def _check_window(silence: timedelta, order: dict[str, Any]) -> None:
    tagged = order.get("messaging_type") == "MESSAGE_TAG"
    if tagged and order.get("tag") != "HUMAN_AGENT":
        raise graph_error(100, "(#100) Message tag is deprecated")
    if silence > (_WEEK if tagged else _DAY):
        message = "(#10) This message is sent outside of allowed window."
        raise graph_error(10, message, subcode=2018278)


def _talk(channel: str, person: str) -> list[Post]:
    return [
        post
        for post in the_sandbox().posts(channel)
        if post.id.startswith(f"{person}:") and not post.deleted_at
    ]


def _shown_talk(channel: str, person: str) -> list[dict[str, Any]]:
    """Also what was answered to the person's comments in private."""
    answers = [m for m in the_sandbox().messages(channel) if m.conversation == person]
    return [*map(shown, answers), *map(_shown, _talk(channel, person))]


def _shown(post: Post) -> dict[str, Any]:
    return {
        "id": post.id.partition(":")[2],
        "message": post.text,
        "from": {"id": post.author.id},
        "created_time": graph_time(post.at),
    }
