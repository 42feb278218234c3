"""Servers that lie, drip, flood and lead astray: five megabytes and ten seconds, and no more."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import cast

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.safe_fetch import LARGEST_PAGE, SafeFetch
from hearback.domain.errors import Refused, Unavailable
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.network import PUBLIC, Network, refusal

OK = b"HTTP/1.1 200 OK\r\n"
WHOLE = OK + b"Content-Length: 2\r\n\r\nok"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
METADATA = ("169.254.169.254", "fd00:ec2::254", "168.63.129.16", "100.100.100.200")

Behaviour = Callable[[socket.socket], None]


class HostileServer(Network):
    """Each connection is handed to `behaves` after the request's first bytes."""

    def __init__(self, behaves: Behaviour, **names: Sequence[str]) -> None:
        super().__init__(None, **(names or {"a_example": [PUBLIC]}))
        self.behaves = behaves
        self.sent = 0
        self._listening = socket.create_server(("127.0.0.1", 0))

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        ours = socket.create_connection(self._listening.getsockname(), seconds)
        theirs, _ = self._listening.accept()
        threading.Thread(target=self._serve, args=(theirs,), daemon=True).start()
        return ours

    def _serve(self, theirs: socket.socket) -> None:
        with theirs, suppress(OSError):
            theirs.recv(65536)
            self.behaves(theirs)

    def __enter__(self) -> "HostileServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()


def says(*parts: bytes) -> Behaviour:
    return lambda theirs: theirs.sendall(b"".join(parts))


