"""What Google's APIs have in common: tokens by OAuth, and the shape of errors.

Contract: developers.google.com/identity/protocols/oauth2 (web server, service account),
cloud.google.com/apis/design/errors.
"""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError

_TOKEN_LIVES = timedelta(hours=1)
_CLIENT = {"client_id": "sandbox-client", "client_secret": "sandbox-client-secret"}
_STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
}

Granted = Callable[[Mapping[str, str]], BrandAccount | None]
"""Whom a grant that is no refresh token speaks for."""


def owners_credentials(account: BrandAccount, sandbox_url: str) -> dict[str, str]:
    """What the owner of an account has allowed our client."""
    address = f"{sandbox_url}/{account.channel}/token"
    return {**_CLIENT, "refresh_token": account.token, "token_uri": address}


def add_tokens(routes: Blueprint, channel: str, granted: Granted | None = None) -> None:
    """The address at which grants are traded for tokens, below the platform's own."""

    @routes.post("/token")
    def token() -> Response:
        account = (granted or _by_refresh_token)(request.form)
        if account is None or account.channel != channel:
            told = {"error": "invalid_grant", "error_description": "Token has been revoked."}
            raise PlatformError(400, told)
        made, sandbox = f"ya29.{secrets.token_urlsafe(24)}", the_sandbox()
        sandbox.kept[made] = (account, sandbox.clock() + _TOKEN_LIVES)
        seconds = int(_TOKEN_LIVES.total_seconds())
        return jsonify({"access_token": made, "expires_in": seconds, "token_type": "Bearer"})


def google_account(channel: str) -> BrandAccount:
    """Whose token came, if it lasts still."""
    sandbox = the_sandbox()
    account: BrandAccount | None
    account, until = sandbox.kept.get(bearer_token(), (None, sandbox.clock()))
    if account is None or account.channel != channel or until <= sandbox.clock():
        message = "Request had invalid authentication credentials."
        raise google_error(401, message, reason="authError")
    return account


def google_fault(fault: Fault) -> PlatformError:
    error = google_error(fault.status or 500, "Ordered by the sandbox.")
    if fault.status == 429:
        error.headers = {"retry-after": str(fault.retry_after)}
    return error


def google_error(status: int, message: str, *, reason: str = "") -> PlatformError:
    """`reason` is the word of the older APIs, which comes in a list of its own."""
    error: dict[str, object] = {"code": status, "message": message or HTTPStatus(status).phrase}
    if status in _STATUS:
        error["status"] = _STATUS[status]
    if reason:
        error["errors"] = [{"message": message, "domain": "global", "reason": reason}]
    return PlatformError(status, {"error": error})


def _by_refresh_token(form: Mapping[str, str]) -> BrandAccount | None:
    if any(form.get(name) != value for name, value in _CLIENT.items()):
        raise PlatformError(401, {"error": "invalid_client"})
    if form.get("grant_type") != "refresh_token":
        raise PlatformError(400, {"error": "unsupported_grant_type"})
    accounts = the_sandbox().accounts
    return next((each for each in accounts if each.token == form.get("refresh_token")), None)
