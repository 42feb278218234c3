"""Whose token comes to Mastodon's API, how often, and how it refuses."""

from datetime import timedelta

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError
from local.sandbox.writing import iso

_CALLS, _WINDOW = 300, timedelta(minutes=5)
_WORDS = {
    401: "The access token is invalid",
    403: "This action is not allowed",
    404: "Record not found",
    429: "Too many requests",
}


def authorised() -> BrandAccount:
    sandbox = the_sandbox()
    account = sandbox.account_of_token("mastodon", bearer_token())
    if account is None:
        raise problem(401)
    key = f"mastodon {account.id}"
    if wait := sandbox.meter.take(key, sandbox.clock(), most=_CALLS, within=_WINDOW):
        raise _too_many(wait)
    return account


def fault_of(fault: Fault) -> PlatformError:
    status = fault.status or 500
    return _too_many(fault.retry_after) if status == 429 else problem(status)


def _too_many(wait: int) -> PlatformError:
    error = problem(429)
    resets_at = the_sandbox().clock() + timedelta(seconds=wait)
    error.headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": iso(resets_at)}
    return error


def problem(status: int, words: str = "") -> PlatformError:
    return PlatformError(status, {"error": words or _WORDS.get(status, "Something went wrong")})
