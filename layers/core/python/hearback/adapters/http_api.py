"""API Gateway's HTTP API events (payload 2.0) as requests, and answers back. Standard library."""

import base64
import binascii
from typing import Any

from hearback.domain.errors import BadInput, Malformed
from hearback.domain.webhooks import WebhookAnswer, WebhookRequest


def read_request(event: dict[str, Any]) -> WebhookRequest:
    """The request with the very bytes that were sent. Raises `Malformed`."""
    body = event.get("body") or ""
    try:
        raw = base64.b64decode(body, validate=True) if event.get("isBase64Encoded") else None
    except (ValueError, binascii.Error):
        raise Malformed("body is not base64") from None
    return WebhookRequest(
        method=event["requestContext"]["http"]["method"],
        headers={name.lower(): value for name, value in (event.get("headers") or {}).items()},
        query=dict(event.get("queryStringParameters") or {}),
        body=body.encode("utf-8", "surrogatepass") if raw is None else raw,
    )


def path_parameter(event: dict[str, Any], name: str) -> str:
    return str((event.get("pathParameters") or {}).get(name, ""))


def answer(reply: WebhookAnswer) -> dict[str, Any]:
    return {
        "statusCode": reply.status,
        "headers": {"content-type": reply.content_type},
        "body": reply.body,
    }


def refusal(error: BadInput) -> dict[str, Any]:
    """The one map from our errors to HTTP: the class knows its status; no detail leaves."""
    return answer(WebhookAnswer(status=error.status, body=error.reason))
