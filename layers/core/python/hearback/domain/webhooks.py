"""A platform's call at our door. Imported at the edge, so it stays free of all but the basics."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn, Protocol

from hearback.domain.errors import Malformed, TooLarge

LARGEST_BODY = 256 * 1024
"""Bytes. Above every documented batch of every platform; what is larger is an attack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookRequest:
    """One call, its body as raw bytes; header names in lower case."""

    method: str
    headers: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAnswer:
    status: int = 200
    body: str = ""
    content_type: str = "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One webhook body or feed page as it came in, on its way through the queue.

    `body` is the text exactly as received; `headers` the few that parsing needs, lower case.
    """

    channel: str
    body: str
    received_at: datetime
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSecrets:
    """What a channel's calls are checked with.

    `signing`: the accepted signing secrets, newest first: two while one is being rotated.
    `verify_token`: what we told the platform to say in its handshake, where it says something.
    """

    signing: tuple[str, ...] = ()
    verify_token: str = ""


class EdgePlatform(Protocol):
    """The part of a platform's adapter that stands at the edge.

    `kept_headers`: those (lower case) that parsing needs later. An adapter may have three more:
    `kept_query`, parameters of the address that parsing needs, kept as headers `query.<name>`;
    `readable(body) -> str` instead of `readable_json`, for bodies that are no JSON; and
    `kept_handshake`, a proven handshake's parameters that ingestion must know.
    """

    kept_headers: tuple[str, ...]

    def handshake(self, request: WebhookRequest, secrets: ChannelSecrets) -> WebhookAnswer:
        """Answer the platform's proof of ownership. Raises `Unverified` or `Malformed`."""
        ...

    def verify(self, request: WebhookRequest, secrets: ChannelSecrets, now: datetime) -> None:
        """Raises `Unverified` unless one of the secrets signed these very bytes."""
        ...


class MentionInbox(Protocol):
    def put(self, delivery: Delivery) -> None: ...


def readable_json(body: bytes) -> str:
    """The body as text, once it is known to be JSON that every later reader can read.

    Raises `TooLarge`, or `Malformed` for what is not UTF-8, not JSON, nested too deep, or
    holds NaN, Infinity or a number of thousands of digits.
    """
    if len(body) > LARGEST_BODY:
        raise TooLarge("body over 256 KB")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed("body is not UTF-8") from None
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise Malformed("body is nested too deep") from None
    except ValueError:
        raise Malformed("body is not JSON") from None
    return text


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)
