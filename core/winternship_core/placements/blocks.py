"""The four blocks that nobody may override, whatever the reason (domain D.5); apart, so that they are easy to check.

A placement coordinator may override any other rule with a written reason. These four protect the student: a company
that may not train, an agreement that binds nobody, work that is forbidden under 18, and a choice on who somebody is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from winternship_core.placements.roles import Role
from winternship_core.text import Text


class Block(StrEnum):
    """A rule without exception, with the fact that it rests on in :data:`BLOCK_FACTS`."""

    RECOGNITION = "recognition"
    SIGNATURE = "signature"
    FORBIDDEN_WORK = "forbidden_work"
    PROTECTED_DATA = "protected_data"


BLOCK_FACTS: Final = {
    Block.RECOGNITION: "POK-4",
    Block.SIGNATURE: "POK-1",
    Block.FORBIDDEN_WORK: "SAF-1",
    Block.PROTECTED_DATA: "FAIR-1",
}
BLOCK_TEXTS: Final = {
    Block.RECOGNITION: Text(
        "Het leerbedrijf is voor deze opleiding op deze datum niet erkend.",
        "The company is not recognised for this programme on this date.",
    ),
    Block.SIGNATURE: Text(
        "De handtekening van een partij die moet tekenen ontbreekt.",
        "The signature of a party that must sign is missing.",
    ),
    Block.FORBIDDEN_WORK: Text(
        "Er is werk bij dat onder 18 verboden is, of dat is niet nagekeken.",
        "Some work is forbidden under 18, or nobody checked it.",
    ),
    Block.PROTECTED_DATA: Text(
        "Wie iemand is mag geen reden zijn. Noem alleen het werk.",
        "Who somebody is may not be a reason. Name the work only.",
    ),
}


def recognised(state: str, since: date | None, until: date | None, on: date) -> bool:
    """Whether the recognition is in force on a day; a check that is due again does not count (POK-4)."""
    if state != "recognised" or since is None or on < since:
        return False
    return until is None or on <= until


def must_sign(*, minor_when_signing: bool) -> frozenset[Role]:
    """Whose signatures an agreement needs: student, school, company; a guardian too under 18 (POK-1, POK-7)."""
    parties = {Role.STUDENT, Role.COORDINATOR, Role.COMPANY}
    return frozenset(parties | {Role.GUARDIAN} if minor_when_signing else parties)


def missing_signatures(signed: Iterable[Role], *, minor_when_signing: bool) -> frozenset[Role]:
    """The required parties that have not signed this version."""
    return must_sign(minor_when_signing=minor_when_signing) - frozenset(signed)


def safe_for_minor(*, minor: bool, checked: bool, forbidden_left: int, supervised: bool) -> bool:
    """Whether a student may do this work: for an adult always, else after a check that left nothing forbidden.

    ``supervised`` tells that an expert is present wherever that is a condition (SAF-1).
    """
    return not minor or (checked and forbidden_left == 0 and supervised)
