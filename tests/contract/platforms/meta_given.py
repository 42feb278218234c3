"""What the tests of Meta's products start from."""

from typing import Any

from tests.contract.platforms.given import fixture

PERSON, PAGE = "200000000000001", "100000000000001"


def a_message(sender: object = PERSON, recipient: object = PAGE, **content: Any) -> dict[str, Any]:
    sides = {"sender": {"id": sender}, "recipient": {"id": recipient}}
    return {**sides, "timestamp": 1793601682871, **content}


def an_entry(kind: str, account: object = PAGE, **lists: Any) -> dict[str, Any]:
    return {"object": kind, "entry": [{"id": account, "time": 1793601683000, **lists}]}


def a_whatsapp(*messages: object, **value: Any) -> dict[str, Any]:
    body = fixture("whatsapp/message_text.json")
    change = body["entry"][0]["changes"][0]
    change["value"] = {**change["value"], "messages": list(messages), **value}
    return {**body}


def a_text(body: object = "Merhaba", **more: Any) -> dict[str, Any]:
    said = {"type": "text", "text": {"body": body}, "timestamp": "1793601683"}
    return {"from": "905551111111", "id": "wamid.1", **said, **more}


def an_error(code: object, message: str = "", **more: Any) -> dict[str, Any]:
    return {"error": {"message": message, "type": "OAuthException", "code": code, **more}}
