"""An administrator finds every code that a refusal can show, with the advice that the page gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pytest

from winternship_lti.errors import ServiceError
from winternship_lti.protocol.errors import LtiError

from .pages import page

REFERENCE = page("docs/reference/errors.md")
Error = TypeVar("Error", bound=Exception)
ROWS = {row[0]: row[1:] for row in REFERENCE.rows() if row[0] != "code"}


def leaves(error: type[Error]) -> Iterator[type[Error]]:
    """The errors of the service that are raised; those above only sort them, and those of tests do not count."""
    children = [child for child in error.__subclasses__() if child.__module__.startswith("winternship_lti.")]
    for child in children:
        yield from leaves(child)
    if not children:
        yield error


LTI = {error.code: error for error in leaves(LtiError)}
SERVICE = {error.code: error for error in leaves(ServiceError)}


def test_the_tables_hold_exactly_the_codes_there_are() -> None:
    assert set(ROWS) == set(LTI) | set(SERVICE)


@pytest.mark.parametrize("code", sorted(LTI))
def test_a_refused_launch_has_its_clause_and_the_advice_of_the_page(code: str) -> None:
    clause, meaning, advice = ROWS[code]

    assert (clause, advice) == (LTI[code].spec, LTI[code].advice.en)
    assert meaning


@pytest.mark.parametrize("code", sorted(SERVICE))
def test_a_refusal_inside_a_visit_has_its_status_and_the_words_of_the_page(code: str) -> None:
    status, meaning, text = ROWS[code]

    assert (status, text) == (str(SERVICE[code].status), SERVICE[code].text.en)
    assert meaning


def test_the_administrators_page_leads_to_the_tables_and_names_real_codes() -> None:
    administrator = page("docs/administrator.md")
    known = set(LTI) | set(SERVICE)

    assert "reference/errors.md" in administrator.links
    rows = [row[0] for row in administrator.rows() if len(row) == 3 and row[0].split(",")[0] in known]
    assert len(rows) >= 6
    assert {code.strip() for row in rows for code in row.split(",")} <= known
