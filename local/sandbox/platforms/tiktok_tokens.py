"""TikTok's tokens: traded for new ones, and whose they are.

Contract: business-api.tiktok.com/portal/docs (Accounts API: refresh an access token, token info).
"""

from flask import Blueprint, Response

from local.sandbox.calls import json_object, the_sandbox
from local.sandbox.misbehaviour import misbehaving
from local.sandbox.platforms.tiktok_calls import (
    BAD_PARAMETER,
    BAD_TOKEN,
    fault_of,
    problem,
    told,
)

_A_DAY, _A_YEAR = 86_400, 31_536_000

tokens = Blueprint("tiktok_tokens", __name__)


@tokens.post("/oauth2/refresh_token/")
def trade() -> Response:
    with misbehaving("tiktok", "post", fault_of):
        order = json_object()
        if not (order.get("client_id") and order.get("client_secret")):
            raise problem(BAD_PARAMETER, "client_id: Missing data for required field.")
        traded = the_sandbox().tokens.trade("tiktok", str(order.get("refresh_token")))
        if traded is None:
            raise problem(BAD_TOKEN, "Refresh token is incorrect or has been revoked.")
    return told(
        {
            "access_token": traded.access_token,
            "expires_in": _A_DAY,
            "refresh_token": traded.refresh_token,
            "refresh_token_expires_in": _A_YEAR,
            "open_id": traded.account.id,
            "token_type": "Bearer",
        }
    )


@tokens.post("/token_info/get/")
def info() -> Response:
    with misbehaving("tiktok", "read", fault_of):
        order = json_object()
        account = the_sandbox().tokens.account_of("tiktok", str(order.get("access_token")))
        if account is None:
            raise problem(BAD_TOKEN, "Access token is incorrect or has been revoked.")
    return told({"app_id": order.get("app_id"), "creator_id": account.id})
