"""A fresh host per test, and the bakery whose result is worked out by hand in the core's tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tests.xblocks.runtime import Host

EXAMPLES = Path(__file__).parents[2] / "core" / "assessment" / "worked_examples.json"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def host() -> Host:
    return Host()


@pytest.fixture(scope="session")
def bakery() -> dict[str, Any]:
    """The answers of the bakery: level Preparing, 50 points, B2, D2 and D5 not in order."""
    answers: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))["bakery"]["answers"]
    return answers