def floods(start: bytes, again: bytes) -> Behaviour:
    """Far more than five megabytes; a test that reads it all would not end soon."""

    def behave(theirs: socket.socket) -> None:
        theirs.sendall(start)
        block = again * max(65536 // len(again), 1)
        for _ in range(100 * LARGEST_PAGE // len(block)):
            theirs.sendall(block)

    return behave


def drips(start: bytes, drop: bytes) -> Behaviour:
    def behave(theirs: socket.socket) -> None:
        theirs.sendall(start)
        while True:
            theirs.sendall(drop)
            time.sleep(0.02)

    return behave


def fetched(behaves: Behaviour, seconds: float = 10) -> HttpAnswer:
    with HostileServer(behaves) as network:
        return network.fetcher(seconds=seconds).get("http://a.example/", {})


@pytest.mark.parametrize(
    "behaves",
    [
        floods(CHUNKED + b"-1\r\n", b"x"),
        floods(CHUNKED, b"1\r\nx\r\n"),
        floods(CHUNKED, b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n"),
        floods(CHUNKED + b"0\r\n", b"trailer: x\r\n"),
        floods(OK + b"\r\n", b"x"),
        floods(b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
        floods(OK + b"Content-Length: 99999999999\r\n\r\n", b"x"),
        floods(OK + b"Content-Length: -1\r\n\r\n", b"x"),
    ],
    ids=[
        "a chunk of minus one byte",
        "tiny chunks",
        "chunks without end",
        "trailers without end",
        "no length",
        "http 1.0",
        "a true length",
        "a negative length",
    ],
)
def test_a_flood_is_refused_after_little_more_than_five_megabytes(behaves: Behaviour) -> None:
    started = time.monotonic()
    with pytest.raises(Refused, match="too_large"):
        fetched(behaves)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "behaves",
    [
        floods(OK, b"a: b\r\n"),
        floods(OK, b"a" * 1000),
        floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        floods(b"", b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"),
        floods(b"", b"x"),
        says(CHUNKED, b"-5\r\nabc"),
        says(CHUNKED, b"ffffffffffffffffff\r\nabc"),
        says(CHUNKED, b"5\r\nabc"),
        says(b"HTTP/1.1 99 No\r\n\r\n"),
        says(b"HTTP/9.9 200 OK\r\n\r\n"),
        says(b"\x16\x03\x01\x02\x00" * 10),
        says(OK, b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"),
    ],
)
def test_what_is_no_answer_is_unavailable_or_too_large(behaves: Behaviour) -> None:
    started = time.monotonic()
    with pytest.raises((Unavailable, Refused)):
        fetched(behaves)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (b"", b"H"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (OK, b"a"),
        (OK + b"Content-Length: 5000\r\n\r\n", b"x"),
        (CHUNKED, b"1\r\nx\r\n"),
        (CHUNKED + b"0\r\n", b"a: b\r\n"),
    ],
    ids=["status", "interim", "headers", "body", "chunks", "trailers"],
)
def test_whoever_drips_is_left_at_the_deadline_of_the_whole(start: bytes, drop: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(Unavailable):
        fetched(drips(start, drop), seconds=0.3)
    assert time.monotonic() - started < 5


def test_a_handshake_that_never_ends_is_left_at_the_deadline() -> None:
    started = time.monotonic()
    with HostileServer(drips(b"", b"\x16")) as network, pytest.raises(Unavailable):
        network.fetcher(seconds=0.3).get("https://a.example/", {})
    assert time.monotonic() - started < 5


def test_slow_redirects_share_one_deadline() -> None:
    def slow(theirs: socket.socket) -> None:
        time.sleep(0.2)
        theirs.sendall(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")

    with HostileServer(slow) as network, pytest.raises(Unavailable):
        network.fetcher(seconds=0.5).get("http://a.example/", {})
    assert len(network.connected) <= 3


def test_a_resolver_that_is_late_counts_too() -> None:
    class Late(Network):
        def resolve(self, host: str, port: int) -> Sequence[str]:
            released.wait(30)
            return [PUBLIC]

    released, network, started = threading.Event(), Late(), time.monotonic()
    with pytest.raises(Unavailable):
        network.fetcher(seconds=0.3).get("http://a.example/", {})
    released.set()
    assert time.monotonic() - started < 5
    assert network.connected == []


@pytest.mark.parametrize(
    "interim",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 102 Processing\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" * 2,
    ],
)
def test_interim_answers_are_passed_over(interim: bytes) -> None:
    assert fetched(says(interim, WHOLE)).body == b"ok"


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.0 200 OK\r\n\r\nok", CHUNKED + b"2;a=b\r\nok\r\n0\r\nt: x\r\n\r\n", WHOLE + b"more"],
)
def test_an_answer_in_an_older_or_stranger_form_is_read(answer: bytes) -> None:
    assert fetched(says(answer)).body == b"ok"


def inside() -> Iterator[str]:
    yield from (f"http://[{each}]/" if ":" in each else f"http://{each}/" for each in METADATA)
    yield from ("http://[::1]/", "http://[::ffff:a9fe:a9fe]/", "http://[64:ff9b::a9fe:a9fe]/")
    yield from ("http://[::ffff:10.0.0.1]/", "http://[2002:a00:1::]/", "http://[fec0::1]/")
    yield from ("http://0.0.0.0/", "http://255.255.255.255/", "http://224.0.0.1/")
    yield from ("http://metadata.google.internal/", "//metadata.google.internal./computeMetadata/")
    yield from ("http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://017700000001/")
    yield from ("http://a.example:22/", "ftp://a.example/", "http:\\\\169.254.169.254/")
    yield from ("http://a.example@169.254.169.254/", "http://169.254.169.254#@a.example/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", [*inside()])
def test_no_redirect_leads_inside(server: LocalServer, status: int, location: str) -> None:
    server.answers(Scripted(status=status, headers={"Location": location}))
    names = {"a_example": [PUBLIC], "metadata_google_internal": ["169.254.169.254"]}

    class Literal(Network):
        def resolve(self, host: str, port: int) -> Sequence[str]:
            return (
                [host] if host[0] in "0123456789[" or ":" in host else super().resolve(host, port)
            )

    network = Literal(server, **names)
    assert refusal(network, "http://a.example/") in (
        "url_not_allowed",
        "address_not_public",
        "too_many_redirects",  # a path of the same server
    )
    assert {address for address, _ in network.connected} == {PUBLIC}


def test_a_redirect_may_not_leave_https(server: LocalServer) -> None:
    """Whoever sits in between could then say what the site has not said."""

    class Plain:
        def wrap_socket(self, connection: socket.socket, server_hostname: str) -> socket.socket:
            return connection

    server.answers(Scripted(status=301, headers={"Location": "http://a.example/"}))
    network = Network(server, a_example=[PUBLIC])
    tls = cast(ssl.SSLContext, Plain())
    fetcher = SafeFetch(resolve=network.resolve, connect=network.connect, tls=tls)
    with pytest.raises(Refused, match="redirect_leaves_https"):
        fetcher.get("https://a.example/", {})
    assert len(server.calls) == 1


def test_proxies_of_the_environment_are_not_asked(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LocalServer() as proxy:
        proxy.answers(Scripted(body=b"proxy"))
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        server.answers(Scripted(body=b"ok"))
        network = Network(server, a_example=[PUBLIC])
        assert network.fetcher().get("http://a.example/", {}).body == b"ok"
        assert proxy.calls == []
