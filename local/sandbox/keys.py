"""Keys with which our stage proves itself to platforms, and the check of what they have signed."""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

_HALF = 32


@lru_cache(maxsize=1)
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@lru_cache(maxsize=1)
def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def signed_claims(token: str, algorithm: str) -> dict[str, Any]:
    """What a token of RFC 7515 claims, signed with our key; empty if it is none."""
    try:
        header, claims, signature = token.split(".")
        _verify(algorithm, f"{header}.{claims}".encode(), _bytes(signature))
        found, told = json.loads(_bytes(claims)), json.loads(_bytes(header))
        return {**found, **told} if told["alg"] == algorithm else {}
    except (ValueError, KeyError, TypeError, InvalidSignature):
        return {}


def _verify(algorithm: str, message: bytes, signature: bytes) -> None:
    if algorithm == "RS256":
        rsa_key().public_key().verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        return
    halves = (int.from_bytes(signature[:_HALF]), int.from_bytes(signature[_HALF:]))
    ec_key().public_key().verify(
        utils.encode_dss_signature(*halves), message, ec.ECDSA(hashes.SHA256())
    )


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
