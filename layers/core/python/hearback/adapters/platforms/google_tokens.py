"""Access tokens of Google's APIs, kept for as long as they last.

Contract: developers.google.com/identity/protocols/oauth2 (web-server: refresh_token grant;
service-account: the signed assertion, RFC 7523).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hearback.adapters.http import HttpAnswer, PlatformApi
from hearback.adapters.platforms import fields
from hearback.adapters.platforms.answers import require_success
from hearback.domain.errors import NotAuthorised, Unavailable

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_MARGIN = 300
"""Seconds before its end at which a token is no longer used."""


_GIVEN_BY_THE_OWNER = ("client_id", "client_secret", "refresh_token")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    value: str
    ends_at: float


class GoogleTokens:
    """By account. `grant(account)` is the form that Google trades for a token.

    `clock`: seconds since 1970.
    """

    def __init__(
        self,
        api: PlatformApi,
        grant: Callable[[str], Mapping[str, str]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._api = api
        self._grant = grant
        self._clock = clock
        self._kept: dict[str, _Token] = {}

    def token(self, account_id: str) -> str:
        """Raises `NotAuthorised` when Google no longer takes the grant."""
        kept = self._kept.get(account_id)
        if kept is None or kept.ends_at - _MARGIN <= self._clock():
            kept = self._kept[account_id] = self._traded(account_id)
        return kept.value

    def forget(self, account_id: str) -> None:
        """After a call was refused with it: the next one asks for a new token."""
        self._kept.pop(account_id, None)

    def _traded(self, account_id: str) -> _Token:
        url = self._api.credentials().get(account_id, {}).get("token_uri") or TOKEN_URL
        answer = self._api.http.request("POST", url, form=self._grant(account_id))
        _require_token(answer)
        told = answer.json()
        value, seconds = (
            fields.token(told.get("access_token")),
            fields.whole(told.get("expires_in")),
        )
        if not value:
            raise Unavailable("answer without a token")
        return _Token(value=value, ends_at=self._clock() + (seconds or 0))


def owners_tokens(api: PlatformApi) -> GoogleTokens:
    """Those of accounts whose owner has allowed our client to act for them."""

    def grant(account_id: str) -> dict[str, str]:
        given = {name: api.credential(account_id, name) for name in _GIVEN_BY_THE_OWNER}
        return {"grant_type": "refresh_token", **given}

    return GoogleTokens(api, grant)


def _require_token(answer: HttpAnswer) -> None:
    """Google answers 400 or 401 with a word such as `invalid_grant`: people must act."""
    if answer.status in (400, 401, 403):
        word = fields.label(answer.json().get("error")) or f"http_{answer.status}"
        raise NotAuthorised(f"not_authorised: {word}")
    require_success(answer)
    if answer.status != 200:
        raise Unavailable(f"http_{answer.status}")
