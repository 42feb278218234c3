"""What is fetched has a size and a deadline, however the server behaves."""

import gzip
import socket
import time

import pytest

from hearback.adapters.safe_fetch import LARGEST_PAGE
from hearback.domain.errors import Unavailable
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.network import PUBLIC, Network, refusal


@pytest.mark.parametrize("declared", [True, False])
def test_a_page_over_five_megabytes_is_refused(server: LocalServer, declared: bool) -> None:
    body = b"x" * (LARGEST_PAGE + 1)
    headers = {"Content-Length": str(len(body))} if declared else {}
    server.answers(Scripted(body=body, headers=headers))
    assert refusal(Network(server, a_example=[PUBLIC]), "http://a.example/") == "too_large"


def test_a_page_of_five_megabytes_is_read(server: LocalServer) -> None:
    server.answers(Scripted(body=b"x" * LARGEST_PAGE))
    fetched = Network(server, a_example=[PUBLIC]).fetcher().get("http://a.example/", {})
    assert len(fetched.body) == LARGEST_PAGE


def test_a_packed_page_is_unpacked_and_its_size_is_that_of_the_content(
    server: LocalServer,
) -> None:
    packed = {"Content-Encoding": "gzip"}
    network = Network(server, a_example=[PUBLIC])
    server.answers(Scripted(body=gzip.compress(b"<rss/>"), headers=packed))
    assert network.fetcher().get("http://a.example/", {}).body == b"<rss/>"
    server.answers(Scripted(body=gzip.compress(b"x" * (LARGEST_PAGE + 1)), headers=packed))
    assert refusal(network, "http://a.example/") == "too_large"


@pytest.mark.parametrize(
    "scripted",
    [
        Scripted(raw=b""),
        Scripted(raw=b"hello\r\n\r\n"),
        Scripted(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"),
        Scripted(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        Scripted(raw=b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n"),
        Scripted(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
        Scripted(body=gzip.compress(b"x" * 1000)[:-9], headers={"Content-Encoding": "gzip"}),
    ],
)
def test_an_answer_that_is_cut_or_no_http_is_unavailable(
    server: LocalServer, scripted: Scripted
) -> None:
    server.answers(scripted)
    with pytest.raises(Unavailable):
        Network(server, a_example=[PUBLIC]).fetcher().get("http://a.example/", {})


def test_the_next_address_is_tried_where_one_does_not_answer(server: LocalServer) -> None:
    class HalfDown(Network):
        def connect(self, address: str, port: int, seconds: float) -> socket.socket:
            if ":" in address:
                self.connected.append((address, port))
                raise OSError
            return super().connect(address, port, seconds)

    server.answers(Scripted(body=b"ok"))
    network = HalfDown(server, a_example=["2606:2800:220:1::1", PUBLIC])
    assert network.fetcher().get("http://a.example/", {}).body == b"ok"
    assert len(network.connected) == 2


def test_a_name_that_nobody_knows_or_answers_for_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        Network().fetcher().get("http://unknown.example/", {})
    with pytest.raises(Unavailable):
        Network(a_example=[PUBLIC]).fetcher().get("http://a.example/", {})


def test_a_server_that_drips_is_left_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        class Dripping(Network):
            def connect(self, address: str, port: int, seconds: float) -> socket.socket:
                ours = socket.create_connection(listening.getsockname(), seconds)
                theirs, _ = listening.accept()
                theirs.sendall(b"HTTP/1.1 200 OK\r\n")
                self.theirs = theirs
                return ours

        network = Dripping(a_example=[PUBLIC])
        started = time.monotonic()
        with pytest.raises(Unavailable):
            network.fetcher(seconds=0.3).get("http://a.example/", {})
        assert time.monotonic() - started < 10
        network.theirs.close()
