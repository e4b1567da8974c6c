"""No address from outside leads into a network of our own, whatever its name server says."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol.errors import AddressRefused, ServiceUnavailable
from winternship_lti.protocol.http import Http
from winternship_lti.testing import LocalServer, Reply
from winternship_net.errors import AddressNotAllowed, BadAddress
from winternship_net.network import Network, is_allowed

PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "64:ff9b::1.1.1.1"]
PRIVATE = [
    "10.0.0.5",
    "172.16.3.4",
    "192.168.1.1",
    "127.0.0.1",
    "127.8.8.8",
    "::1",
    "fd12::5",
    "::ffff:10.0.0.5",
]
PRIVATE += ["100.64.0.1", "64:ff9b::10.0.0.5"]
NEVER = [
    "169.254.169.254",
    "fe80::1",
    "fd00:ec2::254",
    "100.100.100.200",
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "::ffff:169.254.169.254",
    "64:ff9b::169.254.169.254",
    "2002:a9fe:a9fe::1",
]
RESERVED = ["198.18.0.1", "2001:db8::1", "240.0.0.1"]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_called(address: str) -> None:
    assert is_allowed(ip_address(address))


@pytest.mark.parametrize("address", PRIVATE + NEVER + RESERVED)
def test_any_other_address_may_not(address: str) -> None:
    assert not is_allowed(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC + PRIVATE)
def test_a_private_network_may_be_called_when_the_administrator_says_so(address: str) -> None:
    assert is_allowed(ip_address(address), allow_private=True)


@pytest.mark.parametrize("address", NEVER + RESERVED)
def test_where_no_platform_lives_is_never_called(address: str) -> None:
    assert not is_allowed(ip_address(address), allow_private=True)


@given(st.ip_addresses(v=4).flatmap(lambda a: st.sampled_from([a, f"::ffff:{a}", f"64:ff9b::{a}"])))
def test_an_address_is_judged_alike_in_every_dress_and_the_setting_only_adds(address: object) -> None:
    found = ip_address(str(address))
    plain = ip_address(int(found) & 0xFFFFFFFF)

    assert is_allowed(found) == is_allowed(plain) == (plain.is_global and not plain.is_multicast)
    assert is_allowed(found, allow_private=True) >= is_allowed(found)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_loopback_in_any_spelling_is_found_out(host: str) -> None:
    with pytest.raises(AddressNotAllowed):
        Network().address_of(host)


def test_one_bad_address_among_good_ones_is_enough_to_refuse() -> None:
    network = Network(resolve=lambda _: ["93.184.215.14", "10.0.0.5"])
    with pytest.raises(AddressNotAllowed, match=r"lms\.example"):
        network.address_of("lms.example")


@pytest.mark.parametrize("found", [[], ["no address"]])
def test_a_name_without_an_address_is_a_503(found: list[str]) -> None:
    with pytest.raises(BadAddress):
        Network(resolve=lambda _: found).address_of("lms.example")


def test_a_name_server_that_knows_nothing_is_a_503() -> None:
    def fail(_host: str) -> list[str]:
        raise OSError

    with pytest.raises(BadAddress):
        Network(resolve=fail).address_of("lms.example")


def test_a_name_that_answers_otherwise_the_second_time_leads_nowhere_else() -> None:
    answers = [["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1"]]
    asked: list[str] = []

    def rebind(host: str) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    with LocalServer(lambda _: Reply(200, b"ok")) as server:
        http = Http(network=Network(allow_private=True, resolve=rebind))
        url = server.origin.replace("127.0.0.1", "lms.localhost")

        assert http.send("GET", url).body == b"ok"
        with pytest.raises(AddressRefused):
            http.send("GET", url)
        assert len(server.seen) == 1
        assert server.seen[0].headers["host"] == url.removeprefix("http://")
    assert asked == ["lms.localhost", "lms.localhost"]


def test_the_address_that_was_judged_is_the_one_connected_to() -> None:
    with LocalServer(lambda _: Reply(200, b"ok")) as server:
        # A name that no name server knows: only the judged address can have led there.
        http = Http(network=Network(allow_private=True, resolve=lambda _: ["127.0.0.1"]))

        assert http.send("GET", server.origin.replace("127.0.0.1", "no.such.localhost")).status == 200


@pytest.fixture
def secure_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """A server over TLS whose certificate is for lms.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "lms.example")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("lms.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "lms.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = LocalServer(lambda _: Reply(200, b"ok"))
    server._server.socket = context.wrap_socket(server._server.socket, server_side=True)
    with server:
        yield server


def test_over_https_the_certificate_is_checked_against_the_name(secure_server: LocalServer) -> None:
    port = secure_server.origin.rpartition(":")[2]
    http = Http(network=Network(allow_private=True, resolve=lambda _: ["127.0.0.1"]))

    assert http.send("GET", f"https://lms.example:{port}/").body == b"ok"
    assert secure_server.seen[0].headers["host"] == f"lms.example:{port}"
    with pytest.raises(ServiceUnavailable, match="SSLError"):
        http.send("GET", f"https://other.example:{port}/")
