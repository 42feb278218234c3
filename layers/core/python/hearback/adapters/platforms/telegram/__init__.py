"""Telegram: messages to our bot, posts of groups and channels that call it, and our replies.

Contract: core.telegram.org/bots/api (Update, setWebhook, sendMessage, ResponseParameters).

No update says to which bot it came, so the webhook's address does:
`…/webhooks/telegram?bot=<bot id>&name=<user name>`. Telegram signs nothing: its calls carry the
secret that `setWebhook` was given. A replay is recognised by chat and message.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.signatures import require_signature
from hearback.domain.errors import Malformed, NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer, PlatformApi
    from hearback.domain.mention import Incoming
    from hearback.domain.replies import Reply
    from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookAnswer, WebhookRequest

BASE_URL = "https://api.telegram.org"
LONGEST_MESSAGE = 4_096
"""UTF-16 units (?): the documentation says characters, and counts entities in UTF-16."""

_TARGET = re.compile(r"(?:([\w-]+):)?(-?[0-9]{1,18}):([0-9]{1,18})", re.ASCII)
_TOO_LONG = "message is too long"


class Telegram:
    """The adapter of channel `telegram`."""

    kept_headers: tuple[str, ...] = ()
    kept_query: tuple[str, ...] = ("bot", "name")
    can_reply = True
    longest_reply = LONGEST_MESSAGE
    offers = Offers(forms=frozenset({ReplyForm.DM}), by_person=True)

    def __init__(self, api: PlatformApi | None = None) -> None:
        self._api = api

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:  # noqa: ARG002
        raise Malformed("this webhook has no handshake")

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:  # noqa: ARG002 - Telegram signs no time
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        require_signature((given,), secrets, bytes.decode)

    def parse(self, delivery: Delivery) -> Sequence[Incoming]:
        from hearback.adapters.platforms.telegram.events import events  # noqa: PLC0415

        return events(delivery)

    def length(self, text: str) -> int:
        return len(_sendable(text).encode("utf-16-le")) // 2

    def send(self, reply: Reply) -> str:
        """Once more to the new chat if the group became a supergroup: the first was not taken."""
        from hearback.adapters.platforms.shared import fields  # noqa: PLC0415

        message = _message(reply)
        answer = self._send(reply, message)
        moved_to = _parameters(answer).get("migrate_to_chat_id")
        if isinstance(moved_to, int):
            answer = self._send(reply, {**message, "chat_id": moved_to})
        _require_success(answer, reply)
        sent = fields.record(answer.json().get("result"))
        chat = fields.identifier(fields.record(sent.get("chat")).get("id"))
        own_id = fields.identifier(sent.get("message_id"))
        if chat is None or own_id is None:
            raise Unavailable("answer without an id")
        return f"{chat}:{own_id}"

    def find(self, reply: Reply) -> str | None:  # noqa: ARG002 - whichever it is
        """Bots cannot read what they sent: rather than twice, people look and decide."""
        raise Refused("outcome_unknown")

    def _send(self, reply: Reply, message: dict[str, Any]) -> HttpAnswer:
        """The token is in the address: Telegram takes it nowhere else.

        What certainly was not taken is tried again as `RateLimited`; only what may have been is
        `Unavailable`.
        """
        from urllib.parse import quote  # noqa: PLC0415

        from hearback.adapters.platforms.shared import answers  # noqa: PLC0415

        if self._api is None:
            raise RuntimeError("built for the edge: without an api")
        token = self._api.credential(reply.account_id, "access_token")
        base = (self._api.base_url or BASE_URL).rstrip("/")
        url = f"{base}/bot{quote(token, safe=':')}/sendMessage"
        try:
            return self._api.http.request("POST", url, json_body=message)
        except Unavailable as error:
            if told := answers.never_sent(error):
                raise told from error
            raise


def _message(reply: Reply) -> dict[str, Any]:
    """`in_reply_to` is `[business connection:]chat:message`. Raises `Refused` for another.

    To somebody who wrote in a group, a private message goes into the chat with them.
    """
    target = _TARGET.fullmatch(reply.in_reply_to)
    if target is None:
        raise Refused("gone: not a message of Telegram's")
    connection, chat, answered = target.groups()
    if reply.form is ReplyForm.DM and chat.startswith("-"):
        return {"chat_id": _person(reply), "text": _sendable(reply.text)}
    message = {
        "chat_id": int(chat),
        "text": _sendable(reply.text),
        "reply_parameters": {"message_id": int(answered), "allow_sending_without_reply": True},
    }
    return {**message, "business_connection_id": connection} if connection else message


def _person(reply: Reply) -> int:
    """Telegram lets a bot write to those only who have written to it before."""
    if not reply.person_id.isdecimal():
        raise Refused("author_unknown")
    return int(reply.person_id)


def _require_success(answer: HttpAnswer, reply: Reply) -> None:
    from hearback.adapters.platforms.shared import answers, fields  # noqa: PLC0415

    wait = fields.whole(_parameters(answer).get("retry_after"))
    if answer.status == 429 and wait is not None:
        raise RateLimited("rate_limited", answers.sane_wait(wait))
    answers.require_success(answer)
    if answer.status == 404:
        raise NotAuthorised("not_authorised: no such bot")
    if answer.status >= 300:
        told = answer.json().get("description")
        raise answers.refused(_word(answer.status, told), told, (reply.text,))


def _word(status: int, told: object) -> str:
    """403 is a person who blocked the bot or left, or a chat that removed it."""
    if status == 403:
        return "blocked"
    return "too_long" if _TOO_LONG in str(told) else f"http_{status}"


def _parameters(answer: HttpAnswer) -> dict[str, Any]:
    from hearback.adapters.platforms.shared.fields import record  # noqa: PLC0415

    return record(answer.json().get("parameters")) if answer.status >= 300 else {}


def _sendable(text: str) -> str:
    from hearback.domain.text import clean  # noqa: PLC0415

    return clean(text)
