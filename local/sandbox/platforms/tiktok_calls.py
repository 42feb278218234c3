"""Whose token comes to TikTok's API, which comment is meant, and how it answers and refuses."""

from typing import Any

from flask import Response, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError
from local.sandbox.posts import Post, UnknownPost

BAD_TOKEN, BAD_PARAMETER, _TOO_MANY, _BROKEN = 40105, 40002, 40100, 50000
_CODE_OF_STATUS = {401: BAD_TOKEN, 403: 40001, 429: _TOO_MANY, 400: BAD_PARAMETER}


def comment_of(account: BrandAccount, order: Any) -> Post:
    if order.get("business_id") != account.id:
        raise problem(40001, "No permission to operate the business account.")
    try:
        return the_sandbox().post("tiktok", f"{order.get('video_id')}:{order.get('comment_id')}")
    except UnknownPost:
        raise problem(BAD_PARAMETER, "comment_id: the comment does not exist") from None


def authorised() -> BrandAccount:
    token = request.headers.get("access-token", "")
    account = the_sandbox().account_of_token("tiktok", token)
    if account is None:
        raise problem(BAD_TOKEN, "Access token is incorrect or has been revoked.")
    return account


def told(data: dict[str, Any]) -> Response:
    return jsonify(code=0, message="OK", request_id="2026112208000001", data=data)


def fault_of(fault: Fault) -> PlatformError:
    status = fault.status or 500
    code = fault.code or _CODE_OF_STATUS.get(status, _BROKEN)
    error = problem(code, "Ordered by the sandbox")
    if code == _TOO_MANY:
        error.headers = {"retry-after": str(fault.retry_after)}
    return error


def problem(code: int, message: str) -> PlatformError:
    answer = {"code": code, "message": message, "request_id": "2026112208000002", "data": {}}
    return PlatformError(200, answer)
