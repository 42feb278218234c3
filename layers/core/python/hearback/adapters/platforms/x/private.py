"""What we do on X beside answering in public: direct messages, likes, hiding, muting.

Contract: docs.x.com/x-api/direct-messages, /posts (likes, hide reply), /users (mutes). Blocking is
in no public part of the API. All but messages are states: setting one again, or taking back what
is not, changes nothing.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.persons import person_of
from hearback.adapters.platforms.shared.same_text import same_words
from hearback.adapters.platforms.x import require_success
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm
from hearback.domain.text import clean

_MOST_PAGES = 5
_SKEW = timedelta(minutes=5)


class Call(Protocol):
    def __call__(self, method: str, path: str, **content: Any) -> HttpAnswer: ...


def send(call: Call, reply: Reply) -> str:
    """The id of the message as `<conversation>:<id>`, else of the post or person concerned."""
    if reply.form is ReplyForm.DM:
        return _write(call, reply)
    method, path, body, told = _deed(reply)
    answer = call(method, path, json_body=body)
    require_success(answer, (reply.text,))
    if fields.record(answer.json().get("data")).get(told) is not (not reply.undoes):
        raise Unavailable(f"answer does not say whether it is {told}")
    return reply.person_id if reply.form is ReplyForm.MUTE else reply.in_reply_to


def find(call: Call, reply: Reply) -> str | None:
    """Looks through the conversation's messages back to when this one was written."""
    if reply.form is not ReplyForm.DM:
        return None
    for event in _messages(call, reply):
        written_at = fields.moment(event.get("created_at"))
        if written_at is not None and written_at < reply.created_at - _SKEW:
            return None
        ours = fields.identifier(event.get("sender_id")) == reply.account_id
        if ours and same_words(event.get("text"), reply.text):
            return _id_of(event, reply)
    return None


def _write(call: Call, reply: Reply) -> str:
    answer = call("POST", f"{_conversation(reply)}/messages", json_body={"text": clean(reply.text)})
    require_success(answer, (reply.text,))
    return _id_of(fields.record(answer.json().get("data")), reply)


def _conversation(reply: Reply) -> str:
    """That of the message which it answers; to a post, the one with its author."""
    known, colon, _ = reply.in_reply_to.partition(":")
    if colon:
        return f"/2/dm_conversations/{quote(known, safe='')}"
    return f"/2/dm_conversations/with/{quote(person_of(reply), safe='')}"


def _deed(reply: Reply) -> tuple[str, str, dict[str, Any] | None, str]:
    """Method, path and body; and what X answers to be true, or false of what is undone."""
    own, target = quote(reply.account_id, safe=""), quote(reply.in_reply_to, safe="")
    match reply.form:
        case ReplyForm.HIDE:
            return "PUT", f"/2/tweets/{target}/hidden", {"hidden": not reply.undoes}, "hidden"
        case ReplyForm.LIKE if reply.undoes:
            return "DELETE", f"/2/users/{own}/likes/{target}", None, "liked"
        case ReplyForm.LIKE:
            return "POST", f"/2/users/{own}/likes", {"tweet_id": reply.in_reply_to}, "liked"
        case ReplyForm.MUTE if reply.undoes:
            person = quote(person_of(reply), safe="")
            return "DELETE", f"/2/users/{own}/muting/{person}", None, "muting"
        case ReplyForm.MUTE:
            body = {"target_user_id": person_of(reply)}
            return "POST", f"/2/users/{own}/muting", body, "muting"
    raise Refused("not_offered")


def _messages(call: Call, reply: Reply) -> Iterator[dict[str, Any]]:
    """Newest first; X tells the messages of 30 days."""
    path = f"{_conversation(reply)}/dm_events"
    query = {
        "max_results": "100",
        "event_types": "MessageCreate",
        "dm_event.fields": "id,text,sender_id,created_at,dm_conversation_id",
    }
    for _ in range(_MOST_PAGES):
        answer = call("GET", path, query=query)
        require_success(answer, (reply.text,))
        page = answer.json()
        yield from map(fields.record, fields.items(page.get("data")))
        following = fields.identifier(fields.record(page.get("meta")).get("next_token"))
        if following is None:
            return
        query["pagination_token"] = following


def _id_of(event: dict[str, Any], reply: Reply) -> str:
    own_id = fields.identifier(event.get("dm_event_id")) or fields.identifier(event.get("id"))
    conversation = fields.identifier(event.get("dm_conversation_id"))
    conversation = conversation or reply.in_reply_to.rpartition(":")[0]
    found = fields.identifier(f"{conversation}:{own_id}" if conversation and own_id else None)
    if found is None:
        raise Unavailable("answer without an id")
    return found
