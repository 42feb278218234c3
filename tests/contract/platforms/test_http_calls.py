"""Calling a platform: what comes back as it is, and what counts as no answer."""

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.domain.errors import NotAuthorised, Unavailable
from tests.contract.platforms.local_server import LocalServer, Scripted


def test_a_redirect_is_an_answer_and_not_followed(server: LocalServer) -> None:
    server.answers(Scripted(status=302, headers={"Location": "/elsewhere"}))
    assert Urllib3Http().request("GET", server.url).status == 302
    assert len(server.calls) == 1


def test_header_names_come_in_lower_case(server: LocalServer) -> None:
    server.answers(Scripted(headers={"X-Rate-Limit-Reset": "5"}))
    assert Urllib3Http().request("GET", server.url).headers["x-rate-limit-reset"] == "5"


def test_an_answer_over_five_megabytes_is_none_and_spoils_no_later_call(
    server: LocalServer,
) -> None:
    body = b"x" * (5 * 1024 * 1024 + 10)
    server.answers(Scripted(body=body), Scripted(body=b'{"a": 1}'))
    http = Urllib3Http()
    with pytest.raises(Unavailable, match="over 5 MB"):
        http.request("GET", server.url)
    assert http.request("GET", server.url).json() == {"a": 1}


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"null"])
def test_a_body_that_is_no_json_object_reads_as_an_empty_one(
    server: LocalServer, body: bytes
) -> None:
    server.answers(Scripted(body=body))
    assert Urllib3Http().request("GET", server.url).json() == {}


def an_api(token: str) -> PlatformApi:
    return PlatformApi(
        http=Urllib3Http(), base_url="", credentials=lambda: {"1": {"access_token": token}}
    )


def test_blanks_around_a_credential_are_not_part_of_it() -> None:
    assert an_api(" abc\n").credential("1", "access_token") == "abc"


@pytest.mark.parametrize("token", ["", " ", "a\r\nHost: x", "ğ", "a\x00"])
def test_a_credential_that_fits_into_no_header_is_none(token: str) -> None:
    with pytest.raises(NotAuthorised) as error:
        an_api(token).credential("1", "access_token")
    assert not token.strip() or token not in str(error.value)
