"""A configured URL leads to the public internet or nowhere."""

import gzip
import socket
import time
from collections.abc import Sequence

import pytest

from hearback.adapters.public_address import is_own_network, is_public
from hearback.adapters.safe_fetch import LARGEST_PAGE, SafeFetch
from hearback.domain.errors import Refused, Unavailable
from tests.contract.platforms.local_server import LocalServer, Scripted

PUBLIC = "93.184.216.34"
PRIVATE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
    "not an address",
    "",
]
PUBLIC_ADDRESSES = [
    PUBLIC,
    "8.8.8.8",
    "172.32.0.1",
    "2606:2800:220:1::1",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "::ffff:8.8.8.8",
]


class Network:
    """Resolves names as told and leads every connection to the test's own server."""

    def __init__(self, server: LocalServer | None = None, **names: Sequence[str]) -> None:
        self.server = server
        self.names = {name.replace("_", "."): list(found) for name, found in names.items()}
        self.resolved: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        if host not in self.names:
            raise socket.gaierror
        return self.names[host]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        if self.server is None:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.server.port), seconds)

    def fetcher(self, *, allow_private: bool = False, seconds: float = 10) -> SafeFetch:
        return SafeFetch(
            allow_private=allow_private,
            resolve=self.resolve,
            connect=self.connect,
            seconds=seconds,
        )


def refusal(network: Network, url: str) -> str:
    with pytest.raises(Refused) as error:
        network.fetcher().get(url, {})
    return str(error.value)


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_gets_no_connection(address: str) -> None:
    network = Network(blog_example=[address])
    assert refusal(network, "https://blog.example/feed") == "address_not_public"
    assert network.connected == []


@pytest.mark.parametrize("address", PUBLIC_ADDRESSES)
def test_a_public_address_is_reached(server: LocalServer, address: str) -> None:
    server.answers(Scripted(body=b"ok"))
    network = Network(server, blog_example=[address])
    assert network.fetcher().get("http://blog.example/feed", {}).body == b"ok"
    assert network.connected == [(address, 80)]


def test_one_private_address_among_public_ones_condemns_them_all() -> None:
    network = Network(blog_example=[PUBLIC, "10.0.0.1"])
    assert refusal(network, "http://blog.example/") == "address_not_public"
    assert network.connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://1.2.3.4.5/",
        "http://8.8.8.08/",
        "http://999.1.1.1/",
        "http://134744072/",
        "http://a.b.0x10/",
        "http://１２７.1/",
        "http://[::1%25eth0",
        "http://[nope]/",
        "http://exa mple.com/",
        "http://exam\tple.com/",
        "http://example.com\\@127.0.0.1/",
        "http://user@example.com/",
        "http://user:pass@example.com/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://",
        "http:///feed",
        "http://.example.com/",
        "http://a..b/",
        "http://exa$mple.com/",
        "http://" + "a" * 64 + ".example/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "//example.com/",
        "example.com",
        "",
        "javascript:alert(1)",
        "data:text/xml,<rss/>",
        "unix:///var/run/docker.sock",
    ],
)
def test_a_url_that_is_written_to_mislead_is_not_even_resolved(url: str) -> None:
    network = Network(example_com=[PUBLIC])
    assert refusal(network, url) in ("url_not_allowed", "address_not_public")
    assert network.resolved == []
    assert network.connected == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/"]
)
def test_the_systems_own_resolver_leads_to_no_connection_either(url: str) -> None:
    network = Network()
    with pytest.raises(Refused, match="address_not_public"):
        SafeFetch(connect=network.connect).get(url, {})
    assert network.connected == []


def test_a_name_that_is_rebound_after_the_check_changes_nothing(server: LocalServer) -> None:
    class Rebinding(Network):
        def resolve(self, host: str, port: int) -> Sequence[str]:
            super().resolve(host, port)
            return [PUBLIC] if len(self.resolved) == 1 else ["169.254.169.254"]

    server.answers(Scripted(body=b"ok"))
    network = Rebinding(server, blog_example=[PUBLIC])
    assert network.fetcher().get("http://blog.example/", {}).body == b"ok"
    assert network.resolved == ["blog.example"]
    assert network.connected == [(PUBLIC, 80)]


