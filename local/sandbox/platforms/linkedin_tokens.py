"""LinkedIn's tokens: traded for new ones, and whether they are good.

Contract: learn.microsoft.com/linkedin/shared/authentication (programmatic refresh tokens, token
introspection).
"""

from flask import Blueprint, Response, jsonify, request

from local.sandbox.calls import the_sandbox
from local.sandbox.misbehaviour import PlatformError, misbehaving
from local.sandbox.platforms.linkedin_calls import fault_of

_SIXTY_DAYS, _A_YEAR = 5_184_000, 31_536_000

tokens = Blueprint("linkedin_tokens", __name__, url_prefix="/oauth/v2")


@tokens.post("/accessToken")
def trade() -> Response:
    with misbehaving("linkedin", "post", fault_of):
        _must_be_a_client()
        traded = the_sandbox().tokens.trade("linkedin", request.form.get("refresh_token", ""))
        if traded is None:
            raise _refusal(400, "invalid_grant", "The provided authorization grant is invalid")
    return jsonify(
        access_token=traded.access_token,
        expires_in=_SIXTY_DAYS,
        refresh_token=traded.refresh_token,
        refresh_token_expires_in=_A_YEAR,
    )


@tokens.post("/introspectToken")
def introspect() -> Response:
    with misbehaving("linkedin", "read", fault_of):
        _must_be_a_client()
        token = request.form.get("token", "")
    is_good = the_sandbox().tokens.account_of("linkedin", token) is not None
    return jsonify(active=is_good, status="active" if is_good else "revoked")


def _must_be_a_client() -> None:
    if not (request.form.get("client_id") and request.form.get("client_secret")):
        raise _refusal(401, "invalid_client", "Client authentication failed")


def _refusal(status: int, word: str, detail: str) -> PlatformError:
    return PlatformError(status, {"error": word, "error_description": detail})
