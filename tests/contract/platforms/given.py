"""What the platforms' tests start from."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.domain.mention import EventBroken, Incoming, MentionAdded
from hearback.domain.replies import Reply, ReplyPurpose
from hearback.domain.webhooks import ChannelSecrets, Delivery, EdgePlatform, WebhookRequest

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FIXTURES = Path(__file__).parents[2] / "fixtures"
TOKEN = "secret-access-token"


def fixture(name: str) -> Any:
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def a_delivery(channel: str, body: object, headers: Mapping[str, str] | None = None) -> Delivery:
    text = body if isinstance(body, str) else json.dumps(body)
    return Delivery(channel=channel, body=text, received_at=NOW, headers=dict(headers or {}))


def a_reply(channel: str, **changes: Any) -> Reply:
    reply = Reply(
        id="r1",
        case_id="c1",
        channel=channel,
        account_id="1500",
        in_reply_to="2085",
        text="Merhaba, ilgileniyoruz.",
        purpose=ReplyPurpose.ANSWER,
        by_human=True,
        author="agent",
        created_at=NOW,
    )
    return replace(reply, **changes)


def an_api(base_url: str, token: str = TOKEN) -> PlatformApi:
    return PlatformApi(
        http=Urllib3Http(),
        base_url=base_url,
        credentials=lambda: {"1500": {"access_token": token}},
    )


def signed_by(*keys: str) -> ChannelSecrets:
    return ChannelSecrets(signing=keys)


def a_post(body: bytes, **headers: str) -> WebhookRequest:
    """Header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return WebhookRequest(method="POST", headers=named, body=body)


def flipped(value: bytes) -> Iterator[bytes]:
    """The value with each of its bits flipped in turn."""
    for at in range(len(value)):
        for bit in range(8):
            yield value[:at] + bytes([value[at] ^ (1 << bit)]) + value[at + 1 :]


def only(events: Sequence[Incoming]) -> Any:
    """The one event that there should be."""
    assert len(events) == 1, events
    return events[0]


def texts(events: Sequence[Incoming]) -> list[str]:
    return [event.mention.text for event in events if isinstance(event, MentionAdded)]


def broken(events: Sequence[Incoming]) -> list[EventBroken]:
    return [event for event in events if isinstance(event, EventBroken)]


def check(platform: EdgePlatform, secrets: ChannelSecrets) -> Callable[[WebhookRequest], None]:
    return lambda request: platform.verify(request, secrets, NOW)


def as_dict(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value)
