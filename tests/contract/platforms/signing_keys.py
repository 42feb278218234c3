"""Private keys of the tests' own, and what reads a token that was signed with one."""

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


@lru_cache(maxsize=1)
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@lru_cache(maxsize=1)
def p256_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def rs256(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims. Raises `InvalidSignature`."""
    message, signature = _split(token)
    rsa_key().public_key().verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    return _parts(message)


def es256(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims. Raises `InvalidSignature`."""
    message, signature = _split(token)
    assert len(signature) == 64
    first, second = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    encoded = utils.encode_dss_signature(first, second)
    p256_key().public_key().verify(encoded, message, ec.ECDSA(hashes.SHA256()))
    return _parts(message)


def _split(token: str) -> tuple[bytes, bytes]:
    message, _, signature = token.rpartition(".")
    return message.encode(), _decoded(signature)


def _parts(message: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims = (json.loads(_decoded(part)) for part in message.decode().split("."))
    return header, claims


def _decoded(part: str) -> bytes:
    assert "=" not in part
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
