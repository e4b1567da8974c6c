"""Client credentials against a real token endpoint: one token for many requests, renewed in time, secret kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.connectors.authority import CLIENT, SECRET, Authority
from tests.connectors.contexts import NOON, context
from winternship_connectors import oauth
from winternship_connectors.contract import Context
from winternship_connectors.errors import AuthFailed, Retry
from winternship_lti.testing import LocalServer, Reply, Request


class Target(LocalServer):
    """A target with its own token endpoint."""

    def __init__(self) -> None:
        super().__init__(self._reply)
        self.authority = Authority()
        self.now = NOON

    def _reply(self, request: Request) -> Reply:
        if request.path == "/token":
            return self.authority.reply(request)
        return Reply(200 if self.authority.admits(request) else 401)

    @property
    def context(self) -> Context:
        config = {"token_url": f"{self.origin}/token", "client_id": CLIENT, "scope": "some:scope"}
        return context(config, {"client_secret": SECRET}, now=lambda: self.now)

    def ask(self, **kwargs: Any) -> int:
        made = self.context
        return oauth.send(made, oauth.client(made), "GET", f"{self.origin}/thing", **kwargs).status


@pytest.fixture
def target() -> Iterator[Target]:
    oauth.forget_all()
    with Target() as made:
        yield made
    oauth.forget_all()


def test_one_token_serves_many_requests_and_the_scope_is_the_settings(target: Target) -> None:
    assert [target.ask() for _ in range(3)] == [200, 200, 200]
    assert target.authority.scopes == ["some:scope"]


def test_a_token_is_renewed_shortly_before_it_ends(target: Target) -> None:
    target.ask()
    target.now += dt.timedelta(seconds=3600) - oauth.EARLY - dt.timedelta(seconds=1)
    target.ask()
    assert target.authority.given == 1
    target.now += dt.timedelta(seconds=1)
    target.ask()
    assert target.authority.given == 2


def test_a_token_that_was_revoked_is_asked_anew_once(target: Target) -> None:
    target.ask()
    target.authority.given += 1  # somebody else took the newest
    assert target.ask() == 200
    assert len(target.authority.scopes) == 2


def test_who_is_refused_with_a_new_token_too_stops(target: Target) -> None:
    target.authority.admits = lambda request: False  # type: ignore[method-assign]
    with pytest.raises(AuthFailed) as failure:
        target.ask()
    assert failure.value.status == 401
    assert len(target.authority.scopes) == 2


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(401, b'{"error": "invalid_client"}'), AuthFailed),
        (Reply(400, b'{"error": "invalid_scope"}'), AuthFailed),
        (Reply(503), Retry),
        (Reply(200, b"<html>sign in</html>"), AuthFailed),
        (Reply(200, b'{"access_token": "a", "token_type": "mac"}'), AuthFailed),
        (Reply(200, b'{"access_token": "a\\r\\nX-Evil: 1", "token_type": "bearer"}'), AuthFailed),
        (Reply(lost=True), Retry),
    ],
)
def test_an_endpoint_that_gives_no_token(target: Target, reply: Reply, error: type[Exception]) -> None:
    target.authority.instead = reply
    with pytest.raises(error) as failure:
        target.ask()
    assert SECRET not in str(failure.value)
    assert all(request.path == "/token" for request in target.seen)


def test_the_secret_is_not_in_the_name_of_the_client(target: Target) -> None:
    assert SECRET not in repr(oauth.client(target.context))


def test_four_threads_at_once_share_one_token(target: Target) -> None:
    with ThreadPoolExecutor(4) as workers:
        assert list(workers.map(lambda _: target.ask(), range(8))) == [200] * 8
    assert target.authority.given == 1
