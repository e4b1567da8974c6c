"""What a student wants: the wishes in order, the yes and no to extras, and asking to be erased."""

from __future__ import annotations

from winternship_board import clock
from winternship_board.actors import Actor, Standing, standing
from winternship_board.errors import NotAllowed, NotPossible
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import Consent, StudentProfile, Task, Wish
from winternship_board.pictures.finding import asked_by, offered_by
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role
from winternship_core.placements.codes import CONSENT
from winternship_core.placements.criteria import unmet_criteria
from winternship_core.text import Text

ERASE = "erase_request"


def wishes(actor: Actor, student: int) -> tuple[int, ...]:
    """The vacancies that a student would like, the first choice first.

    Who may: the student, the school's coordinator, the system. Raises :class:`NotFound`, :class:`NotAllowed`.
    """
    _require(actor, student, "read the wishes of")
    return tuple(Wish.objects.filter(student=student).order_by("rank").values_list("vacancy_id", flat=True))


def misfits(actor: Actor, student: int, vacancy: int) -> tuple[Text, ...]:
    """What keeps a student from applying: the hard criteria (E.2) that this place does not meet for them; may be none.

    Who may: as for wishes, who sees the vacancy. Raises :class:`NotFound`, :class:`NotAllowed`.
    """
    who, profile = _require(actor, student, "judge a place for")
    place = fresh(kind_of("vacancy"), vacancy)
    POLICY.require_visible(who, "vacancy", place)
    return tuple(one.text for one in unmet_criteria(asked_by(profile), offered_by(place)))


def consents(actor: Actor, student: int) -> dict[str, bool]:
    """For each extra whether the student's newest word is yes; no when nothing was said. Who may: as for wishes."""
    _require(actor, student, "read the consents of")
    said = Consent.objects.filter(student=student).order_by("pk").values_list("purpose", "given")
    return {**dict.fromkeys(CONSENT, False), **dict(said)}


@in_one_go
def ask_erasure(actor: Actor) -> int:
    """Ask to be erased: a task for the coordinators of each school where one is a student, one at a time.

    Returns how many schools were asked. Nothing is erased by it. Raises :class:`NotPossible` for who is no student:
    an administrator erases those.
    """
    who = standing(actor)
    students = StudentProfile.objects.filter(person=who.person_id or 0)
    for student in students:
        about = {"kind": ERASE, "object_kind": "student", "object_id": student.pk, "done_on": None}
        task = {**about, "organisation_id": student.school_id, "role": Role.COORDINATOR, "student": student}
        if not Task.objects.filter(**task).exists():
            Task.objects.create(**task, created_on=clock.today())
    if not students:
        raise NotPossible(Text("Vraag het de beheerder.", "Ask the administrator."))
    return len(students)


def _require(actor: Actor, student: int, action: str) -> tuple[Standing, StudentProfile]:
    who, row = standing(actor), fresh(kind_of("student"), student)
    POLICY.require_visible(who, "student", row)
    if who.role not in {Role.STUDENT, Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(who.role, action, "student")
    return who, row
