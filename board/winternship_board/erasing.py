"""Taking things out of the database for good: what goes with them, and what the law keeps back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db.models import Q

from winternship_board import recording
from winternship_board.actors import Standing
from winternship_board.models import (
    Application,
    ContactPerson,
    Document,
    Evaluation,
    EventWords,
    Guardian,
    ImportedRow,
    Organisation,
    Placement,
    Round,
    RoundDecision,
    RoundRow,
    SearchWord,
    Signal,
    StudentProfile,
    SupportWish,
    Task,
    Thread,
)
from winternship_core.placements import Role

ERASED: Final = "erased"
KEPT: Final = "kept"
# What a file of a placement needs of a student, after everything else is gone.
FILE_FIELDS: Final = frozenset({"person", "name"})
_SYSTEM: Final = Standing(None, Role.SYSTEM)


def erase(kind: str, pk: int) -> str:
    """Erase, anonymise or archive one thing; ``"kept"`` when a duty to keep stands in the way."""
    return _BY_KIND[kind](pk)


def erase_student(pk: int) -> str:
    """Erase a student; whoever has a file that must be kept loses all but that file."""
    placements = Placement.objects.filter(student=pk)
    applications = Application.objects.filter(student=pk)
    _words_of([*_streams("application", applications.values_list("pk", flat=True)), f"student:{pk}"])
    SearchWord.objects.filter(kind="student", object_id=pk).delete()
    _threads("application", list(applications.values_list("pk", flat=True)))
    if not placements.filter(agreements__frozen_at__isnull=False).exists():
        for placement in placements.values_list("pk", flat=True):
            _erase_placement(placement)
        StudentProfile.objects.filter(pk=pk).delete()
        return ERASED
    _strip(pk)
    return KEPT


def _strip(pk: int) -> None:
    row = StudentProfile.objects.get(pk=pk)
    row.applications.filter(placement=None).delete()
    for related in (row.consents, row.wishes, row.blocked_pairs, row.access_entries):
        related.all().delete()
    RoundRow.objects.filter(student=row).delete()
    RoundDecision.objects.filter(student=row).delete()
    SupportWish.objects.filter(student=row).delete()
    Guardian.objects.filter(student=row).delete()
    ImportedRow.objects.filter(student=row).delete()
    changes = {
        name: StudentProfile._meta.get_field(name).get_default()  # type: ignore[union-attr]
        for name in StudentProfile.PERSONAL
        if name not in FILE_FIELDS | {"waiting_since", "is_placed"}
    }
    recording.changed(_SYSTEM, "student", row, {**changes, "person": None}, "erase")


def _application(pk: int) -> str:
    _words_of([f"application:{pk}"])
    _threads("application", [pk])
    Application.objects.filter(pk=pk).delete()
    return ERASED


def _erase_placement(pk: int) -> str:
    if Document.objects.filter(placement=pk, legal_copy=True).exists():
        return KEPT
    _words_of([f"placement:{pk}"])
    _threads("placement", [pk])
    Task.objects.filter(object_kind="placement", object_id=pk).delete()
    Evaluation.objects.filter(placement=pk, is_anonymous=False).update(
        placement=None, text="", is_anonymous=True
    )
    application = Placement.objects.filter(pk=pk).values_list("application", flat=True).first()
    Placement.objects.filter(pk=pk).delete()
    if application:
        _application(application)
    return ERASED


def _support_wish(pk: int) -> str:
    SupportWish.objects.filter(pk=pk).delete()
    return ERASED


def _guardian(pk: int) -> str:
    Guardian.objects.filter(pk=pk).delete()
    return ERASED


def _thread(pk: int) -> str:
    Thread.objects.filter(pk=pk).delete()
    return ERASED


def _round(pk: int) -> str:
    Round.objects.filter(pk=pk).delete()
    return ERASED


def _signal(pk: int) -> str:
    _words_of([f"signal:{pk}"])
    Signal.objects.filter(pk=pk).delete()
    return ERASED


def _evaluation(pk: int) -> str:
    row = Evaluation.objects.get(pk=pk)
    changes = {"placement": None, "text": "", "is_anonymous": True}
    recording.changed(_SYSTEM, "evaluation", row, changes, "anonymise")
    return "anonymised"


def _organisation(pk: int) -> str:
    """Archive: the people go, the organisation stays as a name. A draft that nobody looked at goes altogether."""
    row = Organisation.objects.get(pk=pk)
    ContactPerson.objects.filter(organisation=row).delete()
    if row.state in {"draft", "submitted"} and not row.placements.exists():
        SearchWord.objects.filter(kind="organisation", object_id=pk).delete()
        row.delete()
        return ERASED
    recording.changed(_SYSTEM, "organisation", row, {"state": "archived"}, "archive")
    return "archived"


def _streams(kind: str, ids: object) -> list[str]:
    return [f"{kind}:{one}" for one in ids]  # type: ignore[attr-defined]


def _words_of(streams: list[str]) -> None:
    EventWords.objects.filter(event__stream__in=streams).delete()


def _threads(kind: str, ids: list[int]) -> None:
    Thread.objects.filter(Q(subject_kind=kind) & Q(subject_id__in=ids)).delete()


_BY_KIND: Final[dict[str, Callable[[int], str]]] = {
    "application": _application,
    "student": erase_student,
    "support_wish": _support_wish,
    "guardian": _guardian,
    "placement": _erase_placement,
    "thread": _thread,
    "organisation": _organisation,
    "evaluation": _evaluation,
    "round": _round,
    "signal": _signal,
}
