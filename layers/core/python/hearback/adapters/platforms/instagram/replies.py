"""Our answers on Instagram: below a comment, below what mentions us, or in private.

Contract: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference (comment
replies, user mentions); for direct messages see `meta.direct`.
"""

from datetime import timedelta
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.meta import direct
from hearback.adapters.platforms.meta.graph import Graph, new_id
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.same_text import same_words
from hearback.domain.errors import Refused
from hearback.domain.replies import Reply
from hearback.domain.text import clean

_SKEW = timedelta(minutes=5)


def send(graph: Graph, reply: Reply) -> str:
    """Publish it where the mention was; its id tells where. Raises `DeliveryFailed`."""
    if reply.in_reply_to.startswith("@"):
        return _answer_mention(graph, reply)
    if ":" in reply.in_reply_to:
        return direct.send(graph, reply)
    form = {"message": clean(reply.text)}
    return _made(graph, graph.call("POST", _top(graph, reply), "replies", form=form))


def find(graph: Graph, reply: Reply) -> str | None:
    """Raises `Refused` for an answer to a mention: below others' posts nobody lets us look."""
    if reply.in_reply_to.startswith("@"):
        raise Refused("outcome_unknown")
    if ":" in reply.in_reply_to:
        return direct.find(graph, reply, "instagram")
    query = {"fields": "id,text,timestamp,user,from", "limit": "50"}
    for comment in graph.listed(_top(graph, reply), "replies", query=query):
        if _is_this(comment, reply):
            return fields.identifier(comment.get("id"))
    return None


def _answer_mention(graph: Graph, reply: Reply) -> str:
    media, _, comment = reply.in_reply_to.removeprefix("@").partition(":")
    form = {"media_id": media, "message": clean(reply.text)}
    if comment:
        form["comment_id"] = comment
    return _made(graph, graph.call("POST", reply.account_id, "mentions", form=form))


def _made(graph: Graph, answer: HttpAnswer) -> str:
    graph.require_success(answer)
    return new_id(answer)


def _top(graph: Graph, reply: Reply) -> str:
    """Only top-level comments take replies: those to a reply stand beside it."""
    comment = graph.get(reply.in_reply_to, query={"fields": "parent_id"})
    return fields.identifier(comment.get("parent_id")) or reply.in_reply_to


def _is_this(comment: dict[str, Any], reply: Reply) -> bool:
    """Whether it is ours, in the same words and no older: others below were told the same."""
    author = fields.record(comment.get("from"))
    ids = (author.get("id"), fields.record(comment.get("user")).get("id"))
    ours = author.get("self_ig_scoped_id") or reply.account_id in map(fields.identifier, ids)
    posted_at = fields.moment(comment.get("timestamp"))
    is_later = posted_at is not None and posted_at >= reply.created_at - _SKEW
    return bool(ours) and is_later and same_words(comment.get("text"), reply.text)
