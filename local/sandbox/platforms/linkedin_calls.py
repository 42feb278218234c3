"""Whose token comes to LinkedIn's API, with which version, and how it refuses."""

import re

from flask import request

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError
from local.sandbox.posts import Post, UnknownPost

_OLDEST_VERSION = "202511"
_CODES = {401: "INVALID_ACCESS_TOKEN", 403: "ACCESS_DENIED", 429: "TOO_MANY_REQUESTS"}


def authorised() -> BrandAccount:
    account = the_sandbox().account_of_token("linkedin", bearer_token())
    if account is None:
        raise problem(401, "INVALID_ACCESS_TOKEN", "Invalid access token")
    version = request.headers.get("linkedin-version", "")
    if not version:
        raise problem(400, "VERSION_MISSING", "A version must be present")
    if not re.fullmatch(r"20\d\d(0[1-9]|1[0-2])", version) or version < _OLDEST_VERSION:
        raise problem(426, "NONEXISTENT_VERSION", f"Requested version {version}01 is not active")
    return account


def entity(urn: str) -> Post:
    try:
        return the_sandbox().post("linkedin", urn)
    except UnknownPost:
        raise problem(404, "NOT_FOUND", f"Could not find entity {urn}") from None


def fault_of(fault: Fault) -> PlatformError:
    status = fault.status or 500
    error = problem(status, _CODES.get(status, "SERVER_ERROR"), "Ordered by the sandbox")
    if status == 429:
        error.headers = {"retry-after": str(fault.retry_after)}
    return error


def problem(status: int, code: str, message: str) -> PlatformError:
    return PlatformError(status, {"status": status, "code": code, "message": message})
