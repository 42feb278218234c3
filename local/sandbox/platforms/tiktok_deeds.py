"""The part of TikTok's Business API for likes and hiding, which are set and taken back."""

from flask import Blueprint, Response

from local.sandbox.calls import json_object
from local.sandbox.doing import done, undone
from local.sandbox.platforms.tiktok_calls import (
    BAD_PARAMETER,
    authorised,
    comment_of,
    fault_of,
    problem,
    told,
)

deeds = Blueprint("tiktok_deeds", __name__)


@deeds.post("/like/")
def like() -> Response:
    return _done("like")


@deeds.post("/hide/")
def hide() -> Response:
    return _done("hide")


def _done(kind: str) -> Response:
    account, order = authorised(), json_object()
    acts = {kind.upper(): done, f"UN{kind.upper()}": undone}
    act = acts.get(str(order.get("action")))
    if act is None:
        raise problem(BAD_PARAMETER, f"action: must be one of {', '.join(acts)}")
    act(account, kind, comment_of(account, order).id, fault_of)
    return told({})
