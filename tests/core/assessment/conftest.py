"""The instrument and the worked examples, read once for all tests of the self-assessment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from winternship_core.assessment import Instrument, load_instrument


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    return load_instrument()


@pytest.fixture(scope="session")
def examples() -> dict[str, dict[str, Any]]:
    """Four companies with the outcome each should get."""
    path = Path(__file__).with_name("worked_examples.json")
    content: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return content
