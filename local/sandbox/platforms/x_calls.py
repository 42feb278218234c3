"""Whose token comes to X's API, and how it refuses."""

from http import HTTPStatus

from local.sandbox.accounts import BrandAccount
from local.sandbox.calls import bearer_token, the_sandbox
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError

DELETED = "You attempted to reply to a Tweet that is deleted or not visible to you."


def authorised() -> BrandAccount:
    account = the_sandbox().account_of_token("x", bearer_token())
    if account is None:
        raise problem(401, "Unauthorized")
    return account


def fault_of(fault: Fault) -> PlatformError:
    status = fault.status or 500
    if status == 429:
        return too_many(fault.retry_after)
    return problem(status, "You are not permitted to perform this action." if status == 403 else "")


def too_many(wait: int) -> PlatformError:
    error = problem(429, "")
    error.headers = {
        "x-rate-limit-limit": "200",
        "x-rate-limit-remaining": "0",
        "x-rate-limit-reset": str(int(the_sandbox().clock().timestamp()) + wait),
    }
    return error


def problem(status: int, detail: str) -> PlatformError:
    title = HTTPStatus(status).phrase
    answer = {"title": title, "detail": detail or title, "type": "about:blank", "status": status}
    return PlatformError(status, answer)


def invalid(parameter: str, message: str) -> PlatformError:
    return PlatformError(
        400,
        {
            "errors": [{"parameters": {parameter: []}, "message": f"`{parameter}` {message}"}],
            "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": "https://api.twitter.com/2/problems/invalid-request",
        },
    )
