"""Addresses: only those that every reader splits alike."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_net.urls import is_loopback, origin, web_url


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://Tool.Example", "https://tool.example"),
        ("https://tool.example:443/x?y#z", "https://tool.example"),
        ("http://tool.example:80", "http://tool.example"),
        ("https://tool.example:80", "https://tool.example:80"),
        ("http://[::1]:8001/", "http://[::1]:8001"),
        ("https://tool.example?x", "https://tool.example"),
        ("https://a@tool.example", None),
        ("https://tool.example:0/", None),
        ("https://tool.example:/", None),
        ("mailto:a@tool.example", None),
        (None, None),
        (b"https://tool.example", None),
    ],
)
def test_origin(address: object, expected: str | None) -> None:
    assert origin(address) == expected


@given(st.text(alphabet="htps:/@\\.a1[]%?# \t-", max_size=40).map(lambda rest: "https://" + rest))
def test_an_accepted_address_has_the_host_that_urllib_sees(address: str) -> None:
    found = origin(address)
    if found is not None:
        host = urlsplit(address).hostname
        assert found.split("//")[1].split(":")[0] == host or ":" in str(host)


@pytest.mark.parametrize("host", ["localhost", "lms.localhost", "127.0.0.1", "127.8.9.1", "[::1]"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)
    assert web_url(f"http://{host}:8000/x") == f"http://{host}:8000/x"


@pytest.mark.parametrize(
    "host",
    ["tool.example", "10.0.0.1", "localhost.evil.example", "127.0.0.1.evil.example", "2130706433", "0.0.0.0"],
)
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
    assert web_url(f"http://{host}/") is None
    assert web_url(f"http://{host}/", allow_http=True) == f"http://{host}/"
    assert web_url(f"https://{host}/") == f"https://{host}/"
