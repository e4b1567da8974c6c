"""What a student wants and how far they have come: the wishes in order, and the furthest step to a place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Application, BlockedPair, Placement, StudentProfile, Wish
from winternship_board.policy import POLICY
from winternship_board.scopes import listable
from winternship_core.placements import Role

# From least to most; the furthest one is told.
STAGES: Final = (
    ("application", "draft"),
    ("application", "proposed"),
    ("application", "submitted"),
    ("application", "in_talks"),
    ("application", "offered"),
    ("placement", "proposed"),
    ("placement", "approved"),
    ("placement", "agreement"),
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A company that a student is kept apart from, and why."""

    organisation: int
    reason: str


def how_far(actor: Actor, students: Collection[int]) -> dict[int, tuple[str, str]]:
    """Student → (kind, state) of what comes nearest to a place; nobody is in it for whom nothing was begun.

    Who may: the coordinator of their school; others of another school are left out. Raises :class:`NotAllowed`.
    Three queries however many students.
    """
    who = _coordinator(actor)
    mine = StudentProfile.objects.filter(listable(who, "student"), pk__in=list(students))
    ids = set(mine.values_list("pk", flat=True))
    found: dict[int, tuple[str, str]] = {}
    for kind, model in (("application", Application), ("placement", Placement)):
        states = [state for name, state in STAGES if name == kind]
        rows = model._default_manager.filter(student__in=ids, state__in=states)
        for student, state in rows.values_list("student_id", "state"):
            found[student] = max(found.get(student, STAGES[0]), (kind, state), key=STAGES.index)
    return found


def wishes_of(actor: Actor, student: int) -> tuple[int, ...]:
    """The vacancies that a student wishes, the first choice first; for whoever sees the student's wishes."""
    who, row = standing(actor), fresh(kind_of("student"), student)
    if "wish_text" not in POLICY.visible(who, "student", row):
        raise NotFound("student")
    return tuple(Wish.objects.filter(student=row).order_by("rank").values_list("vacancy_id", flat=True))


def apart_from(actor: Actor, student: int) -> tuple[Apart, ...]:
    """The companies that a student is kept apart from; the school's coordinator alone sees them with the reason."""
    who, row = _coordinator(actor), fresh(kind_of("student"), student)
    POLICY.require_visible(who, "student", row)
    pairs = BlockedPair.objects.filter(student=row).order_by("pk")
    return tuple(Apart(pair.organisation_id, pair.reason) for pair in pairs)


def _coordinator(actor: Actor) -> Standing:
    who = standing(actor)
    if who.role is not Role.COORDINATOR:
        raise NotAllowed(who.role, "look over", "student")
    return who
