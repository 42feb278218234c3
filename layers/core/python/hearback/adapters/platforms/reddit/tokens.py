"""Access tokens of Reddit's API, kept for as long as they last: an hour, or a day.

Contract: github.com/reddit-archive/reddit/wiki/OAuth2. A web app's owner has allowed it to act
for the account (`refresh_token`, asked for with `duration=permanent`); a script acts for its own
developer (`password`); with neither the app reads what anybody may read.
"""

import base64
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer, PlatformApi
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.answers import error_name
from hearback.adapters.platforms.shared.kept_tokens import KeptTokens, require_token
from hearback.domain.errors import NotAuthorised

TOKEN_URL = "https://www.reddit.com/api/v1/access_token"  # noqa: S105 - an address


def tokens_of(api: PlatformApi) -> KeptTokens:
    def trade(account_id: str) -> HttpAnswer:
        """Raises `NotAuthorised` when Reddit no longer takes the app or the grant."""
        url = api.credentials().get(account_id, {}).get("token_uri") or TOKEN_URL
        headers = {"authorization": _app(api, account_id), "user-agent": name_of(api, account_id)}
        answer = api.http.request("POST", url, headers=headers, form=_grant(api, account_id))
        require_token(answer)
        _require_no_error(answer)
        return answer

    return KeptTokens(trade)


def name_of(api: PlatformApi, account_id: str) -> str:
    """As Reddit wants callers to name themselves; who shares another's name is slowed down."""
    app = api.credential(account_id, "client_id")
    return f"aws:hearback.{app}:v1 (by /u/{quote(account_id, safe='')})"


def _app(api: PlatformApi, account_id: str) -> str:
    names = ("client_id", "client_secret")
    pair = ":".join(api.credential(account_id, name) for name in names)
    return "Basic " + base64.b64encode(pair.encode()).decode()


def _grant(api: PlatformApi, account_id: str) -> dict[str, str]:
    held = api.credentials().get(account_id, {})
    if held.get("refresh_token"):
        token = api.credential(account_id, "refresh_token")
        return {"grant_type": "refresh_token", "refresh_token": token}
    if held.get("password"):
        own = {"username": account_id, "password": held["password"]}
        return {"grant_type": "password", **own}
    return {"grant_type": "client_credentials"}


def _require_no_error(answer: HttpAnswer) -> None:
    """A wrong password is told with status 200."""
    error = answer.json().get("error")
    if fields.label(error):
        raise NotAuthorised(f"not_authorised: {error_name(error) or 'unknown'}")
