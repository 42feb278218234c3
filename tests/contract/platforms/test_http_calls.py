"""Calling a platform: what comes back as it is, and what counts as no answer."""

import socket
import threading

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


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.0.0.1", "localhost."])
def test_a_name_that_leads_into_our_own_network_is_not_called(
    server: LocalServer, host: str
) -> None:
    server.answers(Scripted(body=b"{}"))
    with pytest.raises(Unavailable, match="address_not_public"):
        Urllib3Http().request("GET", f"http://{host}:{server.port}/")
    assert server.calls == []


@pytest.mark.parametrize("host", ["169.254.169.254", "[fd00:ec2::254]", "[fe80::1]", "0.0.0.0"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_metadata_and_link_local_are_not_called_by_their_numbers_either(
    host: str, scheme: str
) -> None:
    with pytest.raises(Unavailable, match="address_not_public"):
        Urllib3Http().request("GET", f"{scheme}://{host}/")


def test_a_connection_is_kept_for_the_next_call() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    with socket.create_server(("127.0.0.1", 0)) as listening:
        http, url = Urllib3Http(), f"http://127.0.0.1:{listening.getsockname()[1]}/"

        def serve() -> None:
            theirs, _ = listening.accept()
            with theirs:
                for _ in range(2):
                    theirs.recv(65536)
                    theirs.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        assert [http.request("GET", url).status for _ in range(2)] == [200, 200]


def test_proxies_of_the_environment_are_not_asked(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers(Scripted(body=b"{}"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert Urllib3Http().request("GET", server.url).status == 200


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
