"""One grant a platform: a token for a new one.

Contracts: docs.x.com/fundamentals/authentication/oauth-2-0 (refresh token),
learn.microsoft.com/linkedin/shared/authentication/programmatic-refresh-tokens,
business-api.tiktok.com (Accounts API: tt_user/oauth2/refresh_token),
developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived and
…/instagram-platform/reference/refresh_access_token.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms import tiktok, x
from hearback.adapters.platforms.meta.graph import BASE_URL as META
from hearback.adapters.platforms.meta.graph import code_of, require_no_passing_fault
from hearback.adapters.platforms.shared import fields
from hearback.adapters.token_office.desk import (
    INSTAGRAM,
    LINKEDIN_TOKENS,
    Desk,
    has,
    has_app,
    is_login_token,
    success,
)
from hearback.domain.errors import NotAuthorised, Unavailable
from hearback.domain.tokens import Entry, Renewed

_LONGEST_LIFE = 10 * 365 * 24 * 3600
"""Seconds."""

_OAUTH_REFUSALS = (400, 401, 403)
_TIKTOK_PATH = "/open_api/v1.3/tt_user/oauth2/refresh_token/"


def _by_x(desk: Desk, channel: str, entry: Entry) -> Renewed:
    """A confidential client proves itself by its secret, a public one by its id alone."""
    form = {"grant_type": "refresh_token", "refresh_token": entry["refresh_token"]}
    headers = {}
    if entry.get("client_secret"):
        pair = f"{quote(entry['client_id'], safe='')}:{quote(entry['client_secret'], safe='')}"
        headers["authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form["client_id"] = entry["client_id"]
    url = entry.get("token_uri") or f"{desk.base(channel, x.BASE_URL)}/2/oauth2/token"
    return _oauth(desk.http.request("POST", url, headers=headers, form=form))


def _by_linkedin(desk: Desk, _: str, entry: Entry) -> Renewed:
    names = ("refresh_token", "client_id", "client_secret")
    form = {"grant_type": "refresh_token", **{name: entry[name] for name in names}}
    url = entry.get("token_uri") or f"{LINKEDIN_TOKENS}/accessToken"
    return _oauth(desk.http.request("POST", url, form=form))


def _by_tiktok(desk: Desk, channel: str, entry: Entry) -> Renewed:
    names = ("refresh_token", "client_id", "client_secret")
    body = {"grant_type": "refresh_token", **{name: entry[name] for name in names}}
    url = f"{desk.base(channel, tiktok.BASE_URL)}{_TIKTOK_PATH}"
    return _renewed(
        tiktok.data_of(desk.http.request("POST", url, json_body=body), tuple(entry.values()))
    )


def _by_instagram(desk: Desk, channel: str, entry: Entry) -> Renewed:
    """Of accounts connected by Instagram login; those of Facebook's have the page's token."""
    if has_app(entry) and not is_login_token(desk, channel, entry):
        return _by_meta(desk, channel, entry)
    query = {"grant_type": "ig_refresh_token", "access_token": entry["access_token"]}
    url = f"{desk.base(channel, INSTAGRAM)}/refresh_access_token"
    return _graph(desk.http.request("GET", url, query=query))


def _by_meta(desk: Desk, channel: str, entry: Entry) -> Renewed:
    query = {
        "grant_type": "fb_exchange_token",
        "client_id": entry["client_id"],
        "client_secret": entry["client_secret"],
        "fb_exchange_token": entry["access_token"],
    }
    url = f"{desk.base(channel, META)}/oauth/access_token"
    return _graph(desk.http.request("GET", url, query=query))


def _oauth(answer: HttpAnswer) -> Renewed:
    """RFC 6749, 5.2: 400 with a word such as `invalid_grant`."""
    if answer.status in _OAUTH_REFUSALS:
        word = fields.label(answer.json().get("error")) or f"http_{answer.status}"
        raise NotAuthorised(f"not_authorised: {word}")
    success(answer)
    return _renewed(answer.json())


def _graph(answer: HttpAnswer) -> Renewed:
    code = code_of(answer)
    require_no_passing_fault(answer)
    if code is not None:
        raise NotAuthorised(f"not_authorised: code {code}")
    success(answer)
    return _renewed(answer.json())


def _renewed(told: Mapping[str, Any]) -> Renewed:
    token = fields.token(told.get("access_token"))
    if not token:
        raise Unavailable("answer without a token")
    return Renewed(
        access_token=token,
        refresh_token=fields.token(told.get("refresh_token")),
        seconds=_seconds(told.get("expires_in")),
        refresh_seconds=_seconds(told.get("refresh_token_expires_in")),
    )


def _seconds(value: object) -> int | None:
    """What is longer than a calendar goes is cut: the token is renewed before."""
    told = fields.whole(value)
    return told if told is None else min(told, _LONGEST_LIFE)


_ends_and_has_app = has("access_token", "client_id", "client_secret", "expires_at")
"""A page's token and a system user's do not end: they are left alone."""

NEEDED: Mapping[str, Callable[[Entry], bool]] = {
    "x": has("refresh_token", "client_id"),
    "linkedin": has("refresh_token", "client_id", "client_secret"),
    "tiktok": has("refresh_token", "client_id", "client_secret"),
    "instagram": has("access_token", "expires_at"),
    **dict.fromkeys(("facebook", "messenger", "whatsapp"), _ends_and_has_app),
}
GRANTS: Mapping[str, Callable[[Desk, str, Entry], Renewed]] = {
    "x": _by_x,
    "linkedin": _by_linkedin,
    "tiktok": _by_tiktok,
    "instagram": _by_instagram,
    **dict.fromkeys(("facebook", "messenger", "whatsapp"), _by_meta),
}
