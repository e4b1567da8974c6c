"""Fetching over real HTTP: bound in time and size, and led nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from winternship_lti.protocol import http
from winternship_lti.protocol.errors import PlatformKeysUnavailable, ServiceUnavailable
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.http import Http
from winternship_lti.protocol.keys import KeyStore, parse_jwks
from winternship_lti.testing import FakePlatform, JwksServer
from winternship_lti.testing.jwks_server import MOODS, Mood

SECONDS = 0.4


@pytest.fixture
def server(platform: FakePlatform) -> Iterator[JwksServer]:
    with JwksServer(platform.jwks, cache_control="max-age=7200") as running:
        running.slow_seconds = 60  # the answer is good: whoever waits for it fails the test
        yield running


@pytest.fixture
def fetcher() -> RequestsFetcher:
    return RequestsFetcher(http=Http(connect_seconds=SECONDS, seconds=SECONDS))


def test_a_good_answer_becomes_keys(server: JwksServer, fetcher: RequestsFetcher) -> None:
    answer = fetcher.fetch(server.url)
    assert (answer.status, answer.headers["cache-control"]) == (200, "max-age=7200")
    assert set(parse_jwks(answer)) == {"key-1"}
    assert server.seen[-1].headers["user-agent"] == http.USER_AGENT


@pytest.mark.parametrize("mood", MOODS[1:])
def test_a_bad_answer_is_a_503_within_the_time_and_goes_over(
    server: JwksServer, fetcher: RequestsFetcher, mood: Mood
) -> None:
    now = [1000.0]
    store = KeyStore(fetcher, now=lambda: now[0])
    server.mood = mood
    with pytest.raises(PlatformKeysUnavailable):
        store.get(server.url, "key-1")
    assert len(server.seen) == 1
    server.mood = "good"
    now[0] += 10
    store.get(server.url, "key-1")


def test_an_address_where_no_one_answers_is_a_503(fetcher: RequestsFetcher, platform: FakePlatform) -> None:
    with JwksServer(platform.jwks) as gone:
        address = gone.url
    with pytest.raises(PlatformKeysUnavailable):
        fetcher.fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://platform.example/jwks",
        "ftp://platform.example/",
        "file:///etc/passwd",
        "https://a@platform.example/",
        "jwks",
        "",
    ],
)
def test_an_address_that_may_not_be_called_is_not_called(fetcher: RequestsFetcher, address: str) -> None:
    with pytest.raises(PlatformKeysUnavailable, match="allowed are https and loopback"):
        fetcher.fetch(address)


def test_no_cookie_and_no_password_of_the_machine_is_sent(
    server: JwksServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    client = Http()
    client.send("GET", server.url, headers={"Authorization": "Bearer ours"})
    assert server.seen[-1].headers["authorization"] == "Bearer ours"
    client.send("GET", server.url)
    assert not {"authorization", "cookie"} & set(server.seen[-1].headers)


def test_a_failure_names_the_origin_and_not_the_address(
    fetcher: RequestsFetcher, platform: FakePlatform
) -> None:
    with JwksServer(platform.jwks) as gone:
        address = gone.url
    with pytest.raises(ServiceUnavailable) as caught:
        Http(seconds=SECONDS).send("GET", address + "?user=anna")
    assert "anna" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
