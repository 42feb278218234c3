"""Which network addresses a URL from a configuration may lead to."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NEVER_V4 = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",  # a cloud's metadata service on a public address
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
"""Beside what `is_global` denies, which differs between releases of Python."""

_GLOBAL_V6 = ip_network("2000::/3")
_NOT_GLOBAL_V6 = tuple(ip_network(net) for net in ("2001::/23", "2001:db8::/32", "3fff::/20"))
_NAT64 = ip_network("64:ff9b::/96")
_OWN_V4 = tuple(
    ip_network(net) for net in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
)
_OWN_V6 = tuple(ip_network(net) for net in ("::1/128", "fc00::/7"))
_METADATA_V6 = ip_network("fd00:ec2::/32")


def is_public(address: str) -> bool:
    """Whether it is a unicast address of the public internet, also by what it embeds."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return _is_public_v4(found) if isinstance(found, IPv4Address) else _is_public_v6(found)


def is_own_network(address: str) -> bool:
    """Loopback or a private network, for development; never link-local or metadata."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return any(found in net for net in _OWN_V4)
    return any(found in net for net in _OWN_V6) and found not in _METADATA_V6


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in net for net in _NEVER_V4)


def _is_public_v6(address: IPv6Address) -> bool:
    embedded = _embedded(address)
    if embedded is not None:
        return _is_public_v4(embedded)
    if address not in _GLOBAL_V6 or address.scope_id:
        return False
    return address.is_global and not any(address in net for net in _NOT_GLOBAL_V6)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The address that a gateway would really talk to: mapped, 6to4, NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
