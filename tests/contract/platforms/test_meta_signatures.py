"""Who may put something into the queue of Instagram, Messenger and WhatsApp: Meta alone."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace

import pytest

from hearback.adapters.platforms.instagram import Instagram
from hearback.adapters.platforms.messenger import Messenger
from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.domain.errors import Malformed, Unverified
from hearback.domain.webhooks import ChannelSecrets, EdgePlatform, WebhookRequest
from tests.contract.platforms.given import NOW, a_post, fixture, flipped, signed_by

HEADER = "x-hub-signature-256"
BODY = '{"object":"instagram","a":"\\u015f ş"}'.encode()
BOTH = signed_by("a-new-secret", "an-old-secret")
QUERY = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "meaty"}
every_product = pytest.mark.parametrize(
    "product", [Instagram(), Messenger(), WhatsApp()], ids=["instagram", "messenger", "whatsapp"]
)


def signed(secret: str, body: bytes = BODY) -> WebhookRequest:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return a_post(body, x_hub_signature_256=f"sha256={digest}")


def is_accepted(
    product: EdgePlatform, request: WebhookRequest, secrets: ChannelSecrets = BOTH
) -> bool:
    try:
        product.verify(request, secrets, NOW)
    except Unverified:
        return False
    return True


@every_product
def test_the_signature_of_the_vector_is_accepted_over_the_escaped_bytes(
    product: EdgePlatform,
) -> None:
    vector = fixture("facebook/vectors_x_hub_signature_256.json")
    body = vector["raw_body_as_sent"].encode()
    request = a_post(body, x_hub_signature_256=vector["X-Hub-Signature-256"])
    product.verify(request, signed_by(vector["app_secret"]), NOW)


@every_product
def test_the_new_and_the_old_secret_are_both_accepted_while_one_is_rotated(
    product: EdgePlatform,
) -> None:
    assert is_accepted(product, signed("a-new-secret"))
    assert is_accepted(product, signed("an-old-secret"))
    assert not is_accepted(product, signed("another-secret"))
    assert not is_accepted(product, signed("an-old-secret"), signed_by("a-new-secret"))


@every_product
def test_every_flipped_bit_of_body_and_signature_is_rejected(product: EdgePlatform) -> None:
    request = signed("a-new-secret")
    for body in flipped(request.body):
        assert not is_accepted(product, replace(request, body=body)), body
    for value in flipped(request.headers[HEADER].encode()):
        forged = replace(request, headers={HEADER: value.decode("latin-1")})
        assert not is_accepted(product, forged), value


@every_product
@pytest.mark.parametrize(
    "change",
    [
        lambda given: "",
        lambda given: " ",
        lambda given: f"{given},{given}",
        lambda given: f"{given}{given}",
        lambda given: given.upper(),
        lambda given: given[:-1],
        lambda given: "sha256=",
        lambda given: given.partition("=")[2],
        lambda given: given.replace("sha256", "sha1"),
        lambda given: "\ud800",
        lambda given: "ş" * 40,
    ],
)
def test_a_missing_doubled_or_garbled_signature_is_rejected(
    product: EdgePlatform, change: Callable[[str], str]
) -> None:
    request = signed("a-new-secret")
    changed = {HEADER: change(request.headers[HEADER])}
    assert not is_accepted(product, replace(request, headers=changed))
    assert not is_accepted(product, replace(request, headers={}))


@every_product
@pytest.mark.parametrize("secrets", [(), ("",), (" ", "\n")])
def test_without_a_secret_nothing_is_accepted(
    product: EdgePlatform, secrets: tuple[str, ...]
) -> None:
    for key in ("", " ", "\n"):
        assert not is_accepted(product, signed(key), ChannelSecrets(signing=secrets))


@every_product
def test_the_handshake_returns_the_bare_challenge_for_our_word_only(product: EdgePlatform) -> None:
    secrets = ChannelSecrets(verify_token="meaty")
    answer = product.handshake(WebhookRequest(method="GET", query=QUERY), secrets)
    assert (answer.status, answer.body, answer.content_type) == (200, "1158201444", "text/plain")
    for token in ("", "meat", "meaty "):
        query = {**QUERY, "hub.verify_token": token}
        with pytest.raises(Unverified):
            product.handshake(WebhookRequest(method="GET", query=query), secrets)
    with pytest.raises(Malformed):
        product.handshake(
            WebhookRequest(method="GET", query={**QUERY, "hub.mode": "unsubscribe"}), secrets
        )
