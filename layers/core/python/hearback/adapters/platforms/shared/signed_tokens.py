"""JSON Web Tokens that we sign with a key of our own, as Google and Apple ask for.

Contract: RFC 7515, RFC 7518 (RS256, ES256).
"""

import base64
import json
from collections.abc import Mapping

from hearback.adapters.http import PlatformApi
from hearback.domain.errors import NotAuthorised

_COORDINATE = 32
"""Bytes of each half of an ES256 signature."""


def signed(claims: Mapping[str, object], key_pem: str, header: Mapping[str, str]) -> str:
    """The compact form; the header's `alg` is RS256 or ES256.

    Raises `NotAuthorised` for a key that does not fit.
    """
    message = f"{_part(header)}.{_part(claims)}"
    try:
        signature = _SIGNERS[header["alg"]](message.encode(), key_pem.encode())
    except (ValueError, TypeError, AttributeError):
        raise NotAuthorised("not_authorised: the private key cannot be read") from None
    return f"{message}.{_base64(signature)}"


def private_key(api: PlatformApi, account_id: str) -> str:
    """The key in PEM, also if its line ends were pasted as two signs each.

    Raises `NotAuthorised` if there is none.
    """
    key = api.credentials().get(account_id, {}).get("private_key", "").replace("\\n", "\n").strip()
    if not key:
        raise NotAuthorised(f"no private_key for account {account_id}")
    return key + "\n"


def _rs256(message: bytes, key_pem: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - takes 80 ms
    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415

    key = serialization.load_pem_private_key(key_pem, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("no RSA key")
    return key.sign(message, padding.PKCS1v15(), hashes.SHA256())


def _es256(message: bytes, key_pem: bytes) -> bytes:
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415 - takes 80 ms
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415

    key = serialization.load_pem_private_key(key_pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise TypeError("no key of P-256")
    halves = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
    return b"".join(half.to_bytes(_COORDINATE, "big") for half in halves)


_SIGNERS = {"RS256": _rs256, "ES256": _es256}


def _part(content: Mapping[str, object]) -> str:
    return _base64(json.dumps(content, separators=(",", ":")).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
