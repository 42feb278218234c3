"""Access tokens of Google's APIs, kept for as long as they last.

Contract: developers.google.com/identity/protocols/oauth2 (web-server: refresh_token grant;
service-account: the signed assertion, RFC 7523).
"""

import time
from collections.abc import Callable, Mapping

from hearback.adapters.http import HttpAnswer, PlatformApi
from hearback.adapters.platforms.shared.kept_tokens import KeptTokens, require_token

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address

_GIVEN_BY_THE_OWNER = ("client_id", "client_secret", "refresh_token")


class GoogleTokens(KeptTokens):
    """`grant(account)` is the form that Google trades for a token."""

    def __init__(
        self,
        api: PlatformApi,
        grant: Callable[[str], Mapping[str, str]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(self._asked, clock)
        self._api = api
        self._grant = grant

    def _asked(self, account_id: str) -> HttpAnswer:
        """Raises `NotAuthorised` when Google no longer takes the grant."""
        url = self._api.credentials().get(account_id, {}).get("token_uri") or TOKEN_URL
        answer = self._api.http.request("POST", url, form=self._grant(account_id))
        require_token(answer)
        return answer


def owners_tokens(api: PlatformApi) -> GoogleTokens:
    """Those of accounts whose owner has allowed our client to act for them."""

    def grant(account_id: str) -> dict[str, str]:
        given = {name: api.credential(account_id, name) for name in _GIVEN_BY_THE_OWNER}
        return {"grant_type": "refresh_token", **given}

    return GoogleTokens(api, grant)
