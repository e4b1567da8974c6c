"""The conformance page is true: every row of the checklists is there, has a status, and names tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from .pages import ROOT, page

REFERENCE = page("docs/reference/lti-conformance.md")
STATUSES = {"done", "not offered", "cannot be tested here"}
# How many rows each checklist has: a row that goes missing must be missed.
SECTIONS = {"C.1": 10, "C.2": 10, "C.3": 15, "C.4": 24, "C.5": 17, "C.6": 26, "C.7": 21, "C.8": 7}
CLAUSE = re.compile(r"(Sec|Core|DL|AGS|NRPS|DR|PNS|SR|DP|CS|PM|Guide|RFC)\b")
TEST = re.compile(r"`(test_\w+)`")
ROWS = {row[0]: row[1:] for row in REFERENCE.rows() if re.fullmatch(r"C\.\d\.\d+", row[0])}
LINES = {row_id: line for row_id in ROWS for line in REFERENCE.text.splitlines() if f"| {row_id} |" in line}


@cache
def with_a_check() -> frozenset[str]:
    """The tests that assert, or expect something of a page or an error."""
    found = set()
    for file in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and _checks(node):
                found.add(node.name)
    return frozenset(found)


def _checks(test: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Attribute) and node.attr in {"raises", "wait_for"})
        or (isinstance(node, ast.Name) and node.id == "expect")
        for node in ast.walk(test)
    )


def test_every_row_of_the_checklists_is_there_once() -> None:
    expected = [f"{name}.{row:02}" for name, count in SECTIONS.items() for row in range(1, count + 1)]
    written = re.findall(r"^\| (C\.\d\.\d+) \|", REFERENCE.text, re.MULTILINE)

    assert written == expected


@pytest.mark.parametrize("row_id", sorted(ROWS))
def test_a_row_has_a_requirement_a_status_and_what_shows_it(row_id: str) -> None:
    requirement, clause, status, shown_by = ROWS[row_id]

    assert requirement
    assert clause == "–" or CLAUSE.match(clause)
    assert status in STATUSES
    assert shown_by


@pytest.mark.parametrize("row_id", sorted(row for row, cells in ROWS.items() if cells[2] == "done"))
def test_what_is_done_is_shown_by_tests_that_exist_and_check(row_id: str) -> None:
    named = set(TEST.findall(LINES[row_id]))

    assert named
    assert named - with_a_check() == set()


@pytest.mark.parametrize("row_id", sorted(row for row, cells in ROWS.items() if cells[2] != "done"))
def test_what_is_not_done_says_why_and_claims_no_test(row_id: str) -> None:
    assert TEST.findall(LINES[row_id]) == []


def test_every_clause_that_is_short_is_explained() -> None:
    used = {found[1] for cells in ROWS.values() if (found := CLAUSE.match(cells[1]))}
    introduction = REFERENCE.text.split("## ", maxsplit=1)[0]

    assert {name for name in used if not re.search(rf"\b{name}\b", introduction)} == set()
