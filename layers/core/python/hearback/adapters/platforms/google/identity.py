"""Whether Google signed a token that came with a push, by the keys that Google publishes.

RS256 only, checked with Python's own numbers: what is known to everybody needs no constant time,
and the edge no library of 80 ms.

Contract: cloud.google.com/pubsub/docs/authenticate-push-subscriptions,
developers.google.com/identity/openid-connect (validating an ID token), RFC 7515, RFC 7517,
RFC 8017 (8.2.2: EMSA-PKCS1-v1_5).
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from hearback.adapters.platforms.shared.signatures import equal
from hearback.domain.errors import DeliveryFailed, Unavailable, Unverified

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.adapters.http import HttpAnswer
    from hearback.adapters.safe_fetch import SafeFetch

CERTS_URL = "https://www.googleapis.com/oauth2/v3/certs"
ISSUERS = ("https://accounts.google.com", "accounts.google.com")
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")
_SMALLEST_KEY, _LARGEST_KEY = 2048, 8192
_LONGEST_TOKEN = 8_192
_SKEW = 300
"""Seconds by which clocks may differ."""

_KEPT = 3_600
_KEPT_AT_MOST = 24 * 3_600
_SELDOM = 60
"""Seconds: how long keys are kept if Google does not say; and the pause between two looks for one
that is not known, as anybody can name any."""

Key = tuple[int, int]
"""Modulus and exponent."""


class GoogleKeys:
    """Google's keys by id, fetched when they are first needed and kept as long as Google says."""

    def __init__(self, fetcher: SafeFetch, url: str = CERTS_URL) -> None:
        self._fetcher = fetcher
        self._url = url
        self._keys: dict[str, Key] = {}
        self._until = 0.0
        self._looked_at = 0.0

    def key(self, key_id: str, now: float) -> Key:
        """Raises `Unverified` for one that Google does not have, `Unavailable`."""
        unknown = key_id not in self._keys and now - self._looked_at >= _SELDOM
        if now >= self._until or unknown:
            try:
                self._fetch(now)
            except DeliveryFailed:
                if key_id not in self._keys:  # an old key is better than a lost push
                    raise
        if key_id not in self._keys:
            raise Unverified("token is signed with a key that Google does not have")
        return self._keys[key_id]

    def _fetch(self, now: float) -> None:
        answer = self._fetcher.get(self._url, {})
        keys = _keys(answer.json()) if answer.status == 200 else {}
        if not keys:
            raise Unavailable("Google's keys could not be read")
        self._keys, self._looked_at = keys, now
        self._until = now + _seconds_kept(answer)


def require_google(token: str, audience: str, keys: GoogleKeys, now: datetime) -> None:
    """Raises `Unverified` unless Google made the token for this audience, and it is in its time;
    `Unavailable` if that cannot be known now."""
    head, claims, signed, signature = _read(token)
    seconds = now.timestamp()
    try:
        key_id, fits = str(head["kid"]), head["alg"] == "RS256" and claims["iss"] in ISSUERS
        fits = fits and equal(str(claims["aud"]), audience)
        fits = fits and float(claims.get("iat", 0)) - _SKEW <= seconds < float(claims["exp"])
    except (LookupError, TypeError, ValueError, ArithmeticError):
        raise Unverified("no readable token of Google's") from None
    if not fits:
        raise Unverified("token is for another audience, past its time, or not of Google's kind")
    if not _is_signed(signed, signature, keys.key(key_id, seconds)):
        raise Unverified("token is not signed by Google")


def _read(token: str) -> tuple[dict[str, Any], dict[str, Any], bytes, bytes]:
    """Header, claims, what is signed, and the signature."""
    signed, _, signature = token.rpartition(".")
    try:
        if len(token) > _LONGEST_TOKEN:
            raise ValueError
        head, claims = (json.loads(_decoded(part)) for part in signed.split("."))
        if not isinstance(head, dict) or not isinstance(claims, dict):
            raise TypeError
        return head, claims, signed.encode(), _decoded(signature)
    except (ValueError, TypeError, RecursionError):
        raise Unverified("no readable token of Google's") from None


def _decoded(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)


def _is_signed(message: bytes, signature: bytes, key: Key) -> bool:
    """RSASSA-PKCS1-v1_5: the one text that fits is made and compared, none is parsed."""
    modulus, exponent = key
    length = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != length or number >= modulus:
        return False
    told = _SHA256 + hashlib.sha256(message).digest()
    wanted = b"\x00\x01" + b"\xff" * (length - len(told) - 3) + b"\x00" + told
    return pow(number, exponent, modulus).to_bytes(length, "big") == wanted


def _keys(told: Mapping[str, Any]) -> dict[str, Key]:
    """Those that can be read; RSA keys for signatures only."""
    given = told.get("keys")
    found: dict[str, Key] = {}
    for each in given if isinstance(given, list) else []:
        try:
            if each["kty"] != "RSA" or each.get("use", "sig") != "sig":
                continue
            modulus, exponent = (int.from_bytes(_decoded(each[name]), "big") for name in ("n", "e"))
        except (LookupError, TypeError, ValueError, AttributeError):
            continue
        if _SMALLEST_KEY <= modulus.bit_length() <= _LARGEST_KEY and 3 <= exponent < 2**32:
            found[str(each.get("kid"))] = (modulus, exponent)
    return found


def _seconds_kept(answer: HttpAnswer) -> int:
    """By `cache-control: max-age`."""
    for part in answer.headers.get("cache-control", "").split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isascii() and value.isdecimal() and len(value) < 10:
            return min(int(value), _KEPT_AT_MOST)
    return _KEPT
