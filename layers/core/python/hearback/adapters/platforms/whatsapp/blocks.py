"""Blocking people on WhatsApp, and letting them write again.

Contract: developers.facebook.com/documentation/business-messaging/whatsapp/block-users. Only who
wrote within the last 24 hours can be blocked; a list has room for 64,000. A block is a state (?):
setting it again changes nothing.
"""

from collections.abc import Iterator
from dataclasses import replace

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.meta.graph import Graph, code_of
from hearback.adapters.platforms.shared import answers, fields
from hearback.domain.errors import RateLimited, Refused, Unavailable
from hearback.domain.replies import Reply

_SILENT_TOO_LONG = 131047
_TOO_FAST = 130429
_TRY_AGAIN = (139102, 139103)
"""The list is being changed by somebody else; an error of WhatsApp's own."""

_ID_FIELD = "user_id"
"""(?) Where ids go that are no phone numbers: the guide to blocks names `user`, a number, only."""


def send(graph: Graph, reply: Reply) -> str:
    """Block, or unblock, one person, whose id is returned. Raises `DeliveryFailed`."""
    person = reply.person_id
    if not person:
        raise Refused("author_unknown")
    whom = {"user" if person.isdecimal() else _ID_FIELD: person}
    body = {"messaging_product": "whatsapp", "block_users": [whom]}
    method = "DELETE" if reply.undoes else "POST"
    answer = graph.call(method, reply.account_id, "block_users", json_body=body)
    _require_success(replace(graph, texts=(*graph.texts, person)), answer)
    done = "removed_users" if reply.undoes else "added_users"
    if not fields.items(fields.record(answer.json().get("block_users")).get(done)):
        raise Unavailable("answer does not say whom it concerns")
    return person


def _require_success(graph: Graph, answer: HttpAnswer) -> None:
    """The reason stands with the person; above it there is only that somebody failed."""
    failure = next(_failures(answer), None)
    code, message = failure or (code_of(answer), None)
    if code == _SILENT_TOO_LONG:
        raise Refused("only_recent_writers")
    if code == _TOO_FAST:
        raise RateLimited(f"code_{code}", answers.wait_of(answer))
    if code in _TRY_AGAIN:
        raise Unavailable(f"code_{code}")
    if failure:
        word = f"code_{code}" if code else "not_taken"
        raise answers.refused(word, message, graph.texts)
    graph.require_success(answer)


def _failures(answer: HttpAnswer) -> Iterator[tuple[int | None, object]]:
    """Each person's errors: code and message."""
    told = fields.record(answer.json().get("block_users"))
    for person in map(fields.record, fields.items(told.get("failed_users"))):
        for error in map(fields.record, fields.items(person.get("errors"))):
            yield fields.whole(error.get("code")), error.get("message")
