"""The part of TikTok's Business API for likes and hiding. Setting one again changes nothing."""

from flask import Blueprint, Response

from local.sandbox.calls import json_object
from local.sandbox.doing import done
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
    if order.get("action") != kind.upper():
        raise problem(BAD_PARAMETER, f"action: must be {kind.upper()}")
    done(account, kind, comment_of(account, order).id, fault_of)
    return told({})
