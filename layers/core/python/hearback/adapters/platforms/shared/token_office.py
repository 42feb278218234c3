"""Where tokens are traded for new ones: one grant a platform.

Contracts: docs.x.com/fundamentals/authentication/oauth-2-0 (refresh token),
learn.microsoft.com/linkedin/shared/authentication/programmatic-refresh-tokens and
…/token-introspection, business-api.tiktok.com (Accounts API: tt_user/oauth2/refresh_token,
tt_user/token_info), developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
and …/graph-api/reference/debug_token, …/instagram-platform/reference/refresh_access_token.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from hearback.adapters.http import Http, HttpAnswer
from hearback.adapters.platforms import tiktok, x
from hearback.adapters.platforms.meta.graph import BASE_URL as META
from hearback.adapters.platforms.meta.graph import TOKEN_INVALID, TRY_AGAIN, code_of
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.answers import require_success
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import NEVER, Entry, Renewed

LINKEDIN_TOKENS = "https://www.linkedin.com/oauth/v2"
INSTAGRAM = "https://graph.instagram.com"

_FACEBOOKS_HOST, _INSTAGRAMS_HOST = "graph.facebook.com", "graph.instagram.com"
_APP_REFUSED = (100, 101, 102, 104, 190)
"""(?) Whoever asks with an app that is not the token's, or with a wrong secret."""
_LONGEST_LIFE = 10 * 365 * 24 * 3600
"""Seconds."""

_OAUTH_REFUSALS = (400, 401, 403)
_TIKTOK_TOKEN_PATH = "/open_api/v1.3/tt_user/oauth2/refresh_token/"  # noqa: S105 - a path
_TIKTOK_CHECK_PATH = "/open_api/v1.3/tt_user/token_info/get/"


@dataclass(frozen=True, slots=True)
class TokenOfficeOfPlatforms:
    """`TokenOffice`. `api_urls`: by channel, where its API is, if not at its own address."""

    http: Http
    api_urls: Mapping[str, str]

    def can_renew(self, channel: str, entry: Entry) -> bool:
        needed = _NEEDED.get(channel)
        return needed is not None and (needed(entry) or self.renews_itself(channel, entry))

    def renew(self, channel: str, entry: Entry) -> Renewed:
        return _GRANTS[channel](self, channel, entry)

    def can_check(self, channel: str, entry: Entry) -> bool:
        needed = _NEEDED_TO_CHECK.get(channel)
        return needed is not None and needed(entry)

    def can_tell(self, channel: str, entry: Entry) -> bool:
        of_metas = _GRANTS.get(channel) in (_by_meta, _by_instagram)
        return of_metas and _has_app(entry) and not self.renews_itself(channel, entry)

    def tell(self, channel: str, entry: Entry) -> Told:
        """Asked by the app. Raises `DeliveryFailed`."""
        app = f"{entry['client_id']}|{entry['client_secret']}"
        query = {"input_token": entry["access_token"], "access_token": app}
        url = f"{self.base(channel, META)}/debug_token"
        return _told(self.http.request("GET", url, query=query))

    def renews_itself(self, channel: str, entry: Entry) -> bool:
        """Whether it is a token of Instagram login: known by where the account's API is."""
        if channel != "instagram" or not fields.token(entry.get("access_token")):
            return False
        host = urlsplit(self.api_urls.get(channel, "")).hostname
        elsewhere = host not in (None, _FACEBOOKS_HOST) and not _has_app(entry)
        return elsewhere or host == _INSTAGRAMS_HOST

    def check(self, channel: str, entry: Entry) -> None:
        _CHECKS[channel](self, channel, entry)

    def base(self, channel: str, otherwise: str) -> str:
        return (self.api_urls.get(channel) or otherwise).rstrip("/")


