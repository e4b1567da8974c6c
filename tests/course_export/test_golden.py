"""What each writer makes of a small fixed course, held against what it made before; and what each format loses.

After a change that is meant, ``python -m tests.course_export.test_golden`` writes the new state; read its diff.
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from winternship_export.exporting import write_package
from winternship_export.formats import FORMATS
from winternship_export.losses import Losses
from winternship_export.options import parse_options
from winternship_export.source import read_course

from .golden import golden_course

STORED = Path(__file__).with_name("golden.json")
TOOL = "https://tool.example.org"
WRITTEN = [name for name in FORMATS if name != "pdf"]  # a PDF depends on the machine's fonts


def ways_of(name: str) -> tuple[str, ...]:
    return FORMATS[name].activities


def digests(name: str, way: str) -> dict[str, str]:
    """A digest of each file, before packing: archives may differ by the machine's zlib."""
    options = parse_options(ways_of(name), way, TOOL if way == "lti" else "")
    files = FORMATS[name].write(golden_course(), options, Losses())
    return {path: sha256(data).hexdigest()[:16] for path, data in sorted(files.items())}


def losses(name: str, way: str) -> dict[str, int]:
    """How many items of the course are lost or changed, by kind; for a book its own work."""
    options = parse_options(ways_of(name), way, TOOL if way == "lti" else "")
    work = FORMATS[name].works[0]
    found = write_package(read_course(work, "nl"), FORMATS[name], options).losses
    return dict(sorted(Counter(f"{loss.item} {loss.degree}" for loss in found).items()))


def cases(names: list[str]) -> list[tuple[str, str]]:
    return [(name, way) for name in names for way in ways_of(name)]


@pytest.fixture(scope="module")
def stored() -> dict[str, Any]:
    return dict(json.loads(STORED.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("name", "way"), cases(WRITTEN))
def test_the_files_are_those_that_were_written_before(name: str, way: str, stored: dict[str, Any]) -> None:
    assert digests(name, way) == stored[f"{name} {way}"]["files"]


@pytest.mark.parametrize(("name", "way"), cases(WRITTEN))
def test_a_format_loses_what_it_lost_before(name: str, way: str, stored: dict[str, Any]) -> None:
    assert losses(name, way) == stored[f"{name} {way}"]["losses"]


if __name__ == "__main__":
    state = {f"{n} {w}": {"files": digests(n, w), "losses": losses(n, w)} for n, w in cases(WRITTEN)}
    STORED.write_text(json.dumps(state, indent=1) + "\n", encoding="utf-8")
