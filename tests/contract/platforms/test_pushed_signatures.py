"""Who may push: Telegram, LinkedIn, TikTok, Google and hubs, to the last bit of what they sign."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.adapters.platforms.linkedin import LinkedIn
from hearback.adapters.platforms.telegram import Telegram
from hearback.adapters.platforms.tiktok import TikTok
from hearback.adapters.platforms.websub import WebSub
from hearback.domain.errors import Malformed, Unverified
from hearback.domain.webhooks import ChannelSecrets, EdgePlatform, WebhookRequest
from tests.contract.platforms.given import NOW, a_post, fixture, flipped, signed_by

OLD, NEW = "an-old-secret", "a-new-secret"
BODY = '{"a":"ş"}'.encode()
TIME = str(int(NOW.timestamp()))


def hexed(key: str, message: bytes, method: str = "sha256") -> str:
    return hmac.new(key.encode(), message, getattr(hashlib, method)).hexdigest()


def linkedin_signed(key: str) -> WebhookRequest:
    return a_post(BODY, x_li_signature=hexed(key, b"hmacsha256=" + BODY))


def tiktok_signed(key: str, at: str = TIME) -> WebhookRequest:
    return a_post(BODY, tiktok_signature=f"t={at},s={hexed(key, at.encode() + b'.' + BODY)}")


def telegram_sent(key: str) -> WebhookRequest:
    return a_post(BODY, x_telegram_bot_api_secret_token=key)


def hub_signed(key: str, method: str = "sha256") -> WebhookRequest:
    return a_post(BODY, x_hub_signature=f"{method}={hexed(key, BODY, method)}")


@dataclass(frozen=True)
class Signer:
    platform: EdgePlatform
    sign: Callable[..., WebhookRequest]
    header: str
    more: dict[str, Any] = field(default_factory=dict)

    def accepts(self, request: WebhookRequest, secrets: ChannelSecrets) -> bool:
        try:
            self.platform.verify(request, secrets, NOW)
        except Unverified:
            return False
        return True

    def signed(self, key: str) -> WebhookRequest:
        return self.sign(key, **self.more)


SIGNERS = {
    "linkedin": Signer(LinkedIn(), linkedin_signed, "x-li-signature"),
    "tiktok": Signer(TikTok(), tiktok_signed, "tiktok-signature"),
    **{
        f"websub {method}": Signer(WebSub(), hub_signed, "x-hub-signature", {"method": method})
        for method in ("sha1", "sha256", "sha384", "sha512")
    },
}
CALLERS = {
    **SIGNERS,
    "telegram": Signer(Telegram(), telegram_sent, "x-telegram-bot-api-secret-token"),
}
every_signer = pytest.mark.parametrize("signer", SIGNERS.values(), ids=SIGNERS)
every_caller = pytest.mark.parametrize("signer", CALLERS.values(), ids=CALLERS)


def with_header(request: WebhookRequest, name: str, value: str) -> WebhookRequest:
    return replace(request, headers={**request.headers, name: value})


def test_linkedins_signature_of_the_vector_is_accepted() -> None:
    vector = fixture("linkedin/vectors_challenge_and_signature.json")
    request = a_post(vector["raw_body"].encode(), x_li_signature=vector["X-LI-Signature"])
    LinkedIn().verify(request, signed_by(vector["clientSecret"]), NOW)


def test_tiktoks_signature_of_the_vector_is_accepted() -> None:
    vector = fixture("tiktok/vectors_signature.json")
    request = a_post(vector["raw_body"].encode(), tiktok_signature=vector["TikTok-Signature"])
    sent_at = NOW.fromtimestamp(1789000001, NOW.tzinfo)
    TikTok().verify(request, signed_by(vector["client_secret"]), sent_at)


@every_caller
def test_the_new_and_the_old_secret_are_both_accepted_while_one_is_rotated(signer: Signer) -> None:
    both = signed_by(NEW, OLD)
    assert signer.accepts(signer.signed(NEW), both)
    assert signer.accepts(signer.signed(OLD), both)
    assert not signer.accepts(signer.signed(OLD), signed_by(NEW))


@every_signer
def test_every_flipped_bit_of_the_body_is_rejected(signer: Signer) -> None:
    request = signer.signed(NEW)
    for body in flipped(request.body):
        assert not signer.accepts(replace(request, body=body), signed_by(NEW, OLD)), body


@every_caller
def test_every_flipped_bit_of_the_header_is_rejected(signer: Signer) -> None:
    request = signer.signed(NEW)
    for changed in flipped(request.headers[signer.header].encode()):
        forged = with_header(request, signer.header, changed.decode("latin-1"))
        assert not signer.accepts(forged, signed_by(NEW, OLD)), changed


@every_caller
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
        lambda given: "\ud800",
        lambda given: "ş" * 40,
        lambda given: "\x00" + given,
        lambda given: "md5=" + given.partition("=")[2],
        lambda given: given.replace(",s=", ",s=x,s="),
        lambda given: given.replace("t=", "t=٣"),
    ],
    ids=range(13),
)
def test_a_missing_doubled_or_garbled_header_is_rejected(signer: Signer, change: Any) -> None:
    request = signer.signed(NEW)
    given = request.headers[signer.header]
    changed = change(given)
    if changed == given:  # a change that is meant for another platform's form
        changed = given[1:]
    assert not signer.accepts(with_header(request, signer.header, changed), signed_by(NEW))


@every_caller
def test_a_call_without_headers_is_rejected(signer: Signer) -> None:
    assert not signer.accepts(a_post(BODY), signed_by(NEW))


@every_caller
@pytest.mark.parametrize("secrets", [(), ("",), (" ", "\n")])
def test_without_a_secret_nothing_is_accepted_not_even_what_an_empty_key_signed(
    signer: Signer, secrets: tuple[str, ...]
) -> None:
    for key in ("", " ", "\n"):
        assert not signer.accepts(signer.signed(key), ChannelSecrets(signing=secrets))


@pytest.mark.parametrize(("seconds", "accepted"), [(300, True), (301, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_tiktok_takes_five_minutes_of_skew(seconds: int, accepted: bool, sign: int) -> None:
    request = tiktok_signed(NEW, at=str(int(TIME) + sign * seconds))
    assert SIGNERS["tiktok"].accepts(request, signed_by(NEW)) is accepted


@pytest.mark.parametrize("at", ["", "now", "1e9", "-1", "٣", "9" * 5000, f"{TIME}.0", f" {TIME}"])
def test_tiktok_refuses_a_time_that_is_none(at: str) -> None:
    assert not SIGNERS["tiktok"].accepts(tiktok_signed(NEW, at=at), signed_by(NEW))


def pushed_by_google(token: str | None) -> WebhookRequest:
    query = {} if token is None else {"token": token}
    return WebhookRequest(method="POST", query=query, body=BODY)


def accepted_from_google(token: str | None, *keys: str) -> bool:
    signer = Signer(GoogleBusiness(), pushed_by_google, "")
    return signer.accepts(pushed_by_google(token), signed_by(*keys))


def test_googles_push_is_known_by_the_secret_of_its_address() -> None:
    assert accepted_from_google(NEW, NEW, OLD)
    assert accepted_from_google(OLD, NEW, OLD)
    for changed in flipped(NEW.encode()):
        assert not accepted_from_google(changed.decode("latin-1"), NEW, OLD)


@pytest.mark.parametrize("token", [None, "", " ", NEW + NEW, f"{NEW},{NEW}", NEW.upper(), OLD])
def test_googles_push_with_another_secret_is_rejected(token: str | None) -> None:
    assert not accepted_from_google(token, NEW)
    assert not accepted_from_google(token, "", " ")


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
        LinkedIn().handshake(request, signed_by(NEW))


def test_the_challenge_needs_a_secret() -> None:
    request = WebhookRequest(method="GET", query={"challengeCode": "a" * 36})
    with pytest.raises(Unverified):
        LinkedIn().handshake(request, signed_by(""))
