"""Whose token comes to Reddit's API, how often, and how it refuses.

Contract: github.com/reddit-archive/reddit/wiki/OAuth2 and /API (rules), www.reddit.com/dev/api.
"""

import base64
import secrets
from datetime import timedelta

from flask import Blueprint, Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, refused

APP = {"client_id": "sandbox-app", "client_secret": "sandbox-app-secret"}
TOKEN_PATH = "/reddit/api/v1/access_token"  # noqa: S105 - a path
_TOKEN_LIVES = timedelta(hours=1)
_CALLS, _WINDOW = 1_000, timedelta(minutes=10)
_CALLER = "(by /u/"
_WORDS = {
    302: "Found",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
}

routes = Blueprint("reddit_api", __name__, url_prefix="/reddit")
routes.register_error_handler(PlatformError, refused)


@routes.post("/api/v1/access_token")
def access_token() -> Response:
    pair = ":".join(APP.values()).encode()
    if request.headers.get("authorization") != "Basic " + base64.b64encode(pair).decode():
        raise problem(401)
    if request.form.get("grant_type") != "refresh_token":
        raise PlatformError(400, {"error": "unsupported_grant_type"})
    sandbox = the_sandbox()
    account = sandbox.account_of_token("reddit", request.form.get("refresh_token", ""))
    if account is None:
        raise PlatformError(400, {"error": "invalid_grant"})
    token = secrets.token_urlsafe(24)
    sandbox.kept[f"reddit {token}"] = (account, sandbox.clock() + _TOKEN_LIVES)
    seconds = int(_TOKEN_LIVES.total_seconds())
    return jsonify(access_token=token, token_type="bearer", expires_in=seconds, scope="*")  # noqa: S106


def authorised() -> BrandAccount:
    """A thousand calls in ten minutes; who does not say who calls is slowed down at once."""
    sandbox = the_sandbox()
    account: BrandAccount | None
    account, until = sandbox.kept.get(f"reddit {bearer_token()}", (None, sandbox.clock()))
    if account is None or until <= sandbox.clock():
        raise problem(401)
    if _CALLER not in request.headers.get("user-agent", ""):
        raise _too_many(60)
    key = f"reddit {account.id}"
    if wait := sandbox.meter.take(key, sandbox.clock(), most=_CALLS, within=_WINDOW):
        raise _too_many(wait)
    return account


def fault_of(fault: Fault) -> PlatformError:
    status = fault.status or 500
    return _too_many(fault.retry_after) if status == 429 else problem(status)


def problem(status: int) -> PlatformError:
    words = _WORDS.get(status, "Internal Server Error")
    return PlatformError(status, {"message": words, "error": status})


def form_error(code: str, words: str, field: str) -> PlatformError:
    """What is wrong in a form is told with status 200."""
    return PlatformError(200, {"json": {"errors": [[code, words, field]]}})


def _too_many(wait: int) -> PlatformError:
    error = problem(429)
    error.headers = {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": str(wait)}
    return error
