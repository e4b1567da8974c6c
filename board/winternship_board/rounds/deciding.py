"""People decide before the next run: this pair stays together, that pair stays apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from winternship_board import clock
from winternship_board.actors import Actor
from winternship_board.errors import BadValue, NoPlaceLeft, NotFound
from winternship_board.models import Placement, Round, RoundDecision, StudentProfile, Vacancy
from winternship_board.pictures.words import warned
from winternship_board.rounds.intake import TIED
from winternship_board.rounds.rights import require_open, round_for
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_core.text import Text

DECISIONS: Final = ("freeze", "exclude")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a coordinator about one pair; the reason is for the school's coordinators alone."""

    student: int
    vacancy: int
    what: str
    reason: str


@in_one_go
def decide(actor: Actor, pk: int, student: int, vacancy: int, what: str, *, reason: str = "") -> None:
    """Keep a pair together (``freeze``) or apart (``exclude``) in the next runs of an open round.

    A pair kept apart needs a reason, and the reason may not be about who somebody is. Raises :class:`NotFound`,
    :class:`NotPossible`, :class:`BadValue`, and :class:`NoPlaceLeft` when more are kept at a vacancy than fit.
    """
    who, row = round_for(actor, pk)
    require_open(row)
    if what not in DECISIONS:
        choice = ", ".join(DECISIONS)
        raise BadValue("what", Text(f"kies uit: {choice}.", f"choose from: {choice}."))
    check_text("reason", reason)
    if what == "exclude" and not reason.strip():
        raise BadValue("reason", Text("schrijf waarom.", "write why."))
    if warned(reason):
        raise BadValue(
            "reason",
            Text("wie iemand is mag geen reden zijn.", "who somebody is may not be a reason."),
        )
    if not StudentProfile.objects.filter(pk=student, school=row.school_id).exists():
        raise NotFound("student")
    if what == "freeze":
        _require_room(row, student, vacancy)
    elif not Vacancy.objects.filter(pk=vacancy).exclude(state="draft").exists():
        raise NotFound("vacancy")
    RoundDecision.objects.filter(round=row, student=student, vacancy=vacancy).delete()
    RoundDecision.objects.create(
        round=row,
        student_id=student,
        vacancy_id=vacancy,
        what=what,
        reason=reason[:300],
        decided_by_id=who.person_id,
        at=clock.now(),
    )


@in_one_go
def undo_decision(actor: Actor, pk: int, student: int, vacancy: int) -> None:
    """Leave a pair to the engine again; raises :class:`NotFound` when nothing was decided about it."""
    _, row = round_for(actor, pk)
    require_open(row)
    gone, _ = RoundDecision.objects.filter(round=row, student=student, vacancy=vacancy).delete()
    if not gone:
        raise NotFound("decision")


def decisions(actor: Actor, pk: int) -> tuple[Decision, ...]:
    """What was decided in a round of one's own school, oldest first."""
    _, row = round_for(actor, pk)
    found = RoundDecision.objects.filter(round=row).order_by("pk")
    return tuple(Decision(one.student_id, one.vacancy_id, one.what, one.reason) for one in found)


def _require_room(row: Round, student: int, vacancy: int) -> None:
    place = Vacancy.objects.filter(pk=vacancy, state="published").first()
    if place is None:
        raise NotFound("vacancy")
    kept = RoundDecision.objects.filter(round=row, what="freeze").exclude(student=student, vacancy=vacancy)
    if kept.filter(vacancy=vacancy).count() >= place.places_open:
        raise NoPlaceLeft
    tied = Placement.objects.filter(student=student, state__in=TIED).exists()
    if tied or kept.filter(student=student).exists():
        raise BadValue(
            "student",
            Text("heeft al een plek die vaststaat.", "has a place already that is settled."),
        )
