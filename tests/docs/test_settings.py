"""Settings, entry points and extras: what the code reads is in the documents, and the other way round."""

from __future__ import annotations

import re
from importlib.metadata import EntryPoint, distribution

import pytest

from .pages import ROOT, page, pages

NAME = re.compile(r"\bWINTERNSHIP_[A-Z_]+\b")
DISTRIBUTION = distribution("winternship")
REFERENCE = page("docs/reference/settings.md")


def in_code(*folders: str) -> set[str]:
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    return {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}


def test_every_setting_of_the_service_has_its_row() -> None:
    rows = {name for row in REFERENCE.rows() for name in NAME.findall(row[0])}

    assert rows == in_code("lti_tool")


def test_no_document_names_a_setting_that_nothing_reads() -> None:
    known = in_code("lti_tool", "tests")
    named = {(document.name, name) for document in pages() for name in NAME.findall(document.text)}

    assert {(where, name) for where, name in named if name not in known} == set()


@pytest.mark.parametrize("entry", sorted(DISTRIBUTION.entry_points), ids=lambda entry: entry.name)
def test_every_entry_point_is_named(entry: EntryPoint) -> None:
    kind = {"console_scripts": "console script"}.get(entry.group, entry.group)

    assert [entry.name, kind] in [row[:2] for row in REFERENCE.rows()]


def test_every_extra_is_named_and_no_other_is_asked_for() -> None:
    extras = set(DISTRIBUTION.metadata.get_all("Provides-Extra") or [])
    asked = {
        extra
        for document in pages()
        for line in document.code
        for found in re.findall(r"winternship\[([a-z,]+)\]", line)
        for extra in found.split(",")
    }

    assert asked <= extras
    assert all(f"`{extra}`" in REFERENCE.text for extra in extras)
