"""A push's token: signed by a key that Google publishes, for our audience, within its time."""

import base64
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from hearback.adapters.platforms.google.identity import GoogleKeys
from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Unavailable, Unverified
from hearback.domain.webhooks import ChannelSecrets, WebhookRequest
from tests.contract.platforms.given import NOW, signed_by
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.signing_keys import rsa_key

AUDIENCE = "https://hearback.example/webhooks/google_business"
BOTH = ChannelSecrets(signing=("new", "old"), verify_token=AUDIENCE)
CLAIMS: dict[str, Any] = {
    "aud": AUDIENCE,
    "iss": "https://accounts.google.com",
    "iat": NOW.timestamp() - 5,
    "exp": NOW.timestamp() + 60,
    "email": "push@project.iam.gserviceaccount.com",
}
HEAD = {"alg": "RS256", "kid": "k1", "typ": "JWT"}


def encoded(value: object) -> str:
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def a_token(claims: object = CLAIMS, head: object = HEAD, key: Any = None) -> str:
    message = f"{encoded(head)}.{encoded(claims)}"
    signer = key or rsa_key()
    return (
        f"{message}.{encoded(signer.sign(message.encode(), padding.PKCS1v15(), hashes.SHA256()))}"
    )


def a_key(key_id: str = "k1", key: Any = None, **changes: Any) -> dict[str, Any]:
    numbers = (key or rsa_key()).public_key().public_numbers()
    length = (numbers.n.bit_length() + 7) // 8
    own = {"n": encoded(numbers.n.to_bytes(length, "big")), "e": "AQAB"}
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": key_id, **own, **changes}


def certs(*keys: dict[str, Any], age: str = "max-age=20000") -> Scripted:
    return as_json(
        {"keys": list(keys)}, headers={"Cache-Control": f"public, {age}, must-revalidate"}
    )


@dataclass
class Door:
    """Google's pushes at ours, while the test's server plays Google's list of keys."""

    server: LocalServer
    adapter: GoogleBusiness = field(init=False)

    def __post_init__(self) -> None:
        url = f"{self.server.url}/certs"
        self.adapter = GoogleBusiness(keys=GoogleKeys(SafeFetch(allow_private=True), url))

    def push(self, token: str, after: timedelta = timedelta(), prefix: str = "Bearer ") -> None:
        request = WebhookRequest(
            method="POST",
            headers={"authorization": f"{prefix}{token}"},
            query={"token": "new"},
            body=b"{}",
        )
        self.adapter.verify(request, BOTH, NOW + after)


@pytest.fixture
def door(server: LocalServer) -> Door:
    server.answers(certs(a_key()))
    return Door(server)


def test_a_push_that_google_signed_for_us_is_accepted(door: Door) -> None:
    door.push(a_token())
    door.push(a_token({**CLAIMS, "iss": "accounts.google.com"}))
    assert len(door.server.calls) == 1


@pytest.mark.parametrize(
    "claims",
    [
        {**CLAIMS, "aud": "https://elsewhere.example"},
        {**CLAIMS, "aud": None},
        {**CLAIMS, "iss": "https://accounts.evil.example"},
        {**CLAIMS, "exp": NOW.timestamp()},
        {**CLAIMS, "exp": float("nan")},
        {**CLAIMS, "exp": 10**400},
        {**CLAIMS, "exp": "soon"},
        {**CLAIMS, "iat": NOW.timestamp() + 900},
        {"aud": AUDIENCE},
        [],
        None,
    ],
)
def test_a_token_for_somebody_else_or_out_of_its_time_is_refused(
    door: Door, claims: object
) -> None:
    with pytest.raises(Unverified):
        door.push(a_token(claims))


@pytest.mark.parametrize("head", [{"alg": "none"}, {"alg": "HS256"}, {}, [], {"kid": "k1"}])
def test_no_other_kind_of_signature_is_taken(door: Door, head: Any) -> None:
    merged = {"kid": "k1", **head} if isinstance(head, dict) else head
    with pytest.raises(Unverified):
        door.push(a_token(head=merged))
    unsigned = f"{encoded({'alg': 'none', 'kid': 'k1'})}.{encoded(CLAIMS)}."
    with pytest.raises(Unverified):
        door.push(unsigned)


