"""What we do on Facebook, Instagram and Messenger beside answering where we were spoken to.

Contract: developers.facebook.com/docs/messenger-platform/discovery/private-replies,
developers.facebook.com/docs/instagram-platform/private-replies, …/graph-api/reference/comment
(is_hidden, likes), …/page/blocked, …/instagram-platform/comment-moderation (hide),
…/messenger-platform/instagram/features/moderate-conversations (block_user, unblock_user).

A comment may have one private answer, within seven days: that is Meta's own guard against a second
one. All else are states: setting one again, or taking back what is not, changes nothing.
"""

import json
from typing import Any

from hearback.adapters.platforms.meta import direct
from hearback.adapters.platforms.meta.graph import Graph, code_of, new_id
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.persons import person_of
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm
from hearback.domain.text import clean

_ANSWERED_BEFORE = 10900
"""(?) "Activity already replied to", of a comment that has had its private answer."""

_PERSON = "psid"
"""(?) The field's name is that of page-scoped ids, which comments bring."""


def send(graph: Graph, reply: Reply) -> str:
    """The id of a private answer as `<person>:<message>`, else of the comment or the person."""
    match reply.form:
        case ReplyForm.PRIVATE:
            return _answer(graph, reply)
        case ReplyForm.LIKE:
            _set(graph, "DELETE" if reply.undoes else "POST", reply.in_reply_to, "likes")
        case ReplyForm.HIDE:
            field = "hide" if reply.channel == "instagram" else "is_hidden"
            hidden = "false" if reply.undoes else "true"
            _set(graph, "POST", reply.in_reply_to, form={field: hidden})
        case ReplyForm.BLOCK:
            _block(graph, reply, person_of(reply))
            return reply.person_id
        case _:
            raise Refused("not_offered")
    return reply.in_reply_to


def find(graph: Graph, reply: Reply, platform: str) -> str | None:
    """Where the person is known, their conversation is read; a second answer Meta refuses."""
    if reply.form is not ReplyForm.PRIVATE or not reply.person_id:
        return None
    try:
        return direct.find(graph, reply, platform, person=reply.person_id)
    except Refused:
        return None


def _answer(graph: Graph, reply: Reply) -> str:
    """A refusal of a second one may mean that the first has got through, seen or unseen."""
    message = {
        "recipient": {"comment_id": reply.in_reply_to},
        "message": {"text": clean(reply.text)},
    }
    answer = graph.call("POST", reply.account_id, "messages", json_body=message)
    if code_of(answer) == _ANSWERED_BEFORE:
        raise Refused("outcome_unknown" if reply.attempts > 1 else "private_reply_used")
    direct.require_success(graph, answer)
    person = new_id(answer, "recipient_id")
    return f"{person}:{new_id(answer, 'message_id')}"


def _block(graph: Graph, reply: Reply, person: str) -> None:
    if reply.channel != "facebook":
        _moderate(graph, person, "unblock_user" if reply.undoes else "block_user")
    elif reply.undoes:
        _set(graph, "DELETE", reply.account_id, "blocked", query={_PERSON: person})
    else:
        _block_from_page(graph, reply.account_id, person)


def _block_from_page(graph: Graph, page: str, person: str) -> None:
    answer = graph.call("POST", page, "blocked", form={_PERSON: json.dumps([person])})
    graph.require_success(answer)
    if answer.json().get(person) is False:
        raise Refused("blocked: the platform would not block this person")


def _moderate(graph: Graph, person: str, action: str) -> None:
    """Of a conversation, which there must be. (?) Meta tells it of Instagram; Messenger has the
    same edge, and no guide to it was found."""
    body = {"user_ids": [{"id": person}], "actions": [action]}
    _set(graph, "POST", "me", "moderate_conversations", json_body=body)


def _set(graph: Graph, method: str, *path: str, **content: Any) -> None:
    """Success is told as a word or as a truth."""
    answer = graph.call(method, *path, **content)
    graph.require_success(answer)
    success = fields.record(answer.json()).get("success")
    if success in (False, "false"):
        raise Refused("not_taken")
    if success not in (True, "true"):
        raise Unavailable("answer without success")
