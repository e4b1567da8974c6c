"""One platform with a clock that stands still, and one way to say what became of a launch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from winternship_lti.protocol import launch
from winternship_lti.protocol.claims import Launch
from winternship_lti.protocol.errors import LtiError
from winternship_lti.testing import FakePlatform

NOW = 1_800_000_000.0


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform(now=lambda: NOW)


@pytest.fixture
def verify(platform: FakePlatform) -> Callable[..., Launch]:
    """Verify a token as this platform's tool would; keyword arguments replace its parts."""

    def run(token: str, **given: Any) -> Launch:
        parts = {
            "transaction": platform.transaction(),
            "registration": platform.registration(),
            "keys": platform.keys(),
            "now": NOW,
        }
        return launch.verify(token, **(parts | given))

    return run


@pytest.fixture
def answer(verify: Callable[..., Launch]) -> Callable[..., tuple[int, str]]:
    """Status and code with which a token is answered; (200, "ok") when it is taken."""

    def run(token: str, **given: Any) -> tuple[int, str]:
        try:
            verify(token, **given)
        except LtiError as error:
            return error.status, error.code
        return 200, "ok"

    return run


@pytest.fixture
def answer_to(
    platform: FakePlatform, answer: Callable[..., tuple[int, str]]
) -> Callable[..., tuple[int, str]]:
    """The answer to a student's launch with these claims changed."""

    def run(changes: Mapping[str, object], **given: Any) -> tuple[int, str]:
        return answer(platform.id_token(platform.student(), **changes), **given)

    return run
