"""Checking that a call was signed with a secret of ours."""

import hashlib
import hmac
from collections.abc import Callable, Iterable

from hearback.domain.errors import Unverified
from hearback.domain.webhooks import ChannelSecrets


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, hashlib.sha256)


def equal(given: str, expected: str) -> bool:
    """Takes the same time wherever they differ; `given` may hold any character."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


def signing_keys(secrets: ChannelSecrets) -> list[str]:
    """Newest first. Raises `Unverified` if none is set: an empty key would fit anybody's."""
    keys = [secret for secret in secrets.signing if secret.strip()]
    if not keys:
        raise Unverified("no signing secret is set")
    return keys


def require_signature(
    given: Iterable[str], secrets: ChannelSecrets, sign: Callable[[bytes], str]
) -> None:
    """Raises `Unverified` unless one of the given is what `sign` makes with one of our keys."""
    signatures = [signature for signature in given if signature]
    expected = [sign(key.encode()) for key in signing_keys(secrets)]
    if not any(equal(one, other) for one in signatures for other in expected):
        raise Unverified("signature is missing or wrong")
