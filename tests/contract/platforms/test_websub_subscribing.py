"""Asking a hub for a topic: a real POST, what its answers mean, and when nothing is asked."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from hearback.adapters.platforms.websub import WebSub, proof, secret_of
from hearback.adapters.platforms.websub.subscribing import Subscribing
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable, Unverified
from hearback.domain.leases import Lease
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from hearback.domain.webhooks import ChannelSecrets, WebhookRequest
from tests.contract.platforms.given import NOW
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.network import PUBLIC, Network

TOPIC = "https://blog.example/feed.atom?a=1&b=ş"
SECRETS = ChannelSecrets(signing=("s" * 32, "older"), verify_token="a-word-of-ours")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def ask(
    server: LocalServer,
    *,
    lease: Lease | None = None,
    asked_at: datetime | None = None,
    secrets: ChannelSecrets = SECRETS,
    now: datetime = NOW,
) -> Page:
    source = Source(
        id="blog", brand="marka", channel="websub", url=TOPIC, hub=f"{server.url}/hub?x=1"
    )
    position = {"asked_at": asked_at.isoformat()} if asked_at else {}
    hubs = Subscribing(
        SafeFetch(allow_private=True),
        lambda: secrets,
        "https://api.example/webhooks/websub",
        {TOPIC: lease}.get,
        lambda: now,
    )
    return hubs.fetch(source, SourceCursor(source_id="blog", position=position))


def test_a_topic_without_a_lease_is_asked_for_with_a_callback_that_our_door_knows(
    server: LocalServer,
) -> None:
    server.answers(Scripted(status=202))
    assert ask(server) == Page(position={"asked_at": NOW.isoformat()})
    (call,) = server.calls
    form = {name: values[0] for name, values in parse_qs(call.body).items()}
    callback = urlsplit(form.pop("hub.callback"))
    assert (call.method, call.path, call.query) == ("POST", "/hub", {"x": ["1"]})
    assert call.headers["content-type"] == "application/x-www-form-urlencoded"
    assert form == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.secret": secret_of(TOPIC, "s" * 32),
        "hub.lease_seconds": "864000",
    }
    asks_back = {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.challenge": "c",
        **{name: values[0] for name, values in parse_qs(callback.query).items()},
    }
    answer = WebSub().handshake(WebhookRequest(method="GET", query=asks_back), SECRETS)
    assert answer.body == "c"
    assert callback.geturl().startswith("https://api.example/webhooks/websub?proof=")
    assert parse_qs(callback.query) == {
        "proof": [proof(TOPIC, "a-word-of-ours")],
        "topic": [TOPIC],
    }


def test_a_lease_is_left_alone_until_its_last_third(server: LocalServer) -> None:
    server.answers(Scripted(status=202))
    lease = Lease(topic=TOPIC, granted_at=NOW, until=NOW + 9 * DAY)
    assert ask(server, lease=lease, now=NOW + 6 * DAY - HOUR) == Page()
    assert server.calls == []
    assert ask(server, lease=lease, now=NOW + 6 * DAY).position
    assert len(server.calls) == 1


def test_a_hub_has_an_hour_to_ask_back_before_it_is_asked_again(server: LocalServer) -> None:
    server.answers(Scripted(status=202))
    waiting = ask(server, asked_at=NOW - HOUR / 2)
    assert waiting.position == {"asked_at": (NOW - HOUR / 2).isoformat()}
    assert server.calls == []
    ask(server, asked_at=NOW - HOUR)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Scripted(status=400, body=b"no such topic"), Refused("hub_http_400")),
        (Scripted(status=404), Refused("hub_http_404")),
        (Scripted(status=301, headers={"Location": "/new"}), Refused("hub_moved")),
        (Scripted(status=303, headers={"Location": "/new"}), Refused("hub_moved")),
        (
            Scripted(status=308, headers={"Location": "http://169.254.169.254/"}),
            Refused("address_not_public"),
        ),
        (Scripted(status=307, headers={"Location": "/again"}), Refused("too_many_redirects")),
        (Scripted(status=429, headers={"Retry-After": "9"}), RateLimited("rate_limited", 9)),
        (Scripted(status=503), Unavailable("http_503")),
        (Scripted(raw=b""), Unavailable("RemoteDisconnected")),
    ],
)  # fmt: skip
def test_what_a_hub_answers_otherwise(
    server: LocalServer, answer: Scripted, error: Exception
) -> None:
    server.answers(answer)
    with pytest.raises(type(error), match=str(error)):
        ask(server)


@pytest.mark.parametrize("status", [307, 308])
def test_a_hub_may_send_us_on_to_another_with_the_same_request(
    server: LocalServer, status: int
) -> None:
    server.answers(
        Scripted(status=status, headers={"Location": "/other"}), Scripted(status=202, body=b"")
    )
    assert ask(server).position
    first, second = server.calls
    assert (second.method, second.path, second.body) == ("POST", "/other", first.body)


@pytest.mark.parametrize(
    "secrets",
    [
        ChannelSecrets(signing=("short",), verify_token="w"),
        ChannelSecrets(signing=("s" * 32,)),
    ],
)
def test_without_fitting_secrets_no_hub_is_asked(
    server: LocalServer, secrets: ChannelSecrets
) -> None:
    with pytest.raises(NotAuthorised):
        ask(server, secrets=secrets)
    assert server.calls == []


def test_a_secret_that_nobody_set_makes_the_source_wait_for_people() -> None:
    def unset() -> ChannelSecrets:
        raise Unverified("no signing secret is set for websub")

    hubs = Subscribing(SafeFetch(), unset, "https://api.example", lambda topic: None)
    source = Source(id="b", brand="m", channel="websub", url=TOPIC, hub="https://hub.example/")
    with pytest.raises(NotAuthorised, match="no signing secret is set for websub"):
        hubs.fetch(source, SourceCursor(source_id="b"))


def test_a_hub_in_our_own_network_is_not_asked() -> None:
    network = Network(hub_example=["169.254.169.254"])
    with pytest.raises(Refused, match="address_not_public"):
        network.fetcher().post("http://hub.example/", {"hub.mode": "subscribe"})
    assert network.connected == []


def test_a_form_is_posted_where_the_name_was_checked(server: LocalServer) -> None:
    server.answers(Scripted(status=202, body=b"ok"))
    network = Network(server, hub_example=[PUBLIC])
    answer = network.fetcher().post("http://hub.example/sub", {"a": "ş &="})
    assert (answer.status, answer.body) == (202, b"ok")
    assert parse_qs(server.calls[0].body) == {"a": ["ş &="]}
    assert server.calls[0].headers["host"] == "hub.example"
    assert network.connected == [(PUBLIC, 80)]
