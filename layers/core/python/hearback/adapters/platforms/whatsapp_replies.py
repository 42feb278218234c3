"""Our answers on WhatsApp: free text within a day of the customer's last message.

Contract: developers.facebook.com/docs/whatsapp/cloud-api (guides/send-messages,
support/error-codes).

WhatsApp cannot be asked what was sent. So whatever it certainly did not take is tried again as
`RateLimited`, and only what may have been taken is `Unavailable`.
"""

from dataclasses import replace
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms import answers, fields
from hearback.adapters.platforms.meta_graph import Graph, code_of
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import Reply
from hearback.domain.text import clean

_WINDOW_CLOSED = (131047, 470)
_BLOCKED = (131026,)
_ACCOUNT_TROUBLE = (0, 368, 131005, 131031, 131042, 131045, 133010)
"""Locked, unpaid, unregistered or restricted: people must act, the reply waits."""

_TOO_FAST = (130429, 131048)
_PAIR_TOO_FAST = 131056
_PAIR_WAIT = 6
"""Seconds (?): one message in six seconds to one person, above a first burst."""

_NOT_TAKEN = (2, 131016, 133004)


def send(graph: Graph, reply: Reply) -> str:
    """Send it, quoting what it answers. Raises `DeliveryFailed`."""
    person, _, answered = reply.in_reply_to.partition(":")
    answer = _post(graph, reply.account_id, _message(person, answered, clean(reply.text)))
    _require_success(replace(graph, texts=(*graph.texts, person)), answer)
    sent = next(iter(fields.items(answer.json().get("messages"))), None)
    found = fields.identifier(fields.record(sent).get("id"))
    if found is None:
        raise Unavailable("answer without an id")
    return f"{person}:{found}"


def word_of(code: int | None) -> str:
    """Why a message did not arrive, in the word that our agents' pages know."""
    if code in _WINDOW_CLOSED:
        return "template_needed"
    if code in _BLOCKED:
        return "blocked"
    return f"code_{code}" if code is not None else "not_delivered"


def _message(person: str, answered: str, text: str) -> dict[str, Any]:
    """Ids that are no phone number go into a field of their own."""
    whom = "to" if person.isdecimal() else "recipient"
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        whom: person,
        "context": {"message_id": answered},
        "type": "text",
        "text": {"body": text},
    }


def _post(graph: Graph, account: str, message: dict[str, Any]) -> HttpAnswer:
    try:
        return graph.call("POST", account, "messages", json_body=message)
    except Unavailable as error:
        if told := answers.never_sent(error):
            raise told from error
        raise


def _require_success(graph: Graph, answer: HttpAnswer) -> None:
    code = code_of(answer)
    if code in (*_WINDOW_CLOSED, *_BLOCKED):
        raise Refused(word_of(code))
    if code in _ACCOUNT_TROUBLE:
        raise NotAuthorised(f"not_authorised: code {code}")
    if code == _PAIR_TOO_FAST:
        raise RateLimited(f"code_{code}", _PAIR_WAIT)
    if code in (*_TOO_FAST, *_NOT_TAKEN):
        raise RateLimited(f"code_{code}", answers.wait_of(answer))
    graph.require_success(answer)
