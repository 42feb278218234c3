"""Handshakes at the door reach the channel's log, and no flood of them does."""

from dataclasses import dataclass, field
from typing import Any

from hearback.adapters.platforms.websub import WebSub
from hearback.adapters.platforms.x import X
from hearback.domain.channel_life import HANDSHAKE, Handshakes
from hearback.domain.webhooks import Delivery, WebhookRequest
from hearback.use_cases.note_channel_life import NoteChannelLife
from hearback.use_cases.tell_handshakes import TellHandshakes
from tests.builders import HOUR, MINUTE, NOW
from tests.fake_channels import FakeChannels

ASKED = WebhookRequest(method="GET", query={"crc_token": "t", "hub.topic": "https://t.example/"})


@dataclass
class Inbox:
    deliveries: list[Delivery] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)


def told(*calls: tuple[Any, Any]) -> list[Delivery]:
    """What is queued when these platforms ask at these times; None is refused."""
    inbox = Inbox()
    tell = TellHandshakes(inbox)
    for platform, at in calls:
        tell("x", ASKED, platform, at)
    return inbox.deliveries


def noted(*deliveries: Delivery) -> FakeChannels:
    channels = FakeChannels()
    assert all(NoteChannelLife(channels=channels)(each) for each in deliveries)
    return channels


def test_an_answered_and_a_refused_handshake_are_noted() -> None:
    channels = noted(*told((X(), NOW), (None, NOW + MINUTE)))
    assert channels.handshakes("x") == Handshakes(
        channel="x", answered_at=NOW, refused_at=NOW + MINUTE, refused=1
    )


def test_anybody_may_ask_so_it_is_told_once_a_minute() -> None:
    often = [(X(), NOW + n * MINUTE / 10) for n in range(20)]
    assert len(told(*often)) == 2
    assert told((X(), NOW))[0].body == "{}"


def test_a_hubs_proven_word_is_told_each_time_and_makes_a_lease() -> None:
    hub = WebhookRequest(
        method="GET",
        query={
            "hub.mode": "subscribe",
            "hub.topic": "https://t.example/",
            "hub.lease_seconds": "3600",
            "hub.challenge": "c",
            "proof": "p",
        },
    )
    inbox = Inbox()
    tell = TellHandshakes(inbox)
    for _ in range(3):
        tell("websub", hub, WebSub(), NOW)
    assert len(inbox.deliveries) == 3
    assert "proof" not in inbox.deliveries[0].body
    lease = noted(*inbox.deliveries).lease("https://t.example/")
    assert lease is not None
    assert lease.until == NOW + HOUR


def test_strangers_who_pass_by_are_not_told_of() -> None:
    inbox = Inbox()
    TellHandshakes(inbox)("youtube", WebhookRequest(method="GET"), None, NOW)
    assert inbox.deliveries == []


def test_a_delivery_of_mentions_is_no_handshake() -> None:
    delivery = Delivery(channel="x", body="{}", received_at=NOW)
    assert not NoteChannelLife(channels=FakeChannels())(delivery)


def test_no_platform_can_send_our_header() -> None:
    kept = [adapter.kept_headers for adapter in (X, WebSub)]
    assert all(HANDSHAKE not in headers for headers in kept)
