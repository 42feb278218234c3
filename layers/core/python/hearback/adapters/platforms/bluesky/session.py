"""Logging in to Bluesky with an app password, seldom: thirty times in five minutes is the limit.

Contract: docs.bsky.app (com.atproto.server.createSession, refreshSession).
"""

from dataclasses import dataclass
from typing import Any

from hearback.adapters.http import HttpAnswer, PlatformApi
from hearback.adapters.platforms.bluesky import BASE_URL, error_of, require_success
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import NotAuthorised, Unavailable

_EXPIRED = "ExpiredToken"
_USELESS = (_EXPIRED, "InvalidToken")
"""`InvalidToken` is also said to one whose app password has no access to direct messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Session:
    access: str
    renewal: str


class Sessions:
    """By account, kept for the life of the process and renewed when the platform says so."""

    def __init__(self, api: PlatformApi) -> None:
        self._api = api
        self._kept: dict[str, _Session] = {}

    def call(self, account_id: str, http_method: str, method: str, **content: Any) -> HttpAnswer:
        """Once more after the session has expired. Raises `NotAuthorised`, `Unavailable`."""
        session = self._kept.get(account_id) or self._log_in(account_id)
        answer = self._ask(session.access, http_method, method, **content)
        if error_of(answer) == _EXPIRED:
            session = self._renew(account_id, session)
            answer = self._ask(session.access, http_method, method, **content)
        if answer.status == 401 or error_of(answer) in _USELESS:
            self._kept.pop(account_id, None)
        return answer

    def _log_in(self, account_id: str) -> _Session:
        password = self._api.credential(account_id, "app_password")
        body = {"identifier": account_id, "password": password}
        answer = self._request("POST", "com.atproto.server.createSession", json_body=body)
        require_success(answer)
        return self._keep(account_id, answer)

    def _renew(self, account_id: str, session: _Session) -> _Session:
        answer = self._ask(session.renewal, "POST", "com.atproto.server.refreshSession")
        if answer.status != 200:
            self._kept.pop(account_id, None)
            return self._log_in(account_id)
        return self._keep(account_id, answer)

    def _keep(self, account_id: str, answer: HttpAnswer) -> _Session:
        told = answer.json()
        access, renewal = fields.token(told.get("accessJwt")), fields.token(told.get("refreshJwt"))
        if not access or not renewal:
            raise Unavailable("answer without a session")
        if told.get("active") is False:
            raise NotAuthorised("not_authorised: the account is not active")
        self._kept[account_id] = _Session(access=access, renewal=renewal)
        return self._kept[account_id]

    def _ask(self, token: str, http_method: str, method: str, **content: Any) -> HttpAnswer:
        headers = {"authorization": f"Bearer {token}", **content.pop("headers", {})}
        return self._request(http_method, method, headers=headers, **content)

    def _request(self, http_method: str, method: str, **content: Any) -> HttpAnswer:
        base = (self._api.base_url or BASE_URL).rstrip("/")
        return self._api.http.request(http_method, f"{base}/xrpc/{method}", **content)
