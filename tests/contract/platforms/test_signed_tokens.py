"""Tokens that we sign: they verify with the key's other half, and nothing else does."""

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.shared.signed_tokens import private_key, signed
from hearback.domain.errors import NotAuthorised
from tests.contract.platforms.signing_keys import es256, p256_key, pem, rs256, rsa_key

CLAIMS = {"iss": "ş", "exp": 5}


def test_a_token_holds_header_and_claims() -> None:
    header = {"alg": "RS256", "typ": "JWT"}
    assert rs256(signed(CLAIMS, pem(rsa_key()), header)) == (header, CLAIMS)
    header = {"alg": "ES256", "kid": "K"}
    assert es256(signed(CLAIMS, pem(p256_key()), header)) == (header, CLAIMS)


def test_a_short_coordinate_is_padded() -> None:
    """One in 128 signatures has a half that begins with a zero byte."""
    tokens = [signed({"n": n}, pem(p256_key()), {"alg": "ES256"}) for n in range(300)]
    assert [es256(token)[1]["n"] for token in tokens] == list(range(300))


def test_a_changed_token_does_not_verify() -> None:
    token = signed(CLAIMS, pem(p256_key()), {"alg": "ES256"})
    head, claims, signature = token.split(".")
    with pytest.raises(InvalidSignature):
        es256(f"{head}.{claims[:-1]}{'A' if claims[-1] != 'A' else 'B'}.{signature}")


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
@pytest.mark.parametrize("kind", ["none", "garbled", "other"])
def test_a_key_of_another_kind_is_for_people_to_replace(alg: str, kind: str) -> None:
    other = pem(ec.generate_private_key(ec.SECP384R1()))
    key = {"none": "", "garbled": "-----BEGIN PRIVATE KEY-----\nx\n", "other": other}[kind]
    with pytest.raises(NotAuthorised, match="private key"):
        signed(CLAIMS, key, {"alg": alg})


def an_api(key: str) -> PlatformApi:
    secret = {"private_key": key} if key else {}
    return PlatformApi(http=Urllib3Http(), base_url="", credentials=lambda: {"1": secret})


def test_line_ends_that_were_pasted_as_two_signs_are_mended() -> None:
    key = pem(p256_key())
    assert private_key(an_api(f"  {key}"), "1") == key
    assert private_key(an_api(key.replace("\n", "\\n")), "1") == key


def test_a_missing_key_is_named() -> None:
    for account in ("1", "2"):
        with pytest.raises(NotAuthorised, match="private_key"):
            private_key(an_api(""), account)