def _by_x(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> Renewed:
    """A confidential client proves itself by its secret, a public one by its id alone."""
    form = {"grant_type": "refresh_token", "refresh_token": entry["refresh_token"]}
    headers = {}
    if entry.get("client_secret"):
        pair = f"{quote(entry['client_id'], safe='')}:{quote(entry['client_secret'], safe='')}"
        headers["authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form["client_id"] = entry["client_id"]
    url = entry.get("token_uri") or f"{office.base(channel, x.BASE_URL)}/2/oauth2/token"
    return _oauth(office.http.request("POST", url, headers=headers, form=form))


def _by_linkedin(office: TokenOfficeOfPlatforms, _: str, entry: Entry) -> Renewed:
    names = ("refresh_token", "client_id", "client_secret")
    form = {"grant_type": "refresh_token", **{name: entry[name] for name in names}}
    url = entry.get("token_uri") or f"{LINKEDIN_TOKENS}/accessToken"
    return _oauth(office.http.request("POST", url, form=form))


def _by_tiktok(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> Renewed:
    names = ("refresh_token", "client_id", "client_secret")
    body = {"grant_type": "refresh_token", **{name: entry[name] for name in names}}
    url = f"{office.base(channel, tiktok.BASE_URL)}{_TIKTOK_TOKEN_PATH}"
    return _renewed(
        tiktok.data_of(office.http.request("POST", url, json_body=body), tuple(entry.values()))
    )


def _by_instagram(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> Renewed:
    """Of accounts connected by Instagram login; those of Facebook's have the page's token."""
    if _has_app(entry) and not office.renews_itself(channel, entry):
        return _by_meta(office, channel, entry)
    query = {"grant_type": "ig_refresh_token", "access_token": entry["access_token"]}
    url = f"{office.base(channel, INSTAGRAM)}/refresh_access_token"
    return _graph(office.http.request("GET", url, query=query))


def _by_meta(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> Renewed:
    query = {
        "grant_type": "fb_exchange_token",
        "client_id": entry["client_id"],
        "client_secret": entry["client_secret"],
        "fb_exchange_token": entry["access_token"],
    }
    url = f"{office.base(channel, META)}/oauth/access_token"
    return _graph(office.http.request("GET", url, query=query))


def _oauth(answer: HttpAnswer) -> Renewed:
    """RFC 6749, 5.2: 400 with a word such as `invalid_grant`."""
    if answer.status in _OAUTH_REFUSALS:
        word = fields.label(answer.json().get("error")) or f"http_{answer.status}"
        raise NotAuthorised(f"not_authorised: {word}")
    _success(answer)
    return _renewed(answer.json())


def _graph(answer: HttpAnswer) -> Renewed:
    code = code_of(answer)
    if code is not None and code not in TRY_AGAIN:
        raise NotAuthorised(f"not_authorised: code {code}")
    _success(answer)
    return _renewed(answer.json())


def _told(answer: HttpAnswer) -> Told:
    """`expires_at` and `data_access_expires_at` are seconds, 0 for never."""
    code = code_of(answer)
    if code in _APP_REFUSED:
        return Told(refused=f"app_refused: code {code}")
    _success(answer)
    data = fields.record(answer.json().get("data"))
    if data.get("is_valid") is False:
        why = fields.record(data.get("error"))
        code, subcode = fields.whole(why.get("code")), fields.whole(why.get("subcode"))
        return Told(refused=f"not_authorised: code {code}, subcode {subcode}")
    if data.get("is_valid") is not True:
        raise Unavailable("answer without a word on the token")
    return Told(
        expires_at=_end(data.get("expires_at")),
        data_ends_at=_later(data.get("data_access_expires_at")),
    )


def _end(told: object) -> str:
    ends_at = _later(told)
    if ends_at is not None:
        return ends_at.isoformat(timespec="seconds")
    return NEVER if fields.whole(told) == 0 else ""


def _later(told: object) -> datetime | None:
    return fields.moment(told) if fields.whole(told) else None


def _success(answer: HttpAnswer) -> None:
    require_success(answer)
    if answer.status >= 300:
        raise Refused(f"http_{answer.status}")


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


def _check_x(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> None:
    url = f"{office.base(channel, x.BASE_URL)}/2/users/me"
    _success(office.http.request("GET", url, headers=_bearer(entry)))


def _check_linkedin(office: TokenOfficeOfPlatforms, _: str, entry: Entry) -> None:
    form = {name: entry[name] for name in ("client_id", "client_secret")}
    url = entry.get("introspection_uri") or f"{LINKEDIN_TOKENS}/introspectToken"
    answer = office.http.request("POST", url, form={**form, "token": entry["access_token"]})
    _success(answer)
    if answer.json().get("active") is False:
        raise NotAuthorised("not_authorised: the new token is not active")


def _check_tiktok(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> None:
    body = {"app_id": entry["client_id"], "access_token": entry["access_token"]}
    url = f"{office.base(channel, tiktok.BASE_URL)}{_TIKTOK_CHECK_PATH}"
    tiktok.data_of(office.http.request("POST", url, json_body=body), tuple(entry.values()))


def _check_meta(office: TokenOfficeOfPlatforms, channel: str, entry: Entry) -> None:
    otherwise = INSTAGRAM if channel == "instagram" and not _has_app(entry) else META
    url = f"{office.base(channel, otherwise)}/me"
    answer = office.http.request("GET", url, headers=_bearer(entry), query={"fields": "id"})
    if code_of(answer) in TOKEN_INVALID:
        raise NotAuthorised(f"not_authorised: code {code_of(answer)}")
    _success(answer)


def _seconds(value: object) -> int | None:
    """What is longer than a calendar goes is cut: the token is renewed before."""
    told = fields.whole(value)
    return told if told is None else min(told, _LONGEST_LIFE)


def _bearer(entry: Entry) -> dict[str, str]:
    return {"authorization": f"Bearer {entry['access_token']}"}


def _has(*names: str) -> Callable[[Entry], bool]:
    """Whether they are there, and fit into a call."""
    return lambda entry: all(fields.token(entry.get(name)) for name in names)


_has_app = _has("access_token", "client_id", "client_secret")
_ends_and_has_app = _has("access_token", "client_id", "client_secret", "expires_at")
"""A page's token and a system user's do not end: they are left alone."""

_NEEDED: dict[str, Callable[[Entry], bool]] = {
    "x": _has("refresh_token", "client_id"),
    "linkedin": _has("refresh_token", "client_id", "client_secret"),
    "tiktok": _has("refresh_token", "client_id", "client_secret"),
    "instagram": _has("access_token", "expires_at"),
    **dict.fromkeys(("facebook", "messenger", "whatsapp"), _ends_and_has_app),
}
_NEEDED_TO_CHECK: dict[str, Callable[[Entry], bool]] = {
    "linkedin": _has_app,
    "tiktok": _has("access_token", "client_id"),
    **dict.fromkeys(("facebook", "instagram", "messenger", "whatsapp", "x"), _has("access_token")),
}
_Grant = Callable[[TokenOfficeOfPlatforms, str, Entry], Renewed]
_GRANTS: dict[str, _Grant] = {
    "x": _by_x,
    "linkedin": _by_linkedin,
    "tiktok": _by_tiktok,
    "instagram": _by_instagram,
    **dict.fromkeys(("facebook", "messenger", "whatsapp"), _by_meta),
}
_CHECKS: dict[str, Callable[[TokenOfficeOfPlatforms, str, Entry], None]] = {
    "x": _check_x,
    "linkedin": _check_linkedin,
    "tiktok": _check_tiktok,
    **dict.fromkeys(("facebook", "instagram", "messenger", "whatsapp"), _check_meta),
}
