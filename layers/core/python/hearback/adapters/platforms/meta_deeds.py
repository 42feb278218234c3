"""What we do with a comment on Facebook or Instagram beside answering it in public.

Contract: developers.facebook.com/docs/messenger-platform/discovery/private-replies,
developers.facebook.com/docs/instagram-platform/private-replies, …/graph-api/reference/comment
(is_hidden, likes), …/page/blocked, …/instagram-platform/comment-moderation (hide).

A comment may have one private answer, within seven days: that is Meta's own guard against a second
one. All else are states: setting one again changes nothing.
"""

import json
from typing import Any

from hearback.adapters.platforms import fields, meta_direct
from hearback.adapters.platforms.meta_graph import Graph, code_of, new_id
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm
from hearback.domain.text import clean

_ANSWERED_BEFORE = 10900
"""(?) "Activity already replied to", of a comment that has had its private answer."""


def send(graph: Graph, reply: Reply) -> str:
    """The id of a private answer as `<person>:<message>`, else of the comment or the person."""
    match reply.form:
        case ReplyForm.PRIVATE:
            return _answer(graph, reply)
        case ReplyForm.LIKE:
            _set(graph, reply.in_reply_to, "likes")
        case ReplyForm.HIDE if reply.channel == "instagram":
            _set(graph, reply.in_reply_to, form={"hide": "true"})
        case ReplyForm.HIDE:
            _set(graph, reply.in_reply_to, form={"is_hidden": "true"})
        case ReplyForm.BLOCK:
            return _block(graph, reply)
        case _:
            raise Refused("not_offered")
    return reply.in_reply_to


def find(graph: Graph, reply: Reply, platform: str) -> str | None:
    """Where the person is known, their conversation is read; a second answer Meta refuses."""
    if reply.form is not ReplyForm.PRIVATE or not reply.person_id:
        return None
    try:
        return meta_direct.find(graph, reply, platform, person=reply.person_id)
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
    meta_direct.require_success(graph, answer)
    person = new_id(answer, "recipient_id")
    return f"{person}:{new_id(answer, 'message_id')}"


def _block(graph: Graph, reply: Reply) -> str:
    """(?) The field's name is that of page-scoped ids, which comments bring."""
    if not reply.person_id:
        raise Refused("author_unknown")
    form = {"psid": json.dumps([reply.person_id])}
    answer = graph.call("POST", reply.account_id, "blocked", form=form)
    graph.require_success(answer)
    if answer.json().get(reply.person_id) is False:
        raise Refused("blocked: the platform would not block this person")
    return reply.person_id


def _set(graph: Graph, *path: str, **content: Any) -> None:
    answer = graph.call("POST", *path, **content)
    graph.require_success(answer)
    if fields.record(answer.json()).get("success") is not True:
        raise Unavailable("answer without success")
