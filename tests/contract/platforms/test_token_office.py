"""Trading tokens: what each platform is asked, and what its answers mean."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.http import Urllib3Http
from hearback.adapters.token_office import TokenOfficeOfPlatforms
from hearback.domain.errors import DeliveryFailed, NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import Renewed, renewed_entry
from tests.contract.platforms.given import NOW
from tests.contract.platforms.local_server import Call, LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

APP = {"client_id": "client 1", "client_secret": "s:cret"}
HELD = {"access_token": "old-access", "refresh_token": "old-refresh", **APP}
OAUTH = {"access_token": "new", "refresh_token": "next", "expires_in": 7200, "token_type": "bearer"}
TIKTOK = {
    "code": 0,
    "message": "OK",
    "data": {**OAUTH, "expires_in": 86400, "refresh_token_expires_in": 31536000, "open_id": "o"},
}
CHANNELS = ("x", "linkedin", "tiktok", "instagram", "facebook", "messenger", "whatsapp")


def office(server: LocalServer) -> TokenOfficeOfPlatforms:
    return TokenOfficeOfPlatforms(Urllib3Http(), dict.fromkeys(CHANNELS, f"{server.url}/"))


def entry(server: LocalServer, **changes: str) -> dict[str, str]:
    uris = {"token_uri": f"{server.url}/token", "introspection_uri": f"{server.url}/introspect"}
    return {**HELD, **uris, **changes}


def asked(
    server: LocalServer, channel: str, answer: object, **changes: str
) -> tuple[Renewed, Call]:
    server.answers_json(answer)
    held = {name: value for name, value in entry(server, **changes).items() if value}
    return office(server).renew(channel, held), server.calls[-1]


def form_of(call: Call) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(call.body).items()}


def query_of(call: Call) -> dict[str, str]:
    return {name: values[0] for name, values in call.query.items()}


def test_x_is_asked_with_the_clients_secret_in_the_header(server: LocalServer) -> None:
    renewed, call = asked(server, "x", OAUTH, token_uri="")
    assert renewed == Renewed(access_token="new", refresh_token="next", seconds=7200)
    assert (call.method, call.path) == ("POST", "/2/oauth2/token")
    assert call.headers["authorization"] == "Basic Y2xpZW50JTIwMTpzJTNBY3JldA=="
    assert form_of(call) == {"grant_type": "refresh_token", "refresh_token": "old-refresh"}


def test_xs_public_client_says_its_name_only(server: LocalServer) -> None:
    _, call = asked(server, "x", OAUTH, client_secret="")
    assert "authorization" not in call.headers
    assert form_of(call)["client_id"] == "client 1"


def test_linkedin_may_keep_the_right_to_renew_as_it_is(server: LocalServer) -> None:
    answer = {"access_token": "new", "expires_in": 5184000, "refresh_token_expires_in": 439200}
    renewed, call = asked(server, "linkedin", answer)
    assert renewed == Renewed(access_token="new", seconds=5184000, refresh_seconds=439200)
    assert form_of(call) == {"grant_type": "refresh_token", "refresh_token": "old-refresh", **APP}


def test_tiktok_is_asked_in_json_and_answers_in_an_envelope(server: LocalServer) -> None:
    renewed, call = asked(server, "tiktok", TIKTOK)
    assert renewed == Renewed(
        access_token="new", refresh_token="next", seconds=86400, refresh_seconds=31536000
    )
    assert call.path == "/open_api/v1.3/tt_user/oauth2/refresh_token/"
    assert json.loads(call.body) == {
        "grant_type": "refresh_token",
        "refresh_token": "old-refresh",
        **APP,
    }


@pytest.mark.parametrize("channel", ["facebook", "messenger", "whatsapp", "instagram"])
def test_metas_tokens_are_exchanged_by_the_app(server: LocalServer, channel: str) -> None:
    renewed, call = asked(server, channel, {"access_token": "new", "expires_in": 5183944})
    assert renewed == Renewed(access_token="new", seconds=5183944)
    assert call.path == "/oauth/access_token"
    assert query_of(call) == {
        "grant_type": "fb_exchange_token",
        "fb_exchange_token": "old-access",
        **APP,
    }


def test_a_page_token_that_does_not_end_has_no_end(server: LocalServer) -> None:
    renewed, _ = asked(server, "facebook", {"access_token": "new", "token_type": "bearer"})
    assert renewed == Renewed(access_token="new")


def test_a_token_that_outlives_the_calendar_is_given_ten_years(server: LocalServer) -> None:
    renewed, _ = asked(server, "x", {"access_token": "new", "expires_in": 10**18})
    assert renewed.seconds == 10 * 365 * 24 * 3600
    assert renewed_entry(HELD, renewed, NOW)["expires_at"].startswith("2036-11-19")


def test_instagrams_own_tokens_renew_themselves(server: LocalServer) -> None:
    answer = {"access_token": "new", "expires_in": 5184000}
    renewed, call = asked(server, "instagram", answer, client_id="", client_secret="")
    assert renewed == Renewed(access_token="new", seconds=5184000)
    assert (call.method, call.path) == ("GET", "/refresh_access_token")
    assert query_of(call) == {"grant_type": "ig_refresh_token", "access_token": "old-access"}


@pytest.mark.parametrize(
    ("channel", "missing", "can"),
    [
        ("x", "client_secret", True),
        ("x", "client_id", False),
        ("x", "refresh_token", False),
        ("linkedin", "client_secret", False),
        ("tiktok", "refresh_token", False),
        ("facebook", "refresh_token", True),
        ("facebook", "client_id", False),
        ("facebook", "expires_at", False),
        ("instagram", "client_id", True),
        ("instagram", "access_token", False),
        ("youtube", "none", False),
        ("mastodon", "none", False),
        ("reddit", "none", False),
    ],
)
def test_what_is_needed_to_renew(
    server: LocalServer, channel: str, missing: str, can: bool
) -> None:
    held = {**HELD, "expires_at": "2026-12-01", missing: ""}
    assert office(server).can_renew(channel, held) is can


def test_what_fits_into_no_call_is_not_sent(server: LocalServer) -> None:
    assert not office(server).can_renew("x", {**HELD, "refresh_token": "a\nb"})
    assert not office(server).can_renew("x", {**HELD, "client_id": "ş"})


@pytest.mark.parametrize(
    ("channel", "answer", "error"),
    [
        ("x", as_json({"error": "invalid_grant"}, 400), NotAuthorised("not_authorised: invalid_grant")),
        ("x", as_json({"error": "unauthorized_client"}, 401), NotAuthorised("not_authorised: unauthorized_client")),
        ("linkedin", Scripted(status=403), NotAuthorised("not_authorised: http_403")),
        ("linkedin", Scripted(status=404), Refused("http_404")),
        ("linkedin", Scripted(status=429, headers={"Retry-After": "7"}), RateLimited("rate_limited", 7)),
        ("x", Scripted(status=503), Unavailable("http_503")),
        ("x", Scripted(body=b"<html>"), Unavailable("answer without a token")),
        ("x", as_json({"access_token": "a\nb"}), Unavailable("answer without a token")),
        ("x", as_json({"access_token": 7}), Unavailable("answer without a token")),
        ("tiktok", as_json({"code": 40105, "message": "expired"}), NotAuthorised("not_authorised: code 40105")),
        ("tiktok", as_json({"code": 40002, "message": "old-refresh is bad"}), Refused("code_40002$")),
        ("tiktok", as_json({"code": 51000}), Unavailable("code_51000")),
        ("facebook", as_json(an_error(190), 400), NotAuthorised("not_authorised: code 190")),
        ("facebook", as_json(an_error(101), 400), NotAuthorised("not_authorised: code 101")),
        ("facebook", as_json(an_error(2), 500), Unavailable("code_2")),
        ("facebook", as_json(an_error(4), 400), RateLimited("code_4", 60)),
        ("instagram", Scripted(raw=b""), Unavailable("ProtocolError")),
    ],
)  # fmt: skip
def test_what_a_platform_answers_otherwise(
    server: LocalServer, channel: str, answer: Scripted, error: DeliveryFailed
) -> None:
    server.answers(answer)
    with pytest.raises(type(error), match=str(error)):
        office(server).renew(channel, entry(server))


@pytest.mark.parametrize(
    ("channel", "path"),
    [
        ("x", "/2/users/me"),
        ("linkedin", "/introspect"),
        ("tiktok", "/open_api/v1.3/tt_user/token_info/get/"),
        ("facebook", "/me"),
        ("instagram", "/me"),
    ],
)
def test_a_token_is_tried_with_a_call_that_changes_nothing(
    server: LocalServer, channel: str, path: str
) -> None:
    good: dict[str, Any] = {"id": "1", "active": True, "code": 0, "data": {"scope": "x"}}
    server.answers_json(good)
    office(server).check(channel, entry(server))
    call = server.calls[0]
    assert call.path == path
    assert "old-access" in call.headers.get("authorization", "") + call.body


@pytest.mark.parametrize(
    ("channel", "answer"),
    [
        ("x", Scripted(status=401)),
        ("linkedin", as_json({"active": False, "status": "revoked"})),
        ("tiktok", as_json({"code": 40102})),
        ("facebook", as_json(an_error(190), 400)),
    ],
)
def test_a_token_that_is_not_taken_is_told_from_a_platform_in_trouble(
    server: LocalServer, channel: str, answer: Scripted
) -> None:
    server.answers(answer, Scripted(status=503))
    with pytest.raises(NotAuthorised):
        office(server).check(channel, entry(server))
    with pytest.raises(Unavailable):
        office(server).check(channel, entry(server))


def told_of(server: LocalServer, channel: str, data: object) -> tuple[Told, Call]:
    server.answers_json({"data": data})
    return office(server).tell(channel, entry(server)), server.calls[-1]


@pytest.mark.parametrize("channel", ["facebook", "messenger", "whatsapp", "instagram"])
def test_metas_app_asks_until_when_a_token_is_good(server: LocalServer, channel: str) -> None:
    data = {
        "is_valid": True,
        "expires_at": 1796428800,
        "data_access_expires_at": 1797638400,
        "app_id": "client 1",
    }
    told, call = told_of(server, channel, data)
    assert told == Told(
        expires_at="2026-12-05T00:00:00+00:00", data_ends_at=datetime(2026, 12, 19, tzinfo=UTC)
    )
    assert (call.method, call.path) == ("GET", "/debug_token")
    assert query_of(call) == {"input_token": "old-access", "access_token": "client 1|s:cret"}


def test_a_token_that_does_not_end_says_nought(server: LocalServer) -> None:
    data = {"is_valid": True, "expires_at": 0, "data_access_expires_at": 0}
    assert told_of(server, "whatsapp", data)[0] == Told(expires_at="never")


@pytest.mark.parametrize("end", [None, "soon", True, -1, 10**30, {}])
def test_an_end_that_is_no_time_is_not_known(server: LocalServer, end: object) -> None:
    data = {"is_valid": True, "expires_at": end, "data_access_expires_at": end}
    assert told_of(server, "facebook", data)[0] == Told()


def test_a_token_that_is_no_good_is_said_with_its_code(server: LocalServer) -> None:
    error = {"code": 190, "message": "Session of Ayşe has expired", "subcode": 463}
    told, _ = told_of(server, "facebook", {"is_valid": False, "error": error, "scopes": []})
    assert told == Told(refused="not_authorised: code 190, subcode 463")


@pytest.mark.parametrize("code", [100, 101, 190])
def test_an_app_that_may_not_ask_is_told_from_a_token_that_is_no_good(
    server: LocalServer, code: int
) -> None:
    server.answers_json(an_error(code), 400)
    assert office(server).tell("facebook", entry(server)) == Told(
        refused=f"app_refused: code {code}"
    )


@pytest.mark.parametrize(
    "answer",
    [as_json({}), as_json({"data": []}), as_json(an_error(2), 500), Scripted(status=429)],
)
def test_a_platform_in_trouble_says_nothing_of_the_token(
    server: LocalServer, answer: Scripted
) -> None:
    server.answers(answer)
    with pytest.raises((Unavailable, RateLimited)):
        office(server).tell("facebook", entry(server))


@pytest.mark.parametrize(
    ("channel", "missing", "can"),
    [
        ("facebook", "refresh_token", True),
        ("whatsapp", "expires_at", True),
        ("messenger", "client_secret", False),
        ("instagram", "client_id", False),
        ("x", "none", False),
        ("mastodon", "none", False),
    ],
)
def test_only_metas_apps_can_ask(
    server: LocalServer, channel: str, missing: str, can: bool
) -> None:
    assert office(server).can_tell(channel, {**HELD, missing: ""}) is can


@pytest.mark.parametrize(
    ("url", "app", "renews"),
    [
        ("https://graph.instagram.com/v26.0", {}, True),
        ("https://graph.instagram.com/v26.0", APP, True),
        ("https://graph.facebook.com/v26.0", {}, False),
        ("", {}, False),
        ("http://127.0.0.1:4567/instagram", {}, True),
        ("http://127.0.0.1:4567/instagram", APP, False),
    ],
)
def test_where_the_api_is_tells_instagrams_own_tokens_from_the_pages(
    url: str, app: dict[str, str], renews: bool
) -> None:
    asked = TokenOfficeOfPlatforms(Urllib3Http(), {"instagram": url})
    held = {"access_token": "old", **app}
    assert asked.renews_itself("instagram", held) is renews
    assert asked.can_renew("instagram", held) is renews
    assert asked.can_tell("instagram", held) is (bool(app) and not renews)
