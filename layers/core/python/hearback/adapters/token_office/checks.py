"""One harmless call a platform: whether a token is taken.

Contracts: docs.x.com/x-api/users (users/me), learn.microsoft.com/linkedin/shared/authentication/
token-introspection, business-api.tiktok.com (tt_user/token_info),
developers.facebook.com/docs/graph-api/overview (me).
"""

from collections.abc import Callable, Mapping

from hearback.adapters.platforms import tiktok, x
from hearback.adapters.platforms.meta.graph import BASE_URL as META
from hearback.adapters.platforms.meta.graph import TOKEN_INVALID, code_of
from hearback.adapters.token_office.desk import (
    INSTAGRAM,
    LINKEDIN_TOKENS,
    Desk,
    has,
    has_app,
    success,
)
from hearback.domain.errors import NotAuthorised
from hearback.domain.tokens import Entry

_TIKTOK_PATH = "/open_api/v1.3/tt_user/token_info/get/"


def _by_x(desk: Desk, channel: str, entry: Entry) -> None:
    url = f"{desk.base(channel, x.BASE_URL)}/2/users/me"
    success(desk.http.request("GET", url, headers=_bearer(entry)))


def _by_linkedin(desk: Desk, _: str, entry: Entry) -> None:
    form = {name: entry[name] for name in ("client_id", "client_secret")}
    url = entry.get("introspection_uri") or f"{LINKEDIN_TOKENS}/introspectToken"
    answer = desk.http.request("POST", url, form={**form, "token": entry["access_token"]})
    success(answer)
    if answer.json().get("active") is False:
        raise NotAuthorised("not_authorised: the new token is not active")


def _by_tiktok(desk: Desk, channel: str, entry: Entry) -> None:
    body = {"app_id": entry["client_id"], "access_token": entry["access_token"]}
    url = f"{desk.base(channel, tiktok.BASE_URL)}{_TIKTOK_PATH}"
    tiktok.data_of(desk.http.request("POST", url, json_body=body), tuple(entry.values()))


def _by_meta(desk: Desk, channel: str, entry: Entry) -> None:
    otherwise = INSTAGRAM if channel == "instagram" and not has_app(entry) else META
    url = f"{desk.base(channel, otherwise)}/me"
    answer = desk.http.request("GET", url, headers=_bearer(entry), query={"fields": "id"})
    if code_of(answer) in TOKEN_INVALID:
        raise NotAuthorised(f"not_authorised: code {code_of(answer)}")
    success(answer)


def _bearer(entry: Entry) -> dict[str, str]:
    return {"authorization": f"Bearer {entry['access_token']}"}


NEEDED: Mapping[str, Callable[[Entry], bool]] = {
    "linkedin": has_app,
    "tiktok": has("access_token", "client_id"),
    **dict.fromkeys(("facebook", "instagram", "messenger", "whatsapp", "x"), has("access_token")),
}
CHECKS: Mapping[str, Callable[[Desk, str, Entry], None]] = {
    "x": _by_x,
    "linkedin": _by_linkedin,
    "tiktok": _by_tiktok,
    **dict.fromkeys(("facebook", "instagram", "messenger", "whatsapp"), _by_meta),
}
