"""The error tree: complete, distinct and usable by whoever reads it."""

from __future__ import annotations

import re

import pytest

from winternship_lti.protocol import errors
from winternship_lti.protocol.errors import LtiError

FAMILIES = {
    errors.Malformed: 400,
    errors.Insecure: 401,
    errors.NotAllowed: 403,
    errors.Conflict: 409,
    errors.PlatformUnavailable: 503,
}
OURS = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, LtiError)]
LEAVES = [found for found in OURS if found not in FAMILIES and found is not LtiError]


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    drawn = set(re.findall(r"\b[A-Z][A-Za-z]+\b", (errors.__doc__ or "").split("Clauses:")[0]))
    assert {found.__name__ for found in OURS} - drawn == set()
    assert {name for name in drawn if name.endswith(("Invalid", "Mismatch", "Unknown"))} <= set(vars(errors))


def test_every_code_is_stable_looking_and_its_own() -> None:
    codes = [found.code for found in OURS]
    assert len(set(codes)) == len(codes)
    assert not [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z]+)*", code)]


@pytest.mark.parametrize("error", LEAVES, ids=lambda found: found.code)
def test_every_error_names_a_clause_an_advice_and_the_status_of_its_family(error: type[LtiError]) -> None:
    family = error.__mro__[1]
    assert error.status == FAMILIES[family]
    assert re.fullmatch(r"(Sec|Core|DL|AGS|SR|DP|PNS|RFC) [\d. (),]+", error.spec)
    assert error.advice.nl != error.advice.en
    assert error.__doc__


def test_an_error_tells_its_code_and_detail() -> None:
    error = errors.KidUnknown("received kid 'x'")
    assert (str(error), error.detail) == ("kid_unknown: received kid 'x'", "received kid 'x'")
    assert str(errors.KidUnknown()) == "kid_unknown"
