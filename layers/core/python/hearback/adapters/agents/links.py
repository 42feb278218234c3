"""Signed links and forms: what lets an agent in without a password.

A link names a case and what to open there; it only shows. A form names one act on one version
of a case; only its POST acts. Each is signed for its own purpose, so that no link can be
turned into a form, nor one form into another.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

from hearback.domain.acts import Act
from hearback.domain.errors import LinkExpired, LinkRefused

VIEW = "view"
LINK_LIVES = timedelta(days=7)
FORM_LIVES = timedelta(days=1)
"""Long enough for a page that is left open overnight; the version keeps it from doing harm."""

_ACTIONS = frozenset({VIEW, *Act})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedForm:
    """What a form was signed for. `version` is that of the case which the agent saw."""

    act: Act
    version: int
    request_id: str


class LinkSigner:
    """Signs with the first of `keys` and accepts all of them: two while one is being rotated.

    `base_url`: where the case pages are served, without the final slash.
    """

    def __init__(self, keys: Sequence[bytes], base_url: str) -> None:
        if not keys or not all(keys):
            raise ValueError("a signer needs at least one key, and none may be empty")
        self._keys = tuple(keys)
        self._base_url = base_url.rstrip("/")

    def link(self, case_id: str, action: str, now: datetime) -> str:
        """The address for a mail: opens the case with the form of `action`, or `view`."""
        expires = _seconds(now + LINK_LIVES)
        query = {
            "action": action,
            "expires": expires,
            "signature": self._sign(self._keys[0], "link", case_id, action, expires),
        }
        return f"{self._base_url}/cases/{quote(case_id, safe='')}?{urlencode(query)}"

    def check(self, case_id: str, query: Mapping[str, str], now: datetime) -> str:
        """The action that a link was signed for. Raises `LinkRefused`, `LinkExpired`."""
        action, expires = query.get("action", ""), query.get("expires", "")
        self._verify(query.get("signature", ""), "link", case_id, action, expires)
        if action not in _ACTIONS:
            raise LinkRefused("unknown action")
        _must_live(expires, now)
        return action

    def form_path(self, case_id: str) -> str:
        """Where the case's forms are sent: a path on the page's own host."""
        return f"{urlsplit(self._base_url).path}/cases/{quote(case_id, safe='')}"

    def form_fields(
        self, case_id: str, act: Act, version: int, request_id: str, now: datetime
    ) -> dict[str, str]:
        """The hidden fields of a form that does `act`, once, on this version of the case."""
        expires = _seconds(now + FORM_LIVES)
        signed = (case_id, act.value, str(version), request_id, expires)
        return {
            "action": act.value,
            "version": str(version),
            "request_id": request_id,
            "expires": expires,
            "signature": self._sign(self._keys[0], "form", *signed),
        }

    def check_form(self, case_id: str, fields: Mapping[str, str], now: datetime) -> SignedForm:
        """What a sent form may do. Raises `LinkRefused`, `LinkExpired`."""
        names = ("action", "version", "request_id", "expires")
        action, version, request_id, expires = (fields.get(name, "") for name in names)
        signed = (case_id, action, version, request_id, expires)
        self._verify(fields.get("signature", ""), "form", *signed)
        _must_live(expires, now)
        return SignedForm(act=Act(action), version=int(version), request_id=request_id)

    def _verify(self, signature: str, *signed: str) -> None:
        given = signature.encode("utf-8", "replace")
        known = [
            hmac.compare_digest(self._sign(key, *signed).encode(), given) for key in self._keys
        ]
        if not any(known):
            raise LinkRefused("signature does not fit")

    @staticmethod
    def _sign(key: bytes, *signed: str) -> str:
        # JSON keeps the parts apart: no value can flow over into its neighbour.
        message = json.dumps(["hearback", *signed]).encode()
        digest = hmac.new(key, message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def _must_live(expires: str, now: datetime) -> None:
    """`expires` comes from under a signature: it is ours, and a number."""
    if now.timestamp() > int(expires):
        raise LinkExpired("past its time")
