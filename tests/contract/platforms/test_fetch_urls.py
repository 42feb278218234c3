"""A configured URL, and where it redirects to, is read strictly before anything is resolved."""

import pytest

from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.network import PUBLIC, Network, refusal


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
        "http://example.com:22/",
        "https://example.com:25/",
        "http://example.com:1023/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://",
        "http:///feed",
        "http://.example.com/",
        "http://a..b/",
        "http://exa$mple.com/",
        "http://127%2e0%2e0%2e1/",
        "http://%31%32%37.0.0.1/",
        "http://017700000001/",
        "http://0/",
        "http://0x7f.0x0.0x0.0x1/",
        "http://127\u30020\u30020/",
        "http://\u2460\u2461\u2466.1/",
        "http://[::ffff:127.0.0.1%25lo]/",
        "http://[fe80::1%25eth0]/",
        "http://[v1.example]@example.com/",
        "http://example.com\r\nhost: a/",
        "http://example.com\n/",
        " http://example.com/",
        "http://exam\u200bple\u00ad.com:0/",
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
