"""Direct messages on Bluesky: how its chat service is called, and our own messages.

Contract: docs.bsky.app (chat.bsky.convo.getConvoForMembers, getMessages, sendMessage),
atproto.com/specs/xrpc (service proxying). The account's own server passes the calls on.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms import bluesky
from hearback.adapters.platforms.bluesky import POST_PREFIX, Bluesky, error_of
from hearback.adapters.platforms.bluesky.posts import facets
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.persons import person_of
from hearback.adapters.platforms.shared.same_text import same_words
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.replies import Reply
from hearback.domain.text import clean

SERVICE = "did:web:api.bsky.chat#bsky_chat"
_A_PAGE = "100"
_MOST_PAGES = 5
_SKEW = timedelta(minutes=5)

_WORDS = {
    "BlockedActor": "blocked",
    "BlockedSubject": "blocked",
    "ConvoLocked": "replies_closed",
    "InvalidConvo": "gone",
    "MessagesDisabled": "messages_closed",
    "NotFollowedBySender": "messages_closed",
    "RecipientNotFound": "blocked",
}
_UNNAMED = "InvalidRequest"
_PHRASES = {
    "block between recipient and sender": "blocked",
    "convo not found": "gone",
    "recipient does not exist": "blocked",
    "recipient has disabled incoming messages": "messages_closed",
    "recipient requires incoming messages to come from someone they follow": "messages_closed",
}
"""(?) What Bluesky's own app looks for in a message where the error has no name of its own."""

_CHAT_CLOSED = "account is disabled"
"""(?) As above: our own account may not chat."""


def send(platform: Bluesky, reply: Reply) -> str:
    """The message's id as `<conversation>:<id>`."""
    conversation, text = _conversation(platform, reply), clean(reply.text)
    found = list(facets(text))
    message = {"text": text, **({"facets": found} if found else {})}
    body = {"convoId": conversation, "message": message}
    answer = call(platform, reply.account_id, "POST", "sendMessage", json_body=body)
    require_success(answer, (reply.text,))
    return _id_of(answer.json(), conversation)


def find(platform: Bluesky, reply: Reply) -> str | None:
    """Looks through the conversation's messages back to when this one was written."""
    conversation, since = _conversation(platform, reply), reply.created_at - _SKEW
    for message in messages(platform, reply.account_id, conversation, since):
        ours = sender_of(message) == reply.account_id
        if ours and same_words(message.get("text"), reply.text):
            return _id_of(message, conversation)
    return None


def messages(
    platform: Bluesky, account_id: str, conversation: str, since: datetime | None
) -> Iterator[dict[str, Any]]:
    """Newest first, back to `since`, 500 at most."""
    query = {"convoId": conversation, "limit": _A_PAGE}
    for _ in range(_MOST_PAGES):
        answer = call(platform, account_id, "GET", "getMessages", query=query)
        require_success(answer)
        page = answer.json()
        for message in map(fields.record, fields.items(page.get("messages"))):
            sent_at = fields.moment(message.get("sentAt"))
            if since is not None and sent_at is not None and sent_at < since:
                return
            yield message
        following = fields.identifier(page.get("cursor"))
        if following is None:
            return
        query["cursor"] = following


def sender_of(message: dict[str, Any]) -> str | None:
    return fields.identifier(fields.record(message.get("sender")).get("did"))


def call(
    platform: Bluesky, account_id: str, http_method: str, method: str, **content: Any
) -> HttpAnswer:
    headers = {"atproto-proxy": SERVICE}
    return platform.call(
        account_id, http_method, f"chat.bsky.convo.{method}", headers=headers, **content
    )


def require_success(answer: HttpAnswer, secret_texts: Sequence[str] = ()) -> None:
    """Raises `DeliveryFailed`, in words for what a person's own settings do not allow."""
    error, told = error_of(answer), str(answer.json().get("message")).lower()
    if error in _WORDS:
        raise Refused(_WORDS[error])
    if error == _UNNAMED and _CHAT_CLOSED in told:
        raise NotAuthorised("not_authorised: chat is closed to the account")
    if error == _UNNAMED:
        for phrase, word in _PHRASES.items():
            if phrase in told:
                raise Refused(word)
    bluesky.require_success(answer, secret_texts)


def _conversation(platform: Bluesky, reply: Reply) -> str:
    """That of the message which it answers; to a post, the one with its author."""
    if not reply.in_reply_to.startswith(POST_PREFIX):
        return reply.in_reply_to.partition(":")[0]
    query = {"members": person_of(reply)}
    answer = call(platform, reply.account_id, "GET", "getConvoForMembers", query=query)
    require_success(answer, (reply.text,))
    found = fields.identifier(fields.record(answer.json().get("convo")).get("id"))
    if found is None:
        raise Unavailable("answer without a conversation")
    return found


def _id_of(message: dict[str, Any], conversation: str) -> str:
    own_id = fields.identifier(message.get("id"))
    found = fields.identifier(f"{conversation}:{own_id}" if own_id else None)
    if found is None:
        raise Unavailable("answer without an id")
    return found
