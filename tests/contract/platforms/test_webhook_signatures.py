"""Who may put something into the queue: only what a secret of ours signed, to the last bit."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.platforms.facebook import Facebook
from hearback.adapters.platforms.feed import FeedPages
from hearback.adapters.platforms.generic import SignedWebhook
from hearback.adapters.platforms.x import X
from hearback.domain.errors import Unverified
from hearback.domain.webhooks import ChannelSecrets, EdgePlatform, WebhookRequest
from tests.contract.platforms.given import NOW, a_post, fixture, flipped, signed_by

OLD, NEW = "an-old-secret", "a-new-secret"
OLD_BASE64, NEW_BASE64 = "whsec_b2xkLXNlY3JldC1vbGQtc2VjcmV0", "whsec_bmV3LXNlY3JldC1uZXctc2VjcmV0"
BODY = '{"a":"ş"}'.encode()
TIME = str(int(NOW.timestamp()))


def x_signed(secret: str, body: bytes = BODY) -> WebhookRequest:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return a_post(body, x_twitter_webhooks_signature=f"sha256={base64.b64encode(digest).decode()}")


def meta_signed(secret: str, body: bytes = BODY) -> WebhookRequest:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return a_post(body, x_hub_signature_256=f"sha256={digest}")


def standard_signed(secret: str, body: bytes = BODY, at: str = TIME) -> WebhookRequest:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, b"msg_1." + at.encode() + b"." + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    return a_post(body, webhook_id="msg_1", webhook_timestamp=at, webhook_signature=signature)


@dataclass(frozen=True)
class Signer:
    platform: EdgePlatform
    sign: Callable[..., WebhookRequest]
    header: str
    old: str = OLD
    new: str = NEW


X_SIGNER = Signer(X(), x_signed, "x-twitter-webhooks-signature")
META_SIGNER = Signer(Facebook(), meta_signed, "x-hub-signature-256")
STANDARD_SIGNER = Signer(
    SignedWebhook(), standard_signed, "webhook-signature", OLD_BASE64, NEW_BASE64
)
every_signer = pytest.mark.parametrize(
    "signer", [X_SIGNER, META_SIGNER, STANDARD_SIGNER], ids=["x", "facebook", "generic"]
)


def is_accepted(signer: Signer, request: WebhookRequest, secrets: ChannelSecrets) -> bool:
    try:
        signer.platform.verify(request, secrets, NOW)
    except Unverified:
        return False
    return True


def with_header(request: WebhookRequest, name: str, value: str) -> WebhookRequest:
    return replace(request, headers={**request.headers, name: value})


def test_x_signature_of_the_vector_is_accepted() -> None:
    vector = fixture("x/vectors_crc_and_signature.json")
    header = "x-twitter-webhooks-signature"
    request = with_header(a_post(vector["raw_body_utf8"].encode()), header, vector[header])
    X().verify(request, signed_by(vector["consumer_secret"]), NOW)


def test_meta_signature_of_the_vector_is_accepted_over_the_escaped_bytes() -> None:
    vector = fixture("facebook/vectors_x_hub_signature_256.json")
    request = a_post(
        vector["raw_body_as_sent"].encode(), x_hub_signature_256=vector["X-Hub-Signature-256"]
    )
    Facebook().verify(request, signed_by(vector["app_secret"]), NOW)


def test_standard_webhooks_signature_of_the_vector_is_accepted() -> None:
    vector = fixture("generic/standard_webhooks_vector.json")
    request = WebhookRequest(
        method="POST", headers=vector["headers"], body=vector["raw_body"].encode()
    )
    sent_at = NOW.fromtimestamp(int(vector["headers"]["webhook-timestamp"]), NOW.tzinfo)
    SignedWebhook().verify(request, signed_by(vector["secret"]), sent_at)


@every_signer
def test_the_new_and_the_old_secret_are_both_accepted_while_one_is_rotated(signer: Signer) -> None:
    both = signed_by(signer.new, signer.old)
    assert is_accepted(signer, signer.sign(signer.new), both)
    assert is_accepted(signer, signer.sign(signer.old), both)
    assert not is_accepted(signer, signer.sign(signer.old), signed_by(signer.new))


@every_signer
def test_every_flipped_bit_of_the_body_is_rejected(signer: Signer) -> None:
    request = signer.sign(signer.new)
    secrets = signed_by(signer.new, signer.old)
    assert is_accepted(signer, request, secrets)
    for body in flipped(request.body):
        assert not is_accepted(signer, replace(request, body=body), secrets), body


@every_signer
def test_every_flipped_bit_of_the_headers_is_rejected(signer: Signer) -> None:
    request = signer.sign(signer.new)
    secrets = signed_by(signer.new, signer.old)
    for name, value in request.headers.items():
        for changed in flipped(value.encode()):
            forged = with_header(request, name, changed.decode("latin-1"))
            assert not is_accepted(signer, forged, secrets), (name, changed)


@every_signer
@pytest.mark.parametrize(
    "change",
    [
        lambda given: "",
        lambda given: " ",
        lambda given: f"{given},{given}",
        lambda given: f"{given}{given}",
        lambda given: given.upper(),
        lambda given: given[:-1],
        lambda given: given + "=",
        lambda given: "sha256=",
        lambda given: "v1,",
        lambda given: given.partition("=")[2],
        lambda given: given.replace("sha256", "sha1"),
        lambda given: "v1a" + given[2:] if given.startswith("v1") else "\ud800",
        lambda given: "ş" * 40,
        lambda given: "\x00" + given,
    ],
)
def test_a_missing_doubled_or_garbled_signature_is_rejected(signer: Signer, change: Any) -> None:
    request = signer.sign(signer.new)
    given = request.headers[signer.header]
    changed = change(given)
    if changed == given:  # a change that is meant for another platform's form
        changed = given[1:]
    assert not is_accepted(
        signer, with_header(request, signer.header, changed), signed_by(signer.new)
    )


@every_signer
def test_a_call_without_headers_is_rejected(signer: Signer) -> None:
    assert not is_accepted(signer, a_post(BODY), signed_by(signer.new))


@every_signer
@pytest.mark.parametrize("secrets", [(), ("",), (" ", "\n")])
def test_without_a_secret_nothing_is_accepted_not_even_what_an_empty_key_signed(
    signer: Signer, secrets: tuple[str, ...]
) -> None:
    for key in ("", " ", "\n"):
        request = signer.sign(key)
        assert not is_accepted(signer, request, ChannelSecrets(signing=secrets))


@pytest.mark.parametrize(
    ("minutes", "accepted"), [(-5, True), (5, True), (-5.1, False), (5.1, False)]
)
def test_the_generic_webhook_takes_five_minutes_of_skew(minutes: float, accepted: bool) -> None:
    at = str(int((NOW + timedelta(minutes=minutes)).timestamp()))
    request = standard_signed(NEW_BASE64, at=at)
    assert is_accepted(STANDARD_SIGNER, request, signed_by(NEW_BASE64)) is accepted


@pytest.mark.parametrize("at", ["", "now", "1e9", "-1", "٣", "9" * 5000, f"{TIME}.0", f" {TIME}"])
def test_the_generic_webhook_refuses_a_time_that_is_none(at: str) -> None:
    request = standard_signed(NEW_BASE64, at=at)
    assert not is_accepted(STANDARD_SIGNER, request, signed_by(NEW_BASE64))


def test_the_generic_webhook_looks_through_the_list_for_a_v1_signature() -> None:
    request = standard_signed(NEW_BASE64)
    good = request.headers["webhook-signature"]
    listed = with_header(request, "webhook-signature", f"v1a,xyz v1,{'A' * 43}= {good} v2,zyx")
    assert is_accepted(STANDARD_SIGNER, listed, signed_by(NEW_BASE64))


def test_the_generic_webhook_ignores_a_secret_that_is_no_base64() -> None:
    request = standard_signed(NEW_BASE64)
    assert is_accepted(STANDARD_SIGNER, request, signed_by("whsec_%%%", NEW_BASE64))
    assert not is_accepted(STANDARD_SIGNER, request, signed_by("whsec_%%%", "whsec_"))


def test_feeds_are_polled_and_nobody_can_push_to_them() -> None:
    with pytest.raises(Unverified):
        FeedPages().verify(a_post(BODY), signed_by(NEW), NOW)
    with pytest.raises(Unverified):
        FeedPages().handshake(WebhookRequest(method="GET"), signed_by(NEW))
