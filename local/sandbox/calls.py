"""What the platforms' APIs share: whose memory it is, who calls, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import current_app, request

if TYPE_CHECKING:
    from local.sandbox.state import Sandbox


def the_sandbox() -> Sandbox:
    found: Sandbox = current_app.extensions["sandbox"]
    return found


def bearer_token() -> str:
    """Empty if none was shown."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def json_object() -> dict[str, Any]:
    """The body; empty for what is no JSON object."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def inner(value: object, *names: str) -> Any:
    """What lies under these names in nested objects; nothing where one of them is missing."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value
