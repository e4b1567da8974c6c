"""So that one place decides which addresses are trusted to be sent to, shown or called.

An expression instead of urllib: browsers and urllib read odd addresses differently, and an attack lives in the
difference. This admits only those that every reader reads alike.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final

URL_LIMIT: Final = 4096  # characters; longer than any platform sends
_DEFAULT_PORTS: Final = {"http": "80", "https": "443"}
# No user name, no escapes in the host; after it printable ASCII without space and backslash.
_PLAIN: Final = re.compile(
    r"(https?)://([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::([1-9][0-9]{0,4}))?(?:[/?#][!-\[\]-~]*)?"
)


def _plain(value: object) -> tuple[str, str, str] | None:
    """Scheme, host in lower case and port of an absolute http(s) address; None for any other value."""
    found = _PLAIN.fullmatch(value) if isinstance(value, str) and len(value) <= URL_LIMIT else None
    if found is None:
        return None
    scheme, host, port = found.groups()
    return scheme, host.lower(), port or _DEFAULT_PORTS[scheme]


def origin(value: object) -> str | None:
    """`scheme://host[:port]` in lower case without a default port; None when the address is not plain."""
    plain = _plain(value)
    if plain is None:
        return None
    scheme, host, port = plain
    return f"{scheme}://{host}" if port == _DEFAULT_PORTS[scheme] else f"{scheme}://{host}:{port}"


def web_url(value: object, *, allow_http: bool = False) -> str | None:
    """The address itself when it may be used: https, or http on loopback (or anywhere with `allow_http`)."""
    plain = _plain(value)
    if plain is None or not isinstance(value, str):
        return None
    scheme, host, _port = plain
    return value if scheme == "https" or allow_http or is_loopback(host) else None


def is_loopback(host: str) -> bool:
    """Whether the host can only be this machine: localhost, 127.0.0.0/8 or ::1."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
