"""Hubs at our door: whose question is answered, and what becomes of a push."""

import hmac
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest

from hearback.adapters.http_api import refusal
from hearback.adapters.platforms.telegram import Telegram
from hearback.adapters.platforms.websub import Discarded, WebSub, proof, secret_of
from hearback.domain.errors import Malformed, Unverified
from hearback.domain.webhooks import (
    ChannelSecrets,
    Delivery,
    EdgePlatform,
    WebhookAnswer,
    WebhookRequest,
)
from hearback.use_cases.receive_webhook import receive_webhook
from tests.contract.platforms.given import FIXTURES, NOW, fixture

VECTOR = fixture("websub/vectors.json")
PUSH = (FIXTURES / "websub" / VECTOR["body_file"]).read_bytes()
SECRETS = ChannelSecrets(signing=(VECTOR["hub.secret"],), verify_token="a-word-of-ours")
ASKED = dict(parse_qsl(VECTOR["verify_get_query"]))
TOPIC = ASKED["hub.topic"]
ASKED["proof"] = proof(TOPIC, "a-word-of-ours")


class Inbox:
    def __init__(self) -> None:
        self.deliveries: list[Delivery] = []

    def put(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)


def receive(request: WebhookRequest, platform: EdgePlatform, inbox: Inbox) -> WebhookAnswer:
    return receive_webhook(
        request, channel="websub", platform=platform, secrets=SECRETS, inbox=inbox, now=NOW
    )


def asked(**changes: str) -> WebhookRequest:
    changed = {name.replace("_", "."): value for name, value in changes.items()}
    return WebhookRequest(method="GET", query={**ASKED, **changed})


def a_push(body: bytes = PUSH, signature: str | None = None) -> WebhookRequest:
    given = VECTOR["X-Hub-Signature_sha256"] if signature is None else signature
    return WebhookRequest(method="POST", headers={"x-hub-signature": given}, body=body)


def signed(secret: str, method: str) -> WebhookRequest:
    return a_push(signature=f"{method}={hmac.digest(secret.encode(), PUSH, method).hex()}")


def test_a_subscription_to_a_topic_of_ours_is_confirmed() -> None:
    answer = WebSub().handshake(asked(), SECRETS)
    assert (answer.status, answer.body) == (200, VECTOR["verify_response"].split()[0])
    assert answer.content_type == "text/plain"


@pytest.mark.parametrize(
    "changes",
    [
        {"hub_topic": TOPIC + "x"},
        {"hub_topic": ""},
        {"hub_topic": "\ud800"},
        {"proof": ""},
        {"proof": "0" * 64},
        {"proof": ASKED["proof"].upper()},
    ],
)
def test_a_subscription_to_another_topic_is_not(changes: dict[str, str]) -> None:
    with pytest.raises(Unverified) as error:
        WebSub().handshake(asked(**changes), SECRETS)
    assert refusal(error.value)["statusCode"] == 404


def test_without_a_verify_token_no_topic_is_known() -> None:
    request = asked(proof=proof(TOPIC, ""))
    with pytest.raises(Unverified):
        WebSub().handshake(request, ChannelSecrets(signing=("s",)))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"hub_mode": "unsubscribe"}, 404),
        ({"hub_mode": ""}, 404),
        ({"hub_mode": "SUBSCRIBE"}, 404),
        ({"hub_challenge": ""}, 400),
        ({"hub_challenge": "x" * 1025}, 400),
    ],
)
def test_what_is_no_subscription_is_not_confirmed(changes: dict[str, str], status: int) -> None:
    with pytest.raises((Malformed, Unverified)) as error:
        WebSub().handshake(asked(**changes), SECRETS)
    assert error.value.status == status


def test_a_denied_subscription_is_taken_note_of() -> None:
    answer = WebSub().handshake(asked(hub_mode="denied"), SECRETS)
    assert (answer.status, answer.body) == (200, "")


@pytest.mark.parametrize("method", ["sha1", "sha256"])
def test_a_push_of_the_vector_is_queued_as_it_came(method: str) -> None:
    inbox = Inbox()
    receive(a_push(signature=VECTOR[f"X-Hub-Signature_{method}"]), WebSub(), inbox)
    (delivery,) = inbox.deliveries
    assert delivery.body == PUSH.decode()
    assert delivery.headers == {}


def test_a_push_that_nobody_signed_is_thrown_away_and_answered_like_any_other() -> None:
    inbox = Inbox()
    with pytest.raises(Discarded) as error:
        receive(a_push(PUSH + b" "), WebSub(), inbox)
    assert inbox.deliveries == []
    assert refusal(error.value)["statusCode"] == 202


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_topics_pushes_are_signed_with_its_own_secret(method: str) -> None:
    secret, other = (secret_of(topic, VECTOR["hub.secret"]) for topic in (TOPIC, TOPIC + "x"))
    inbox = Inbox()
    receive(replace(signed(secret, method), query={"topic": TOPIC}), WebSub(), inbox)
    (delivery,) = inbox.deliveries
    assert delivery.headers == {"query.topic": TOPIC}
    for stranger in (other, VECTOR["hub.secret"], ""):
        with pytest.raises(Discarded):
            receive(replace(signed(stranger, method), query={"topic": TOPIC}), WebSub(), inbox)
    with pytest.raises(Discarded):
        receive(signed(secret, method), WebSub(), inbox)
    assert len(inbox.deliveries) == 1


@pytest.mark.parametrize(
    "signature",
    ["", "sha256", "sha256=", "md5=0", "sha256=" + "0" * 64, "sha224=x", "sha256=ş", "=", "sha1=="],
)
def test_other_signatures_are_none(signature: str) -> None:
    with pytest.raises(Discarded):
        WebSub().verify(a_push(signature=signature), SECRETS, NOW)


def test_without_a_secret_of_ours_the_hub_is_told_to_come_again() -> None:
    with pytest.raises(Unverified) as error:
        WebSub().verify(a_push(), ChannelSecrets(), NOW)
    assert error.value.status == 401


@pytest.mark.parametrize("encoding", ["iso-8859-9", "windows-1254"])
def test_a_push_in_an_encoding_that_it_names_is_read(encoding: str) -> None:
    text = f"<?xml version='1.0' encoding='{encoding}'?><a>şikâyet ğüı</a>"
    assert WebSub().readable(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "body",
    [
        b"<a>\xfe</a>",
        b"<?xml version='1.0' encoding='klingon'?><a>\xfe</a>",
        b"<?xml version='1.0' encoding='zlib'?><a>\xfe</a>",
        b"<?xml version='1.0' encoding='undefined'?><a>\xfe</a>",
        b"<?xml version='1.0' encoding='utf-16'?><a>\xfe",
    ],
)
def test_a_push_in_no_readable_encoding_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        WebSub().readable(body)


def test_the_parameters_of_the_address_that_an_adapter_names_are_kept() -> None:
    inbox = Inbox()
    request = WebhookRequest(
        method="POST",
        headers={"x-telegram-bot-api-secret-token": VECTOR["hub.secret"]},
        query={"bot": "5550001", "other": "x"},
        body=b"{}",
    )
    receive(request, Telegram(), inbox)
    (delivery,) = inbox.deliveries
    assert delivery.headers == {"query.bot": "5550001"}
    assert delivery.received_at == datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_websub_cannot_be_answered() -> None:
    assert (WebSub().can_reply, WebSub().length("abc")) == (False, 3)