def test_the_server_sees_the_name_and_not_the_address(server: LocalServer) -> None:
    server.answers(Scripted(body=b"ok"))
    network = Network(server, **{"xn--marka-dinlyor-dbc_example": [PUBLIC]})
    network.fetcher().get(
        "http://MARKA-dinlıyor.example:8080/ç?q=ş&a=%20#x", {"if-none-match": '"1"'}
    )
    (call,) = server.calls
    assert call.headers["host"].endswith(".example:8080")
    assert call.headers["host"].isascii()
    assert call.path == "/%C3%A7"
    assert call.query == {"q": ["ş"], "a": [" "]}
    assert call.headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_with_its_name_checked_anew(
    server: LocalServer, status: int
) -> None:
    moved = Scripted(status=status, headers={"Location": "http://new.example/feed?a=1"})
    server.answers(moved, Scripted(body=b"ok"))
    network = Network(server, old_example=[PUBLIC], new_example=["8.8.8.8"])
    assert network.fetcher().get("http://old.example/", {}).body == b"ok"
    assert network.connected == [(PUBLIC, 80), ("8.8.8.8", 80)]
    assert [call.headers["host"] for call in server.calls] == ["old.example", "new.example"]


@pytest.mark.parametrize(
    "location",
    [
        "http://inside.example/",
        "//inside.example/",
        "http://2130706433/",
        "http://[::1",
        "file:///etc/passwd",
        "gopher://new.example/",
        "http://user@new.example/",
        "http://new.example:99999/",
    ],
)
def test_a_redirect_to_where_we_must_not_go_is_refused(server: LocalServer, location: str) -> None:
    server.answers(Scripted(status=302, headers={"Location": location}))
    network = Network(server, old_example=[PUBLIC], inside_example=["169.254.169.254"])
    assert refusal(network, "http://old.example/") in ("url_not_allowed", "address_not_public")
    assert network.connected == [(PUBLIC, 80)]


def test_a_redirect_within_the_site_may_leave_out_the_host(server: LocalServer) -> None:
    moved = Scripted(status=302, headers={"Location": "/yeni\xe7/feed"})
    server.answers(moved, Scripted(body=b"ok"))
    Network(server, old_example=[PUBLIC]).fetcher().get("http://old.example/a/b", {})
    assert [call.path for call in server.calls] == ["/a/b", "/yeni%E7/feed"]


def test_three_redirects_are_followed_and_no_fourth(server: LocalServer) -> None:
    network = Network(server, old_example=[PUBLIC])
    server.answers(Scripted(status=302, headers={"Location": "/again"}))
    assert refusal(network, "http://old.example/") == "too_many_redirects"
    assert len(server.calls) == 4


def test_a_redirect_without_a_place_is_the_answer(server: LocalServer) -> None:
    server.answers(Scripted(status=304))
    assert Network(server, a_example=[PUBLIC]).fetcher().get("http://a.example/", {}).status == 304


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
        assert time.monotonic() - started < 2
        network.theirs.close()


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fd12::1"])
def test_a_stage_on_a_laptop_may_open_its_own_network(server: LocalServer, address: str) -> None:
    assert is_own_network(address)
    assert not is_public(address)
    server.answers(Scripted(body=b"ok"))
    network = Network(server, a_example=[address])
    assert network.fetcher(allow_private=True).get("http://a.example/", {}).body == b"ok"


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fd00:ec2::254", "fe80::1", "224.0.0.1", "0.0.0.0", "nonsense"]
)
def test_metadata_and_link_local_stay_closed_on_a_laptop_too(address: str) -> None:
    network = Network(a_example=[address])
    with pytest.raises(Refused):
        network.fetcher(allow_private=True).get("http://a.example/", {})
    assert network.connected == []
