"""Our answers on WhatsApp: free text within a day of the customer's last message, then templates.

Contract: developers.facebook.com/docs/whatsapp/cloud-api (guides/send-messages,
guides/send-message-templates, support/error-codes).

WhatsApp cannot be asked what was sent. So whatever it certainly did not take is tried again as
`RateLimited`, and only what may have been taken is `Unavailable`.
"""

from dataclasses import replace
from typing import Any

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.meta.graph import Graph, code_of
from hearback.adapters.platforms.shared import answers, fields
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import ApprovedWords, Reply
from hearback.domain.text import clean

_WORDS = {
    **dict.fromkeys((131047, 470), "template_needed"),
    131026: "blocked",
    131049: "kept_back",
    131050: "marketing_stopped",
    132000: "template_values",
    132001: "template_unknown",
    132005: "template_too_long",
    132007: "template_forbidden",
    132012: "template_values",
    132015: "template_paused",
    132016: "template_disabled",
}
"""What it will never deliver, in the words that our agents' pages know."""

_ACCOUNT_TROUBLE = (0, 368, 131005, 131031, 131042, 131045, 133010)
"""Locked, unpaid, unregistered or restricted: people must act, the reply waits."""

_TOO_FAST = (130429, 131048)
_PAIR_TOO_FAST = 131056
_PAIR_WAIT = 6
"""Seconds (?): one message in six seconds to one person, above a first burst."""

_NOT_TAKEN = (2, 131016, 133004)


def send(graph: Graph, reply: Reply) -> str:
    """Send it; free text quotes what it answers. Raises `DeliveryFailed`."""
    person, _, answered = reply.in_reply_to.partition(":")
    content = _template(reply.approved) if reply.approved else _text(reply, answered)
    answer = _post(graph, reply.account_id, _message(person, content))
    _require_success(replace(graph, texts=(*graph.texts, person)), answer)
    sent = next(iter(fields.items(answer.json().get("messages"))), None)
    found = fields.identifier(fields.record(sent).get("id"))
    if found is None:
        raise Unavailable("answer without an id")
    return f"{person}:{found}"


def word_of(code: int | None) -> str:
    """Why a message did not arrive, in the word that our agents' pages know."""
    if code is None:
        return "not_delivered"
    return _WORDS.get(code, f"code_{code}")


def _message(person: str, content: dict[str, Any]) -> dict[str, Any]:
    """Ids that are no phone number go into a field of their own."""
    whom = "to" if person.isdecimal() else "recipient"
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        whom: person,
        **content,
    }


def _text(reply: Reply, answered: str) -> dict[str, Any]:
    body = {"body": clean(reply.text)}
    return {"context": {"message_id": answered}, "type": "text", "text": body}


def _template(words: ApprovedWords) -> dict[str, Any]:
    """Numbered values are known by their order, the others by their names."""
    values = [
        {"type": "text", "text": text}
        | ({} if placeholder.isdecimal() else {"parameter_name": placeholder})
        for placeholder, text in words.values
    ]
    template: dict[str, Any] = {"name": words.name, "language": {"code": words.language}}
    if values:
        template["components"] = [{"type": "body", "parameters": values}]
    return {"type": "template", "template": template}


def _post(graph: Graph, account: str, message: dict[str, Any]) -> HttpAnswer:
    try:
        return graph.call("POST", account, "messages", json_body=message)
    except Unavailable as error:
        if told := answers.never_sent(error):
            raise told from error
        raise


def _require_success(graph: Graph, answer: HttpAnswer) -> None:
    code = code_of(answer)
    if code in _WORDS:
        raise Refused(word_of(code))
    if code in _ACCOUNT_TROUBLE:
        raise NotAuthorised(f"not_authorised: code {code}")
    if code == _PAIR_TOO_FAST:
        raise RateLimited(f"code_{code}", _PAIR_WAIT)
    if code in (*_TOO_FAST, *_NOT_TAKEN):
        raise RateLimited(f"code_{code}", answers.wait_of(answer))
    graph.require_success(answer)
