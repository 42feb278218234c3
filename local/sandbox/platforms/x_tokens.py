"""X's tokens: traded for new ones, and whose they are.

Contract: docs.x.com/fundamentals/authentication/oauth-2-0, docs.x.com/x-api/users (users/me).
"""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from local.sandbox.calls import the_sandbox
from local.sandbox.misbehaviour import PlatformError, misbehaving
from local.sandbox.platforms.x_calls import authorised, fault_of

_TWO_HOURS = 7200

tokens = Blueprint("x_tokens", __name__)


@tokens.post("/oauth2/token")
def trade() -> Response:
    """A confidential client proves itself by a header, a public one names itself."""
    with misbehaving("x", "post", fault_of):
        if not (request.authorization or request.form.get("client_id")):
            raise _refusal(401, "unauthorized_client", "Missing valid authorization header")
        if request.form.get("grant_type") != "refresh_token":
            raise _refusal(400, "invalid_request", "Missing required parameter [grant_type].")
        traded = the_sandbox().tokens.trade("x", request.form.get("refresh_token", ""))
        if traded is None:
            raise _refusal(400, "invalid_request", "Value passed for the token was invalid.")
    told: dict[str, Any] = {
        "token_type": "bearer",
        "expires_in": _TWO_HOURS,
        "access_token": traded.access_token,
        "refresh_token": traded.refresh_token,
        "scope": "tweet.read tweet.write users.read dm.read dm.write offline.access",
    }
    return jsonify(told)


@tokens.get("/users/me")
def me() -> Response:
    with misbehaving("x", "read", fault_of):
        own = authorised().profile
    return jsonify(data={"id": own.id, "name": own.name, "username": own.handle})


def _refusal(status: int, word: str, detail: str) -> PlatformError:
    return PlatformError(status, {"error": word, "error_description": detail})
