"""A configured URL leads to an address of the public internet or nowhere."""

from collections.abc import Sequence

import pytest

from hearback.adapters.public_address import is_own_network, is_public
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Refused
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.network import PUBLIC, Network, refusal

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


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fd12::1"])
def test_a_stage_on_a_laptop_may_open_its_own_network(server: LocalServer, address: str) -> None:
    assert is_own_network(address)
    assert not is_public(address)
    server.answers(Scripted(body=b"ok"))
    network = Network(server, a_example=[address])
    assert network.fetcher(allow_private=True).get("http://a.example/", {}).body == b"ok"


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fd00:ec2::254", "fe80::1", "224.0.0.1", "::", "nonsense"]
)
def test_metadata_and_link_local_stay_closed_on_a_laptop_too(address: str) -> None:
    network = Network(a_example=[address])
    with pytest.raises(Refused):
        network.fetcher(allow_private=True).get("http://a.example/", {})
    assert network.connected == []
