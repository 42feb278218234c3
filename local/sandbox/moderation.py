"""Blocking people with whom a page of Instagram or Messenger has a conversation.

Contract: developers.facebook.com/docs/messenger-platform/instagram/features/moderate-conversations.
"""

from typing import Any

from flask import Blueprint, Response, jsonify

from local.sandbox.calls import inner, json_object, the_sandbox
from local.sandbox.doing import done, undone
from local.sandbox.graph import authorised, graph_error, graph_fault

_ACTIONS = {"block_user": done, "unblock_user": undone}
_MOST = 10


def add_moderation(routes: Blueprint, channel: str) -> None:
    @routes.post("/<version>/me/moderate_conversations")
    def moderate(version: str) -> Response:
        """Success is told in a word."""
        account, order = authorised(channel, version), json_object()
        people, actions = _listed(order, "user_ids"), _listed(order, "actions")
        if len(people) > _MOST or actions not in ([name] for name in _ACTIONS):
            raise graph_error(100, "(#100) Param actions must be one of those supported")
        ids = [str(inner(each, "id")) for each in people]
        if not all(_talked(channel, each) for each in ids):
            raise graph_error(100, "(#100) No matching conversation found", subcode=2018001)
        for each in ids:
            _ACTIONS[actions[0]](account, "block", each, graph_fault)
        return jsonify(success="true")


def _talked(channel: str, person: str) -> bool:
    """Whether there is a conversation: a comment alone is none."""
    sandbox = the_sandbox()
    if any(message.is_with(person) for message in sandbox.messages(channel)):
        return True
    return any(post.id.startswith(f"{person}:") for post in sandbox.posts(channel))


def _listed(order: dict[str, Any], name: str) -> list[Any]:
    value = order.get(name)
    if not isinstance(value, list) or not value:
        raise graph_error(100, f"(#100) Param {name} must be a non-empty array")
    return value
