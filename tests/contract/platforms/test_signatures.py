"""Who may put something into the queue: only what a secret of ours signed, to the last bit."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from hearback.adapters.http_api import read_request
from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.domain.errors import Unverified
from hearback.domain.webhooks import ChannelSecrets, WebhookRequest
from tests.contract.platforms.given import NOW, flipped, signed_by
from tests.contract.platforms.signers import (
    BODY,
    NEW,
    NEW_BASE64,
    OLD,
    SIGNERS,
    TIME,
    UNSIGNED,
    VECTORS,
    Signer,
    Vector,
    by_standard,
    by_tiktok,
)

every_caller = pytest.mark.parametrize("signer", SIGNERS.values(), ids=SIGNERS)
every_signer = pytest.mark.parametrize(
    "signer", [each for each in SIGNERS.values() if each.signs], ids=str
)
every_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each.channel)


def test_each_channel_signs_or_is_said_not_to() -> None:
    signing = {signer.channel for signer in SIGNERS.values()}
    assert signing | UNSIGNED.keys() == ADAPTERS.keys()
    assert {vector.channel for vector in VECTORS} == signing - {"telegram"}  # it signs nothing


@every_vector
def test_the_vector_is_accepted_and_no_bit_of_it_may_differ(vector: Vector) -> None:
    signer = next(each for each in SIGNERS.values() if each.channel == vector.channel)
    secrets = signed_by("another-secret", vector.secret)
    assert signer.accepts(vector.request, secrets, vector.at)
    for body in flipped(vector.request.body[:300]):
        rest = vector.request.body[300:]
        assert not signer.accepts(replace(vector.request, body=body + rest), secrets, vector.at)
    for given in flipped(vector.request.headers[vector.header].encode()):
        forged = signer.with_header(vector.request, given.decode("latin-1"))
        assert not signer.accepts(forged, secrets, vector.at), given


@every_caller
def test_the_new_and_the_old_secret_are_both_accepted_while_one_is_rotated(signer: Signer) -> None:
    for both in (signed_by(signer.new, signer.old), signed_by(signer.old, signer.new)):
        assert signer.accepts(signer.sign(signer.new, BODY), both)
        assert signer.accepts(signer.sign(signer.old, BODY), both)
    assert not signer.accepts(signer.sign(signer.old, BODY), signed_by(signer.new))
    assert not signer.accepts(signer.sign(signer.new, BODY), signed_by(signer.old))


@every_signer
def test_every_flipped_bit_of_the_body_is_rejected(signer: Signer) -> None:
    request = signer.sign(signer.new, BODY)
    secrets = signed_by(signer.new, signer.old)
    assert signer.accepts(request, secrets)
    for body in flipped(request.body):
        assert not signer.accepts(replace(request, body=body), secrets), body


@every_caller
def test_every_flipped_bit_of_the_headers_is_rejected(signer: Signer) -> None:
    request = signer.sign(signer.new, BODY)
    secrets = signed_by(signer.new, signer.old)
    for name, value in request.headers.items():
        for changed in flipped(value.encode()):
            headers = {**request.headers, name: changed.decode("latin-1")}
            assert not signer.accepts(replace(request, headers=headers), secrets), (name, changed)


@every_signer
def test_the_bytes_are_signed_and_not_what_they_mean(signer: Signer) -> None:
    request = signer.sign(signer.new, BODY)
    for body in (
        json.dumps(json.loads(BODY)).encode(),
        json.dumps(json.loads(BODY), ensure_ascii=False).encode(),
        BODY + b"\n",
        b"\xef\xbb\xbf" + BODY,
        BODY.decode().encode("utf-16"),
        b"",
    ):
        assert not signer.accepts(replace(request, body=body), signed_by(signer.new)), body


CHANGES: dict[str, Callable[[str], str]] = {
    "empty": lambda given: "",
    "blank": lambda given: " ",
    "doubled as proxies join headers": lambda given: f"{given}, {given}",
    "doubled without a blank": lambda given: f"{given},{given}",
    "doubled at once": lambda given: given + given,
    "in capitals": lambda given: given.upper(),
    "in other case": lambda given: given.swapcase(),
    "cut": lambda given: given[:-1],
    "cut before": lambda given: given[1:],
    "longer": lambda given: given + "=",
    "with a blank before": lambda given: " " + given,
    "with a blank behind": lambda given: given + " ",
    "with a line end": lambda given: given + "\n",
    "in quotes": lambda given: f'"{given}"',
    "without its method": lambda given: given.partition("=")[2] or given[2:],
    "method alone": lambda given: given.partition("=")[0] + "=",
    "sha1": lambda given: "sha1=" + given.partition("=")[2],
    "sha256 in capitals": lambda given: "SHA256=" + given.partition("=")[2],
    "sha512": lambda given: "sha512=" + given.rpartition("=")[2][:-1],
    "md5": lambda given: "md5=" + given.partition("=")[2],
    "no method": lambda given: "=" + given.partition("=")[2],
    "two methods": lambda given: "sha256=" + given + "=",
    "v1a": lambda given: "v1a," + given.partition(",")[2],
    "v2": lambda given: "v2," + given.partition(",")[2],
    "s twice": lambda given: given.replace(",s=", ",s=x,s=") + ",s=x",
    "another digit": lambda given: given.replace("t=", "t=٣") + "٣",
    "a lone surrogate": lambda given: "\ud800",
    "letters": lambda given: "ş" * 40,
    "a zero byte before": lambda given: "\x00" + given,
    "a zero byte behind": lambda given: given + "\x00",
}


A_LIST = ("doubled as proxies join headers", "with a blank before", "with a blank behind")
"""Of Standard Webhooks, whose header is a list apart by blanks: one good part is enough."""

GARBLED = [
    (signer, change)
    for name, signer in SIGNERS.items()
    for change, made in CHANGES.items()
    if made(given := signer.sign(signer.new, BODY).headers[signer.header]) != given
    and not (name == "generic" and change in A_LIST)
]


@pytest.mark.parametrize(
    ("signer", "change"), GARBLED, ids=[f"{one.channel} {how}" for one, how in GARBLED]
)
def test_a_garbled_signature_is_rejected(signer: Signer, change: str) -> None:
    request = signer.sign(signer.new, BODY)
    changed = CHANGES[change](request.headers[signer.header])
    assert not signer.accepts(signer.with_header(request, changed), signed_by(signer.new))


@pytest.mark.parametrize("change", A_LIST)
def test_one_good_part_of_a_list_is_enough(change: str) -> None:
    signer, request = SIGNERS["generic"], by_standard(NEW_BASE64)
    changed = CHANGES[change](request.headers[signer.header])
    assert signer.accepts(signer.with_header(request, changed), signed_by(NEW_BASE64))


@every_caller
def test_a_call_without_its_headers_is_rejected(signer: Signer) -> None:
    request = signer.sign(signer.new, BODY)
    for missing in request.headers:
        kept = {name: value for name, value in request.headers.items() if name != missing}
        assert not signer.accepts(replace(request, headers=kept), signed_by(signer.new))


@every_caller
@pytest.mark.parametrize("other", SIGNERS)
def test_what_is_signed_as_another_platform_signs_is_rejected(signer: Signer, other: str) -> None:
    stranger = SIGNERS[other]
    if stranger.header != signer.header:
        key = NEW_BASE64 if stranger.channel == "generic" else signer.new
        assert not signer.accepts(stranger.sign(key, BODY), signed_by(signer.new))


@every_caller
@pytest.mark.parametrize("secrets", [(), ("",), (" ", "\n")])
def test_without_a_secret_nothing_is_accepted_not_even_what_an_empty_key_signed(
    signer: Signer, secrets: tuple[str, ...]
) -> None:
    for key in ("", " ", "\n"):
        assert not signer.accepts(signer.sign(key, BODY), ChannelSecrets(signing=secrets))


@every_caller
def test_a_headers_name_may_be_written_in_any_case(signer: Signer) -> None:
    request = signer.sign(signer.new, BODY)
    for written in (str.upper, str.title, str.lower):
        event = {
            "requestContext": {"http": {"method": "POST"}},
            "headers": {written(name): value for name, value in request.headers.items()},
            "body": BODY.decode(),
        }
        assert signer.accepts(read_request(event), signed_by(signer.new))


@pytest.mark.parametrize("channel", [name for name, why in UNSIGNED.items() if "Pub" not in why])
def test_nobody_can_push_to_what_is_fetched(channel: str) -> None:
    platform = adapter_class(channel)()
    for signer in SIGNERS.values():
        with pytest.raises(Unverified):
            platform.verify(signer.sign(signer.new, BODY), signed_by(signer.new), NOW)
    with pytest.raises(Unverified):
        platform.handshake(WebhookRequest(method="GET"), signed_by(NEW))


@pytest.mark.parametrize(
    ("minutes", "accepted"), [(-5, True), (5, True), (-5.1, False), (5.1, False)]
)
def test_a_signed_time_may_be_five_minutes_off(minutes: float, accepted: bool) -> None:
    at = str(int((NOW + timedelta(minutes=minutes)).timestamp()))
    standard, tiktok = by_standard(NEW_BASE64, at=at), by_tiktok(NEW, at=at)
    assert SIGNERS["generic"].accepts(standard, signed_by(NEW_BASE64)) is accepted
    assert SIGNERS["tiktok"].accepts(tiktok, signed_by(NEW)) is accepted


@pytest.mark.parametrize("at", ["", "now", "1e9", "-1", "٣", "9" * 5000, f"{TIME}.0", f" {TIME}"])
def test_a_signed_time_that_is_none_is_refused(at: str) -> None:
    assert not SIGNERS["generic"].accepts(by_standard(NEW_BASE64, at=at), signed_by(NEW_BASE64))
    assert not SIGNERS["tiktok"].accepts(by_tiktok(NEW, at=at), signed_by(NEW))


def test_the_generic_webhook_looks_through_the_list_for_a_v1_signature() -> None:
    signer, request = SIGNERS["generic"], by_standard(NEW_BASE64)
    good = request.headers["webhook-signature"]
    listed = signer.with_header(request, f"v1a,xyz v1,{'A' * 43}= {good} v2,zyx")
    assert signer.accepts(listed, signed_by(NEW_BASE64))


def test_the_generic_webhook_ignores_a_secret_that_is_no_base64() -> None:
    signer, request = SIGNERS["generic"], by_standard(NEW_BASE64)
    assert signer.accepts(request, signed_by("whsec_%%%", NEW_BASE64))
    assert not signer.accepts(request, signed_by("whsec_%%%", "whsec_"))


def google_accepts(token: str | None, *keys: str) -> bool:
    """Pub/Sub signs nothing: the secret is in the address."""
    query = {} if token is None else {"token": token}
    try:
        GoogleBusiness().verify(
            WebhookRequest(method="POST", query=query, body=BODY), signed_by(*keys), NOW
        )
    except Unverified:
        return False
    return True


def test_googles_push_is_known_by_the_secret_of_its_address() -> None:
    assert google_accepts(NEW, NEW, OLD)
    assert google_accepts(OLD, NEW, OLD)
    for changed in flipped(NEW.encode()):
        assert not google_accepts(changed.decode("latin-1"), NEW, OLD)


@pytest.mark.parametrize("token", [None, "", " ", NEW + NEW, f"{NEW},{NEW}", NEW.upper(), OLD])
def test_googles_push_with_another_secret_is_rejected(token: str | None) -> None:
    assert not google_accepts(token, NEW)
    assert not google_accepts(token, "", " ")
