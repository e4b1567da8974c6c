"""The README of the fake platform tells the truth: every switch is in its table, with who differs; its example runs."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import winternship_lti.testing as testing
from winternship_lti.testing import PROFILES, Platform, Profile
from winternship_lti.testing.lms.moods import SERVICES
from winternship_lti.testing.lms.storage import STORAGE_MOODS

README = (Path(testing.__file__).parent / "README.md").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `(\w+)` \| .* \| ([\w, –-]+) \| [MCIS, ]+ \|$", README, re.MULTILINE)
ROWS = dict(TABLE)
SWITCHES = [field.name for field in fields(Profile) if field.name != "name"]


def test_every_switch_has_one_row_and_every_row_a_switch() -> None:
    assert [name for name, _differs in TABLE] == SWITCHES


@pytest.mark.parametrize("switch", SWITCHES)
def test_the_table_names_who_differs(switch: str) -> None:
    plain = getattr(PROFILES["plain"], switch)
    differing = {name for name, profile in PROFILES.items() if getattr(profile, switch) != plain}
    named = set(ROWS[switch].replace("–", "").replace(",", " ").split())
    # The programmatic mode is Open edX in all but its own switch.
    if "openedx" in named:
        named.add("openedx-programmatic")
    assert named == differing


def test_every_service_and_every_mood_of_the_storage_is_named() -> None:
    assert all(service in README for service in SERVICES)
    assert all(f"`{mood}`" in README or mood in README for mood in STORAGE_MOODS)


def test_every_call_in_the_readme_exists() -> None:
    called = set(re.findall(r"\blms\.(\w+)", README))
    missing = {name for name in called if not hasattr(Platform, name)} - {"moods", "grades"}
    assert missing == set()
    assert len(called) > 20
