"""Meta's tokens: what an app may ask of them, and how they are traded for longer ones.

Contract: developers.facebook.com/docs/graph-api/reference/debug_token,
…/facebook-login/guides/access-tokens/get-long-lived and
…/instagram-platform/reference/refresh_access_token.

Our tokens do not end, unless `give_life` says until when they live.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.graph import authorised, graph_error, graph_fault, parameter
from local.sandbox.misbehaviour import misbehaving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from local.sandbox.state import Sandbox

_APP = {"client_id": "900000000000001", "client_secret": "sandbox-meta-app"}
_LONG = timedelta(days=60)
_YOUNGEST = timedelta(hours=24)
_TOO_YOUNG = 100
"""(?) With which code Instagram refuses to renew a token of less than a day was not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLife:
    """None does not end, or has always been there."""

    began_at: datetime | None = None
    ends_at: datetime | None = None
    data_ends_at: datetime | None = None


def give_life(sandbox: Sandbox, token: str, life: TokenLife) -> None:
    sandbox.kept[f"token {token}"] = life


def app_credentials(account: BrandAccount, _: str) -> Mapping[str, str]:
    return {"access_token": account.token, **_APP}


def add_tokens(routes: Blueprint, channel: str) -> None:
    @routes.get("/<version>/debug_token")
    def debug(version: str) -> Response:  # noqa: ARG001 - of any version
        if parameter("access_token") != "|".join(_APP.values()):
            raise graph_error(190, "Invalid OAuth access token signature.")
        with misbehaving(channel, "read", graph_fault):
            return jsonify(data=_told(channel, parameter("input_token")))

    @routes.get("/<version>/oauth/access_token")
    def exchange(version: str) -> Response:  # noqa: ARG001 - of any version
        if {name: parameter(name) for name in _APP} != _APP:
            raise graph_error(101)
        with misbehaving(channel, "read", graph_fault):
            return _longer(channel, parameter("fb_exchange_token"))

    @routes.get("/<version>/me")
    def me(version: str) -> Response:
        account = authorised(channel, version)
        _must_live(account.token)
        return jsonify(id=account.id)


def add_refreshing(routes: Blueprint, channel: str) -> None:
    """Of tokens that are their own right to be renewed."""

    @routes.get("/<version>/refresh_access_token")
    def refresh(version: str) -> Response:
        account = authorised(channel, version)
        began_at = _life(account.token).began_at
        if began_at is not None and the_sandbox().clock() - began_at < _YOUNGEST:
            raise graph_error(_TOO_YOUNG)
        with misbehaving(channel, "read", graph_fault):
            return _longer(channel, account.token)


def _told(channel: str, token: str) -> dict[str, Any]:
    life = _life(token)
    if the_sandbox().account_of_token(channel, token) is None or _is_over(life):
        error = {"code": 190, "message": "Error validating access token", "subcode": 463}
        return {"is_valid": False, "error": error, "scopes": []}
    return {
        "app_id": _APP["client_id"],
        "is_valid": True,
        "expires_at": _seconds(life.ends_at),
        "data_access_expires_at": _seconds(life.data_ends_at),
    }


def _longer(channel: str, token: str) -> Response:
    """The same token, as Meta may answer, with a new life."""
    sandbox, life = the_sandbox(), _life(token)
    if sandbox.account_of_token(channel, token) is None:
        raise graph_error(190)
    _must_live(token)
    ends_at = sandbox.clock() + _LONG
    renewed = TokenLife(began_at=life.began_at, ends_at=ends_at, data_ends_at=life.data_ends_at)
    give_life(sandbox, token, renewed)
    seconds = int(_LONG.total_seconds())
    return jsonify(access_token=token, token_type="bearer", expires_in=seconds)  # noqa: S106 - no secret


def _must_live(token: str) -> None:
    if _is_over(_life(token)):
        raise graph_error(190, subcode=463)


def _life(token: str) -> TokenLife:
    life: TokenLife = the_sandbox().kept.get(f"token {token}", TokenLife())
    return life


def _is_over(life: TokenLife) -> bool:
    return life.ends_at is not None and life.ends_at <= the_sandbox().clock()


def _seconds(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0
