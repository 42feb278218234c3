"""How a platform makes sure that the address is ours, without making us sign what it is not."""

import pytest

from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.generic import SignedWebhook
from hearback.adapters.platforms.instagram import Instagram
from hearback.adapters.platforms.linkedin import LinkedIn
from hearback.adapters.platforms.messenger import Messenger
from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.adapters.platforms.x import X
from hearback.domain.errors import Malformed, Unverified
from hearback.domain.webhooks import ChannelSecrets, EdgePlatform, WebhookRequest
from tests.contract.platforms.given import fixture, signed_by

META_QUERY = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "meaty"}


def test_x_handshake_signs_the_token_of_the_vector() -> None:
    vector = fixture("x/vectors_crc_and_signature.json")
    request = WebhookRequest(method="GET", query={"crc_token": vector["crc_token"]})
    answer = X().handshake(request, signed_by(vector["consumer_secret"], "old"))
    assert answer.status == 200
    assert answer.content_type == "application/json"
    assert answer.body == f'{{"response_token": "{vector["response_token"]}"}}'


@pytest.mark.parametrize("token", ["", '{"data":{}}', '{"a":1}', '"x"', "[1]", "a b", "x" * 257])
def test_the_x_handshake_signs_nothing_that_could_be_an_event(token: str) -> None:
    with pytest.raises(Malformed):
        X().handshake(WebhookRequest(method="GET", query={"crc_token": token}), signed_by("new"))


def test_the_x_handshake_needs_a_secret() -> None:
    with pytest.raises(Unverified):
        X().handshake(WebhookRequest(method="GET", query={"crc_token": "a"}), signed_by(""))


def test_meta_handshake_returns_the_bare_challenge() -> None:
    request = WebhookRequest(method="GET", query=META_QUERY)
    answer = Facebook().handshake(request, ChannelSecrets(verify_token="meaty"))
    assert (answer.status, answer.body, answer.content_type) == (200, "1158201444", "text/plain")


@pytest.mark.parametrize("token", ["", "meat", "meaty ", "MEATY", "şmeaty", "\ud800"])
def test_meta_handshake_with_another_token_is_unverified(token: str) -> None:
    request = WebhookRequest(method="GET", query={**META_QUERY, "hub.verify_token": token})
    with pytest.raises(Unverified):
        Facebook().handshake(request, ChannelSecrets(verify_token="meaty"))


def test_meta_handshake_is_unverified_while_we_have_no_token() -> None:
    request = WebhookRequest(method="GET", query={**META_QUERY, "hub.verify_token": ""})
    with pytest.raises(Unverified):
        Facebook().handshake(request, ChannelSecrets())


@pytest.mark.parametrize("change", [{"hub.mode": "unsubscribe"}, {"hub.challenge": ""}])
def test_meta_handshake_that_is_no_subscription_is_malformed(change: dict[str, str]) -> None:
    request = WebhookRequest(method="GET", query={**META_QUERY, **change})
    with pytest.raises(Malformed):
        Facebook().handshake(request, ChannelSecrets(verify_token="meaty"))


def test_the_generic_webhook_has_no_handshake() -> None:
    with pytest.raises(Malformed):
        SignedWebhook().handshake(WebhookRequest(method="GET"), signed_by("whsec_c2VjcmV0"))


def test_linkedins_challenge_of_the_vector_is_answered() -> None:
    vector = fixture("linkedin/vectors_challenge_and_signature.json")
    request = WebhookRequest(method="GET", query={"challengeCode": vector["challengeCode"]})
    answer = LinkedIn().handshake(request, signed_by(vector["clientSecret"], "old"))
    assert (answer.status, answer.content_type) == (200, "application/json")
    told = vector["response"]
    assert answer.body == (
        f'{{"challengeCode": "{told["challengeCode"]}", '
        f'"challengeResponse": "{told["challengeResponse"]}"}}'
    )


@pytest.mark.parametrize(
    "code", ["", "hmacsha256={}", 'hmacsha256={"type":"a"}', "a" * 35, "g" * 36, "a" * 37]
)
def test_the_challenge_signs_nothing_that_could_be_an_event(code: str) -> None:
    request = WebhookRequest(method="GET", query={"challengeCode": code})
    with pytest.raises(Malformed):
        LinkedIn().handshake(request, signed_by("a-new-secret"))


def test_the_challenge_needs_a_secret() -> None:
    request = WebhookRequest(method="GET", query={"challengeCode": "a" * 36})
    with pytest.raises(Unverified):
        LinkedIn().handshake(request, signed_by(""))


@pytest.mark.parametrize("product", [Instagram(), Messenger(), WhatsApp()])
def test_the_handshake_returns_the_bare_challenge_for_our_word_only(product: EdgePlatform) -> None:
    secrets = ChannelSecrets(verify_token="meaty")
    answer = product.handshake(WebhookRequest(method="GET", query=META_QUERY), secrets)
    assert (answer.status, answer.body, answer.content_type) == (200, "1158201444", "text/plain")
    for token in ("", "meat", "meaty "):
        query = {**META_QUERY, "hub.verify_token": token}
        with pytest.raises(Unverified):
            product.handshake(WebhookRequest(method="GET", query=query), secrets)
    with pytest.raises(Malformed):
        product.handshake(
            WebhookRequest(method="GET", query={**META_QUERY, "hub.mode": "unsubscribe"}), secrets
        )
