"""Direct messages of Bluesky by polling: the log of what happened in our conversations.

Contract: docs.bsky.app (chat.bsky.convo.getLog, listConvos, getConvo, getMessages).

A log that is read for the first time starts now. So its place is taken first, and then each
conversation is asked for what was said before; from then on only the log is read, oldest first.
Position: `log` is the log's cursor; `convos`, while the conversations are gone through, is the
next page of their list.
"""

import json
from collections.abc import Iterator
from typing import Any

from hearback.adapters.platforms.bluesky import Bluesky
from hearback.adapters.platforms.bluesky.chat import call, messages, require_success, sender_of
from hearback.adapters.platforms.bluesky.messages import CREATED, DELETED, GROUP, kind_of
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import is_taken, page_token
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.policy import Source
from hearback.domain.polling import Found, Page, SourceCursor

_CONVERSATIONS_A_PAGE = "20"
"""Each that was spoken in lately is one more call."""

_PREFIX = "chat.bsky.convo.defs#"


class Log:
    """One look at the chats of a source's account."""

    def __init__(self, platform: Bluesky, source: Source, cursor: SourceCursor) -> None:
        self._platform = platform
        self._account = source.account
        self._since = cursor.since
        self._cursor = str(cursor.position.get("log") or "")
        self._convos = cursor.position.get("convos")
        self._known: dict[str, dict[str, Any]] = {}

    def look(self) -> Page:
        if self._cursor and self._convos is not None:
            return self._catch_up(str(self._convos))
        return self._read_on()

    def _read_on(self) -> Page:
        """Raises `Unavailable` if the log does not say where it stands."""
        told = self._ask("getLog", **({"cursor": self._cursor} if self._cursor else {}))
        entries = list(map(fields.record, fields.items(told.get("logs"))))
        following = page_token(told.get("cursor")) or self._cursor
        if not following:
            raise Unavailable("answer without a cursor")
        position = {"log": following} if self._cursor else {"log": following, "convos": ""}
        return Page(
            items=tuple(map(self._found, entries)),
            position=position,
            more=not self._cursor or (bool(entries) and following != self._cursor),
        )

    def _catch_up(self, page: str) -> Page:
        """What was said since the source's beginning, in one page of conversations."""
        paging = {"limit": _CONVERSATIONS_A_PAGE, **({"cursor": page} if page else {})}
        told = self._ask("listConvos", **paging)
        listed = list(map(fields.record, fields.items(told.get("convos"))))
        following = page_token(told.get("cursor")) if listed else ""
        position = {"log": self._cursor, **({"convos": following} if following else {})}
        items = tuple(found for convo in listed for found in self._said_in(convo))
        return Page(items=items, position=position, more=True)

    def _said_in(self, convo: dict[str, Any]) -> Iterator[Found]:
        """Oldest first; each message as the log would have told it."""
        name = fields.identifier(convo.get("id"))
        last = fields.record(convo.get("lastMessage"))
        if name is None or not last or _is_group(convo):
            return
        if not is_taken(fields.moment(last.get("sentAt")), self._since):
            return
        self._known[name] = convo
        for message in reversed(self._messages_of(name)):
            entry = {"$type": f"{_PREFIX}{CREATED}", "convoId": name, "message": message}
            yield self._found(entry)

    def _messages_of(self, name: str) -> list[dict[str, Any]]:
        """None of one that is closed to us: it must not keep the others from being read."""
        try:
            said = list(messages(self._platform, self._account, name, self._since))
        except Refused:
            return []
        return [message for message in said if kind_of(message) in ("", "messageView")]

    def _found(self, entry: dict[str, Any]) -> Found:
        body = json.dumps(self._item(entry))
        return Found(key=_key(entry) or body, body=body)

    def _item(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Only of direct messages more is passed on than what kind of entry it is."""
        kind, message = kind_of(entry), fields.record(entry.get("message"))
        if kind == DELETED:
            return {"log": {**_bare(entry), "message": {"id": message.get("id")}}}
        if kind != CREATED:
            return {"log": _bare(entry)}
        told = {"log": {**_bare(entry), "message": entry.get("message")}}
        sender = sender_of(message)
        if sender is None or sender == self._account:
            return told
        convo = self._conversation(fields.identifier(entry.get("convoId")))
        if _is_group(convo):
            return {"log": _bare(entry), GROUP: True}
        profiles = (
            *fields.items(convo.get("members")),
            *fields.items(entry.get("relatedProfiles")),
        )
        people = map(fields.record, profiles)
        author = next((each for each in people if each.get("did") == sender), {})
        named = {name: author.get(name) for name in ("did", "handle", "displayName")}
        return {**told, "author": named}

    def _conversation(self, name: str | None) -> dict[str, Any]:
        """Asked once a look; nothing is known of one that we have left."""
        if name is None:
            return {}
        if name not in self._known:
            try:
                told = self._ask("getConvo", convoId=name)
            except Refused:
                told = {}
            self._known[name] = fields.record(told.get("convo"))
        return self._known[name]

    def _ask(self, method: str, **query: str) -> dict[str, Any]:
        answer = call(self._platform, self._account, "GET", method, query=query)
        require_success(answer)
        return answer.json()


def _is_group(convo: dict[str, Any]) -> bool:
    return kind_of(fields.record(convo.get("kind"))) == "groupConvo"


def _bare(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in ("$type", "rev", "convoId") if name in entry}


def _key(entry: dict[str, Any]) -> str:
    """A message's own id, with what befell it; of anything else its place in the log."""
    kind = kind_of(entry)
    if kind not in (CREATED, DELETED):
        return f"{kind}@{entry['rev']}" if fields.identifier(entry.get("rev")) else ""
    own_id = fields.identifier(fields.record(entry.get("message")).get("id"))
    return f"{entry.get('convoId')}:{own_id}@{kind}" if own_id else ""
