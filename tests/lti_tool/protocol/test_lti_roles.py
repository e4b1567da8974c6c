"""Roles: those in the course decide, unknown ones allow nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol.roles import Roles
from winternship_lti.testing.payloads import INSTITUTION, INSTRUCTOR, LEARNER, MEMBERSHIP, SYSTEM

ASSISTANT = MEMBERSHIP + "/Instructor#TeachingAssistant"
NON_CREDIT = MEMBERSHIP + "/Learner#NonCreditLearner"
ADMINISTRATOR = MEMBERSHIP + "#Administrator"
OPEN_EDX_BASE = (SYSTEM + "#None", INSTITUTION + "#None")

CASES: list[tuple[str, tuple[str, ...], set[str]]] = [
    ("learner", (LEARNER,), {"learner"}),
    ("short learner", ("Learner",), {"learner"}),
    ("instructor", (INSTRUCTOR,), {"instructor", "author"}),
    ("short instructor", ("Instructor",), {"instructor", "author"}),
    ("teacher who learns too", (INSTRUCTOR, LEARNER), {"instructor", "learner", "author"}),
    ("assistant alone", (ASSISTANT,), {"instructor", "author"}),
    ("assistant of Canvas", (INSTRUCTOR, ASSISTANT), {"instructor", "author"}),
    ("community assistant of Open edX", (*OPEN_EDX_BASE, LEARNER, ASSISTANT), {"learner"}),
    ("sub-role of learner", (NON_CREDIT,), {"learner"}),
    ("course administrator", (ADMINISTRATOR,), {"admin", "author"}),
    (
        "instructor of Open edX",
        (*OPEN_EDX_BASE, ADMINISTRATOR, INSTRUCTOR),
        {"admin", "instructor", "author"},
    ),
    ("course designer", (MEMBERSHIP + "#ContentDeveloper",), {"author"}),
    ("learner of Open edX Teak", (INSTITUTION + "#Student",), {"learner"}),
    ("learner by system role", (SYSTEM + "#Student",), {"learner"}),
    (
        "student of the school who teaches here",
        (INSTITUTION + "#Student", INSTRUCTOR),
        {"instructor", "author"},
    ),
    ("teacher of the school who learns here", (INSTITUTION + "#Instructor", LEARNER), {"learner"}),
    ("administrator of the school who learns here", (INSTITUTION + "#Administrator", LEARNER), {"learner"}),
    ("teacher of the school, nothing here", (INSTITUTION + "#Instructor", INSTITUTION + "#Faculty"), set()),
    ("administrator of the platform, nothing here", (SYSTEM + "#Administrator",), {"admin", "author"}),
    ("mentor", (MEMBERSHIP + "#Mentor",), set()),
    ("nothing", (), set()),
    ("an empty text", ("",), set()),
    ("unknown", ("http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper",), set()),
    ("another case", (INSTRUCTOR.lower(), "instructor"), set()),
    ("another vocabulary", ("https://evil.example/membership#Instructor", "x#Instructor"), set()),
    ("sub-role without name", (MEMBERSHIP + "/Instructor", MEMBERSHIP + "/Instructor#"), set()),
    ("LTI 1.1 name", ("urn:lti:role:ims/lis/Instructor",), set()),
]


def rights(roles: Roles) -> set[str]:
    held = {
        "instructor": roles.is_instructor,
        "learner": roles.is_learner,
        "admin": roles.is_admin,
        "author": roles.may_author,
    }
    return {name for name, value in held.items() if value}


@pytest.mark.parametrize(("exact", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rights_of(exact: tuple[str, ...], expected: set[str]) -> None:
    assert rights(Roles(exact)) == expected


@given(
    st.permutations([role for case in CASES for role in case[1]]).map(lambda roles: tuple(roles[:5])),
    st.text(max_size=80),
)
def test_an_unknown_role_and_the_order_change_nothing(exact: tuple[str, ...], unknown: str) -> None:
    before = rights(Roles(exact))
    assert rights(Roles(tuple(reversed(exact)))) == before
    assert rights(Roles((*exact, "x" + unknown))) == before
