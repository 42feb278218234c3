"""Sessions of Bluesky: logging in, renewing, whose token came; and how its API refuses."""

import secrets
from datetime import timedelta

from flask import Blueprint, Response, jsonify

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, json_object, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, refused

_LOGINS, _LOGIN_WINDOW = 30, timedelta(minutes=5)
_ACCESS_LIVES = timedelta(hours=2)
_WORDS = {
    401: ("AuthenticationRequired", "Invalid identifier or password"),
    403: ("AccountTakedown", "Account has been taken down"),
    429: ("RateLimitExceeded", "Rate Limit Exceeded"),
    502: ("UpstreamFailure", "Upstream service failed"),
}

WITHOUT_MESSAGES = "-without-messages"
"""The end of an app password of ours that was made without access to direct messages."""

routes = Blueprint("bluesky_api", __name__, url_prefix="/bluesky/xrpc")
routes.register_error_handler(PlatformError, refused)


@routes.post("/com.atproto.server.createSession")
def create_session() -> Response:
    """Thirty in five minutes."""
    order, sandbox = json_object(), the_sandbox()
    name = str(order.get("identifier"))
    key = f"bluesky login {name}"
    if wait := sandbox.meter.take(key, sandbox.clock(), most=_LOGINS, within=_LOGIN_WINDOW):
        raise too_many(wait)
    password = str(order.get("password"))
    account = sandbox.account_of_token("bluesky", password.removesuffix(WITHOUT_MESSAGES))
    if account is None or name not in (account.id, account.profile.handle):
        raise xrpc_error(401)
    return _session(account, may_chat=not password.endswith(WITHOUT_MESSAGES))


@routes.post("/com.atproto.server.refreshSession")
def refresh_session() -> Response:
    """A token that renews is good for once."""
    kept = the_sandbox().kept.pop(f"bluesky renewal {bearer_token()}", None)
    if kept is None:
        raise xrpc_error(400, "ExpiredToken", "Token has been revoked")
    account, may_chat = kept
    return _session(account, may_chat=may_chat)


def _session(account: BrandAccount, *, may_chat: bool) -> Response:
    sandbox = the_sandbox()
    access, renewal = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    sandbox.kept[f"bluesky {access}"] = (account, sandbox.clock() + _ACCESS_LIVES, may_chat)
    sandbox.kept[f"bluesky renewal {renewal}"] = (account, may_chat)
    names = {"did": account.id, "handle": account.profile.handle, "active": True}
    return jsonify(accessJwt=access, refreshJwt=renewal, **names)


def authorised(*, for_messages: bool = False) -> BrandAccount:
    sandbox = the_sandbox()
    nobody = (None, sandbox.clock(), False)
    account: BrandAccount | None
    account, until, may_chat = sandbox.kept.get(f"bluesky {bearer_token()}", nobody)
    if account is None:
        raise xrpc_error(401, "InvalidToken", "Token could not be verified")
    if until <= sandbox.clock():
        raise xrpc_error(400, "ExpiredToken", "Token has expired")
    if for_messages and not may_chat:
        raise xrpc_error(400, "InvalidToken", "Bad token method")
    return account


def fault_of(fault: Fault) -> PlatformError:
    status = fault.status or 500
    return too_many(fault.retry_after) if status == 429 else xrpc_error(status)


def too_many(wait: int) -> PlatformError:
    error = xrpc_error(429)
    resets_at = int(the_sandbox().clock().timestamp()) + wait
    error.headers = {"ratelimit-remaining": "0", "ratelimit-reset": str(resets_at)}
    return error


def xrpc_error(status: int, word: str = "", message: str = "") -> PlatformError:
    usual = _WORDS.get(status, ("InternalServerError", "Internal Server Error"))
    return PlatformError(status, {"error": word or usual[0], "message": message or usual[1]})