def test_a_signature_of_somebody_elses_key_is_refused(door: Door) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(Unverified, match="not signed by Google"):
        door.push(a_token(key=other))


def test_each_changed_part_of_a_token_is_refused(door: Door) -> None:
    head, claims, signature = a_token().split(".")
    raw = base64.urlsafe_b64decode(signature + "==")
    changed = [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in range(0, len(raw), 16)]
    whole = int.from_bytes(raw, "big") + rsa_key().public_key().public_numbers().n
    forged = [
        *(f"{head}.{claims}.{encoded(each)}" for each in changed),
        f"{head}.{claims}.{encoded(raw[:-1])}",
        f"{head}.{claims}.{encoded(bytes([0]) + raw)}",
        f"{head}.{claims}.{encoded(whole.to_bytes(257, 'big'))}",
        f"{head}.{encoded({**CLAIMS, 'email': 'x'})}.{signature}",
        f"{encoded({**HEAD, 'x': 1})}.{claims}.{signature}",
    ]
    for token in forged:
        with pytest.raises(Unverified):
            door.push(token)


@pytest.mark.parametrize(
    "token", ["", "a", "a.b", "a.%%.b", "a.ş.b", "....", "e30." + "x" * 9_000 + ".e30"]
)
def test_what_is_no_token_is_refused_where_an_audience_is_set(door: Door, token: str) -> None:
    with pytest.raises(Unverified):
        door.push(token)
    request = WebhookRequest(method="POST", query={"token": "new"}, body=b"{}")
    door.adapter.verify(request, signed_by("new"), NOW)
    assert door.server.calls == []


def test_keys_are_kept_as_long_as_google_says_and_looked_up_when_they_change(
    server: LocalServer,
) -> None:
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server.answers(certs(a_key()), certs(a_key("k2", other)), certs(a_key("k3", other)))
    door = Door(server)
    fresh = {**CLAIMS, "exp": NOW.timestamp() + 99_999}
    door.push(a_token(fresh))
    door.push(a_token(fresh), timedelta(hours=5))
    assert len(server.calls) == 1
    door.push(a_token(fresh, {**HEAD, "kid": "k2"}, other), timedelta(hours=5, minutes=1))
    assert len(server.calls) == 2
    with pytest.raises(Unverified, match="does not have"):
        door.push(a_token(fresh), timedelta(hours=5, minutes=1))
    door.push(a_token(fresh, {**HEAD, "kid": "k3"}, other), timedelta(hours=20))


def test_unknown_keys_make_one_look_a_minute(door: Door) -> None:
    for second in range(50):
        with pytest.raises(Unverified):
            door.push(a_token(head={**HEAD, "kid": f"k{second + 5}"}), timedelta(seconds=second))
    assert len(door.server.calls) == 1


def test_a_push_that_cannot_be_checked_comes_again_and_a_known_key_helps_over_it(
    server: LocalServer,
) -> None:
    server.answers(Scripted(status=503))
    door = Door(server)
    with pytest.raises(Unavailable):
        door.push(a_token())
    server.answers(certs(a_key(), age="max-age=0"), Scripted(status=503))
    door.push(a_token())
    door.push(a_token())
    assert len(server.calls) == 3


@pytest.mark.parametrize(
    "listed",
    [
        a_key(use="enc"),
        a_key(kty="EC"),
        a_key(n="%%"),
        a_key(n=encoded(b"\x01" * 64)),
        a_key(e="AQ"),
        {"kid": "k1"},
        7,
    ],
)
def test_a_key_that_is_none_for_signing_is_passed_over(server: LocalServer, listed: Any) -> None:
    server.answers(certs(listed, a_key("k2")))
    with pytest.raises(Unverified):
        Door(server).push(a_token())
