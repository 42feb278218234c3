"""What Meta's products have in common: Graph's errors, its lists, its way to write and sign.

Contract: developers.facebook.com/docs/graph-api (error handling, results, webhooks).
"""

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, json_object, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError
from local.sandbox.platform import Headers, News, Webhook
from local.sandbox.posts import Post, UnknownPost
from local.sandbox.writing import Content

_ERRORS: dict[int, tuple[str, str]] = {
    1: ("OAuthException", "An unknown error occurred"),
    2: ("OAuthException", "An unexpected error has occurred. Please retry your request later."),
    4: ("OAuthException", "(#4) Application request limit reached"),
    10: ("OAuthException", "(#10) Application does not have permission for this action"),
    32: ("OAuthException", "(#32) Page request limit reached"),
    100: ("GraphMethodException", "(#100) Invalid parameter"),
    101: ("OAuthException", "Error validating application."),
    104: ("OAuthException", "An access token is required to request this resource."),
    190: ("OAuthException", "Error validating access token: Session has expired."),
    200: ("OAuthException", "(#200) Permissions error"),
    368: ("OAuthException", "The action attempted has been deemed abusive or is disallowed."),
    506: ("OAuthException", "(#506) Duplicate status message"),
    551: ("OAuthException", "(#551) This person isn't available right now."),
    130429: ("OAuthException", "(#130429) Rate limit hit"),
    131026: ("OAuthException", "(#131026) Message undeliverable"),
    131047: ("OAuthException", "(#131047) Re-engagement message"),
    132000: ("OAuthException", "(#132000) Number of parameters does not match"),
    132001: ("OAuthException", "(#132001) Template name does not exist in the translation"),
    132012: ("OAuthException", "(#132012) Parameter format does not match"),
    131056: (
        "OAuthException",
        "(#131056) (Business Account, Consumer Account) pair rate limit hit",
    ),
}
_CODE_OF_STATUS = {400: 100, 401: 190, 403: 200, 429: 4}


def authorised(channel: str, version: str) -> BrandAccount:
    """Whose token came, for a version of the API that can be one."""
    if not version.startswith("v") or not version[1:].replace(".", "", 1).isdigit():
        raise graph_error(100, f"Unknown path components: /{version}")
    token = bearer_token() or parameter("access_token")
    if not token:
        raise graph_error(104)
    account = the_sandbox().account_of_token(channel, token)
    if account is None:
        message = "Invalid OAuth access token - Cannot parse access token"
        raise graph_error(190, message, status=401)
    return account


def parameter(name: str) -> str:
    """From the address, a form or JSON."""
    given = request.values.get(name) or json_object().get(name)
    return given if isinstance(given, str) else ""


def graph_object(channel: str, object_id: str) -> Post:
    try:
        return the_sandbox().post(channel, object_id)
    except UnknownPost:
        raise no_object(object_id) from None


def no_object(object_id: str) -> PlatformError:
    return graph_error(
        100,
        f"Unsupported post request. Object with ID '{object_id}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation.",
        subcode=33,
    )


def listed(found: list[Post], shown: Callable[[Post], Mapping[str, Any]], usual: str) -> Response:
    """A page of an edge with the fields that were asked for, or the usual ones."""
    start = request.args.get("after", 0, type=int)
    end = start + max(1, request.args.get("limit", 25, type=int))
    fields = {"id", *request.args.get("fields", usual).split(",")}
    data = [{k: v for k, v in shown(p).items() if k in fields} for p in found[start:end]]
    paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(end)}}
    if end < len(found):
        paging["next"] = f"{request.base_url}?after={end}"
    return jsonify({"data": data, "paging": paging} if data else {"data": []})


def graph_time(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}+0000"


def graph_fault(fault: Fault) -> PlatformError:
    status = fault.status or 500
    code = fault.code or _CODE_OF_STATUS.get(status, 2)
    error = graph_error(code, status=status, subcode=463 if code == 190 else None)
    if code in (4, 32):
        error.headers = {
            "x-app-usage": '{"call_count":100,"total_time":25,"total_cputime":25}',
            "retry-after": str(fault.retry_after),
        }
    return error


def graph_error(
    code: int, message: str = "", *, status: int = 400, subcode: int | None = None
) -> PlatformError:
    kind, usual = _ERRORS.get(code, _ERRORS[1])
    error: dict[str, object] = {"message": message or usual, "type": kind, "code": code}
    if code in (1, 2):
        error["is_transient"] = True
    if subcode is not None:
        error["error_subcode"] = subcode
    return PlatformError(status, {"error": error | {"fbtrace_id": "AbCdEfGhIjK"}})


def entry(kind: str, account_id: str | None, now: datetime, **lists: object) -> Content:
    return {
        "object": kind,
        "entry": [{"id": account_id, "time": int(now.timestamp()), **lists}],
    }


def metas_webhook(content: Callable[[News], Content], *, tells_own: bool = True) -> Webhook:
    def body(news: News) -> bytes:
        return _escaped(content(news))

    return Webhook(
        body=body,
        sign=_sign,
        secret=lambda: secrets.token_hex(24),
        verify_token=secrets.token_hex(8),
        tells_own=tells_own,
    )


def _escaped(content: Content) -> bytes:
    r"""JSON as Meta writes and signs it: non-ASCII and `@` as `\uXXXX`, `/` as `\/`."""
    text = json.dumps(content, separators=(",", ":"))
    return text.replace("/", "\\/").replace("@", "\\u0040").encode("ascii")


def _sign(secret: str, content: bytes, _now: datetime, _id: str) -> Headers:
    return {
        "x-hub-signature-256": f"sha256={hmac.digest(secret.encode(), content, 'sha256').hex()}"
    }
