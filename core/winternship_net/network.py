"""So that an address from outside never makes this server call into a network that the outside cannot reach.

A name is resolved once for each request, every address it has is judged, and the connection goes to the address
that was judged: a name server that answers otherwise the next time (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from .errors import AddressNotAllowed, BadAddress

Address = IPv4Address | IPv6Address
Resolver = Callable[[str], Sequence[str]]

# Where a school's own platform may live; a list, since `is_private` counts far more than that.
_PRIVATE: Final = tuple(
    ip_network(text)
    for text in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "fc00::/7",
        "::1/128",
    )
)
_NAT64: Final = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
# Where clouds tell a machine its own secrets; these two do not lie in the link-local range.
_METADATA: Final = (ip_address("fd00:ec2::254"), ip_address("100.100.100.200"))


def is_allowed(address: Address, *, allow_private: bool = False) -> bool:
    """Whether this server may call `address` for someone else [RFC 6890 2.2].

    `allow_private` admits private networks and this machine itself; never link-local, multicast, reserved or
    metadata addresses, where no platform lives.
    """
    address = _embedded(address)
    if address in _METADATA or address.is_multicast:
        return False
    if any(address in network for network in _PRIVATE):
        return allow_private
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_reserved


def _embedded(address: Address) -> Address:
    """The IPv4 address that a translated IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv4Address):
        return address
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and address in _NAT64:
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    return inside or address


def system_resolver(host: str) -> list[str]:
    """All addresses of a name, as this machine finds them. Raises OSError when it has none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


class Network:
    """Decides which machines may be called; thread-safe, keeps nothing."""

    def __init__(self, *, allow_private: bool = False, resolve: Resolver = system_resolver) -> None:
        self._allow_private = allow_private
        self._resolve = resolve

    def address_of(self, host: str) -> str:
        """The address to connect to for `host`, a name or an address.

        Raises AddressNotAllowed when any address of the host may not be called, BadAddress when it has none.
        """
        try:
            found = [ip_address(text) for text in self._resolve(host.strip("[]"))]
        except (OSError, ValueError) as error:
            raise BadAddress(f"the host {host!r} has no address") from error
        if not found:
            raise BadAddress(f"the host {host!r} has no address")
        if not all(is_allowed(address, allow_private=self._allow_private) for address in found):
            raise AddressNotAllowed(f"the host {host!r} lies in a network that this server may not call")
        return str(found[0])


class PinnedAdapter(HTTPAdapter):
    """Sends requests to the one address that `network` judged; certificates are checked against the name."""

    def __init__(self, network: Network) -> None:
        self._network = network
        super().__init__()

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Put the judged address in the place of the name, and keep the name for TLS."""
        where: Any
        how: Any
        where, how = super().build_connection_pool_key_attributes(request, verify, cert)
        name = where["host"]
        address = self._network.address_of(name)
        where["host"] = f"[{address}]" if ":" in address else address
        if where["scheme"] == "https":
            how |= {"server_hostname": name, "assert_hostname": name}
        return where, how

    def add_headers(self, request: requests.PreparedRequest, **_: Any) -> None:
        """Name the host that was asked for, since the connection knows only the address."""
        request.headers["Host"] = urlsplit(str(request.url)).netloc
