"""Private answers on Messenger and Instagram: a day long for all, a week for people.

Contract: developers.facebook.com/docs/messenger-platform/reference/send-api, …/error-codes,
…/policy (windows and HUMAN_AGENT) and …/conversations.
"""

from datetime import timedelta
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.meta.graph import (
    Graph,
    code_of,
    error_of,
    new_id,
    subcode_of,
)
from hearback.adapters.platforms.shared import answers, fields
from hearback.adapters.platforms.shared.same_text import same_words
from hearback.domain.errors import Refused
from hearback.domain.replies import Reply
from hearback.domain.text import clean

_OUTSIDE_WINDOW = (2018065, 2018278, 2534022)
_BLOCKED = (1545041, 2018001, 2018108, 2534014)
"""The person takes no messages from us, or cannot be found any more."""

_UNAVAILABLE_PERSON = 551
_OTHER_APP_TALKS = 2018300
_TAG_REFUSED = (10, 100, *range(200, 300))
_IN_WINDOW = {"messaging_type": "RESPONSE"}
_BY_HUMAN = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
_NEWEST = 20
"""The platforms tell the details of a conversation's twenty newest messages only."""

_SKEW = timedelta(minutes=5)


def send(graph: Graph, reply: Reply) -> str:
    """Outside of the day, people's answers go out as such. Raises `DeliveryFailed`."""
    answer = _post(graph, reply, _IN_WINDOW)
    if subcode_of(answer) in _OUTSIDE_WINDOW and reply.by_human:
        answer = _post(graph, reply, _BY_HUMAN)
        if code_of(answer) in _TAG_REFUSED:
            raise answers.refused("outside_window", error_of(answer).get("message"), graph.texts)
    require_success(graph, answer)
    return f"{_person(reply)}:{new_id(answer, 'message_id')}"


def find(graph: Graph, reply: Reply, platform: str, person: str = "") -> str | None:
    """Reads the newest of the conversation. Raises `Refused` if they do not reach far enough."""
    person = person or _person(reply)
    messages = _newest(graph, person, platform)
    for message in messages:
        if _is_this(message, reply, person):
            return fields.identifier(f"{person}:{fields.identifier(message.get('id')) or ''}")
    if len(messages) >= _NEWEST and all(_is_later(message, reply) for message in messages):
        raise Refused("outcome_unknown")
    return None


def _person(reply: Reply) -> str:
    """Of `<person>:<mid>`."""
    return reply.in_reply_to.partition(":")[0]


def _post(graph: Graph, reply: Reply, kind: dict[str, str]) -> HttpAnswer:
    message = {
        "recipient": {"id": _person(reply)},
        "message": {"text": clean(reply.text)},
        **kind,
    }
    return graph.call("POST", "me", "messages", json_body=message)


def require_success(graph: Graph, answer: HttpAnswer) -> None:
    code, subcode = code_of(answer), subcode_of(answer)
    if subcode in _OUTSIDE_WINDOW:
        raise Refused("outside_window")
    if subcode in _BLOCKED or code == _UNAVAILABLE_PERSON:
        raise Refused("blocked")
    if subcode == _OTHER_APP_TALKS:
        raise Refused("another_app")
    graph.require_success(answer)


def _newest(graph: Graph, person: str, platform: str) -> list[dict[str, Any]]:
    asked = f"messages.limit({_NEWEST}){{id,message,from,created_time}}"
    query = {"platform": platform, "user_id": person, "fields": asked}
    found = fields.items(graph.get("me", "conversations", query=query).get("data"))
    talks = [fields.record(fields.record(one).get("messages")) for one in found]
    return [fields.record(message) for talk in talks for message in fields.items(talk.get("data"))]


def _is_this(message: dict[str, Any], reply: Reply, person: str) -> bool:
    """Whether it is ours, as old as the reply and in its words: texts are said again in a talk."""
    author = fields.identifier(fields.record(message.get("from")).get("id"))
    ours = author is not None and author != person
    return ours and _is_later(message, reply) and same_words(message.get("message"), reply.text)


def _is_later(message: dict[str, Any], reply: Reply) -> bool:
    posted_at = fields.moment(message.get("created_time"))
    return posted_at is not None and posted_at >= reply.created_at - _SKEW
