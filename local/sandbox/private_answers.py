"""The one private answer that a comment on Facebook or Instagram may have.

Contract: developers.facebook.com/docs/messenger-platform/discovery/private-replies,
developers.facebook.com/docs/instagram-platform/private-replies.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, jsonify

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.deeds import Message
from local.sandbox.doing import written
from local.sandbox.graph import (
    authorised,
    graph_error,
    graph_fault,
    graph_object,
    graph_time,
    no_object,
)

_REPLIED_BEFORE = 10900
_ANSWERED_WITHIN = timedelta(days=7)
"""(?) Not found as a number in Instagram's text."""


def add_private_answers(routes: Blueprint, channel: str, *, longest: int) -> None:
    """`longest`: of a text, in bytes of UTF-8 on Instagram, in characters elsewhere."""

    @routes.post("/<version>/<account_id>/messages")
    def answer_privately(version: str, account_id: str) -> Response:
        account = authorised(channel, version)
        if account_id != account.id:
            raise graph_error(200)
        message = _answered(account, longest)
        return jsonify(recipient_id=message.conversation, message_id=message.id)


def shown(message: Message) -> dict[str, Any]:
    """As a conversation lists it."""
    return {
        "id": message.id,
        "message": message.text,
        "from": {"id": message.sender_id},
        "created_time": graph_time(message.at),
    }


def _answered(account: BrandAccount, longest: int) -> Message:
    """Each comment once."""
    channel, order, sandbox = account.channel, json_object(), the_sandbox()
    comment_id = str(inner(order, "recipient", "comment_id"))
    if ":" in comment_id:
        raise no_object(comment_id)
    comment = graph_object(channel, comment_id)
    text = str(inner(order, "message", "text") or "").strip()
    if not 0 < len(text.encode() if channel == "instagram" else text) <= longest:
        words = f"(#100) Length of param message[text] must be between 1 and {longest}"
        raise graph_error(100, words)
    if any(message.about == comment.id for message in sandbox.messages(channel)):
        raise graph_error(_REPLIED_BEFORE, "(#10900) Activity already replied to")
    if sandbox.clock() - comment.at > _ANSWERED_WITHIN:
        message = "(#10) This message is sent outside of allowed window."
        raise graph_error(10, message, subcode=2018278)
    return written(account, comment.author.id or "", text, graph_fault, about=comment.id)
