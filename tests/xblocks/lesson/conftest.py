"""A fresh host with the whole course, in English unless a test asks for Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from tests.xblocks.runtime import Host
from winternship_xblocks.lesson import LessonXBlock


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> Any:
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def host() -> Host:
    return lessons()


def lessons(**settings: object) -> Host:
    """A host with a lesson block of these settings."""
    return Host(kind=LessonXBlock, settings=settings)
