"""The part of the Graph API that the product calls, with Graph's own errors."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from local.sandbox.accounts import BrandAccount
from local.sandbox.faults import Fault
from local.sandbox.misbehaviour import PlatformError, misbehaving, refused
from local.sandbox.posts import Post
from local.sandbox.state import Sandbox, UnknownPost

_LONGEST = 8_000
_ERRORS: dict[int, tuple[str, str]] = {
    1: ("OAuthException", "An unknown error occurred"),
    2: ("OAuthException", "An unexpected error has occurred. Please retry your request later."),
    4: ("OAuthException", "(#4) Application request limit reached"),
    32: ("OAuthException", "(#32) Page request limit reached"),
    100: ("GraphMethodException", "(#100) Invalid parameter"),
    104: ("OAuthException", "An access token is required to request this resource."),
    190: ("OAuthException", "Error validating access token: Session has expired."),
    200: ("OAuthException", "(#200) Permissions error"),
    368: ("OAuthException", "The action attempted has been deemed abusive or is disallowed."),
}
_CODE_OF_STATUS = {400: 100, 401: 190, 403: 200, 429: 4}

facebook_api = Blueprint("facebook_api", __name__, url_prefix="/facebook")
facebook_api.register_error_handler(PlatformError, refused)


@facebook_api.post("/<version>/<object_id>/comments")
def comment(version: str, object_id: str) -> Response:
    must_be_known(version)
    sandbox = this_sandbox()
    account = authorised(sandbox)
    with misbehaving(sandbox.faults, "facebook", "post", told_as_error):
        message = parameter("message").strip()
        if not message:
            raise graph_error(100, "(#100) param message must be non-empty.")
        if len(message) > _LONGEST:
            raise graph_error(100, "(#100) Param message is too long.")
        target = this_object(sandbox, object_id)
        post = sandbox.publish("facebook", account.profile, message, in_reply_to=target.id)
    return jsonify(id=post.id)


@facebook_api.get("/<version>/<object_id>/comments")
def comments(version: str, object_id: str) -> Response:
    """Oldest first unless `order=reverse_chronological`; `filter=stream` takes in answers."""
    must_be_known(version)
    sandbox = this_sandbox()
    authorised(sandbox)
    with misbehaving(sandbox.faults, "facebook", "read", told_as_error):
        target = this_object(sandbox, object_id)
        found = [post for post in sandbox.posts("facebook") if _is_under(post, target)]
    if request.args.get("order") == "reverse_chronological":
        found.reverse()
    start = request.args.get("after", 0, type=int)
    end = start + max(1, request.args.get("limit", 25, type=int))
    fields = {"id", *request.args.get("fields", "created_time,from,message").split(",")}
    data = [{k: v for k, v in _as_graph(p).items() if k in fields} for p in found[start:end]]
    paging = {"cursors": {"before": str(start), "after": str(end)}}
    if end < len(found):
        paging["next"] = f"{request.base_url}?after={end}"  # type: ignore[assignment]
    return jsonify({"data": data, "paging": paging} if data else {"data": []})


def _is_under(post: Post, target: Post) -> bool:
    if post.deleted_at or post.id == target.id:
        return False
    if request.args.get("filter") == "stream" and post.thread == target.id:
        return True
    return post.in_reply_to == target.id


def _as_graph(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "message": post.text,
        "from": {"id": post.author.id, "name": post.author.name},
        "created_time": f"{post.at:%Y-%m-%dT%H:%M:%S}+0000",
    }


def this_object(sandbox: Sandbox, object_id: str) -> Post:
    try:
        return sandbox.post("facebook", object_id)
    except UnknownPost:
        raise graph_error(
            100,
            f"Unsupported post request. Object with ID '{object_id}' does not exist, cannot be "
            "loaded due to missing permissions, or does not support this operation.",
            subcode=33,
        ) from None


def parameter(name: str) -> str:
    body = request.get_json(silent=True)
    given = request.values.get(name) or (body.get(name) if isinstance(body, dict) else None)
    return given if isinstance(given, str) else ""


def this_sandbox() -> Sandbox:
    sandbox: Sandbox = current_app.extensions["sandbox"]
    return sandbox


def must_be_known(version: str) -> None:
    if not version.startswith("v") or not version[1:].replace(".", "", 1).isdigit():
        raise graph_error(100, f"Unknown path components: /{version}")


def authorised(sandbox: Sandbox) -> BrandAccount:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token if scheme.lower() == "bearer" else parameter("access_token")
    if not token:
        raise graph_error(104)
    account = sandbox.account_of_token("facebook", token)
    if account is None:
        raise graph_error(190, "Invalid OAuth access token - Cannot parse access token", status=401)
    return account


def told_as_error(fault: Fault) -> PlatformError:
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
