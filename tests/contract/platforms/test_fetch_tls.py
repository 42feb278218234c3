"""HTTPS to an address that was checked: the certificate must still be that of the name."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Unavailable
from tests.contract.platforms.given import NOW
from tests.contract.platforms.local_server import LocalServer, Scripted
from tests.contract.platforms.network import PUBLIC, Network


@dataclass
class Secured:
    server: LocalServer
    trusting: ssl.SSLContext
    asked: list[str]


def certificate_for(name: str, folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=3650))
        .not_valid_after(NOW + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Secured]:
    file = certificate_for("blog.example", tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    asked: list[str] = []
    context.sni_callback = lambda _socket, name, _context: asked.append(str(name))
    with LocalServer(context) as server:
        server.answers(Scripted(body=b"ok"))
        yield Secured(server, ssl.create_default_context(cafile=file), asked)


def fetcher(network: Network, tls: ssl.SSLContext | None) -> SafeFetch:
    return SafeFetch(resolve=network.resolve, connect=network.connect, tls=tls)


def test_the_name_is_asked_for_and_its_certificate_checked(secured: Secured) -> None:
    network = Network(secured.server, blog_example=[PUBLIC])
    answer = fetcher(network, secured.trusting).get("https://blog.example/feed", {})
    assert answer.body == b"ok"
    assert secured.asked == ["blog.example"]
    assert network.connected == [(PUBLIC, 443)]
    assert secured.server.calls[0].headers["host"] == "blog.example"


def test_a_certificate_of_another_name_is_no_answer(secured: Secured) -> None:
    network = Network(secured.server, other_example=[PUBLIC])
    with pytest.raises(Unavailable, match="SSLCertVerificationError"):
        fetcher(network, secured.trusting).get("https://other.example/feed", {})
    assert secured.server.calls == []


def test_a_certificate_that_nobody_vouches_for_is_no_answer(secured: Secured) -> None:
    network = Network(secured.server, blog_example=[PUBLIC])
    with pytest.raises(Unavailable, match="SSLCertVerificationError"):
        fetcher(network, None).get("https://blog.example/feed", {})
    assert secured.server.calls == []
