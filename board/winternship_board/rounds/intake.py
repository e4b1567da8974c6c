"""A round's facts, read from the database in bulk: who takes part, which places there are, who is tied already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import F, Max, Q

from winternship_board.feeding import student_rows, vacancy_rows
from winternship_board.models import (
    Application,
    Consent,
    Placement,
    Round,
    RoundDecision,
    StudentProfile,
    Vacancy,
    VacancyProgramme,
)
from winternship_board.rounds.engine import engine

# From proposal to the last day: this student has a place, and the place is taken.
TIED: Final = ("proposed", "approved", "agreement", "confirmed", "active", "interrupted")
ON_BOARD: Final = ("published", "filled")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """Records for the engine. ``tied``: student → vacancy of a placement; ``frozen``: the same by decision."""

    students: list[Any]
    vacancies: list[Any]
    tied: Mapping[int, int] = field(default_factory=dict)
    frozen: Mapping[int, int] = field(default_factory=dict)


def read_intake(round_: Round, *, also: Iterable[int] = (), progress: Progress | None = None) -> Intake:
    """Everyone of the school who starts within the period, and every published vacancy for their programmes.

    Left out: who objects to being proposed, who found a place that is not on the board, and who has no period or
    place on the map. ``also`` are vacancies to take along whatever became of them since an earlier run.
    """
    rows = _students(round_)
    programmes = set(rows.values_list("programme__crebo", flat=True).distinct())
    count = rows.count()
    tied = _tied(rows)
    decided = _decided(round_)
    frozen = {
        student: vacancy
        for (student, vacancy), what in decided.items()
        if what == "freeze" and student not in tied
    }
    apart = _apart(round_, decided)
    students = []
    matching = engine()
    for fields in student_rows(rows):
        pk = int(fields["id"])
        together = tied.get(pk) or frozen.get(pk)
        fields["signed"] = str(together) if together else ""
        fields["blocked"] = fields["blocked"] | apart[pk]
        students.append(matching.Student(**fields))
        if progress and len(students) % 1000 == 0:
            progress(len(students), count)
    return Intake(students, _vacancies(programmes, tied, frozen, also), tied, frozen)


def _students(round_: Round) -> Any:
    given = Consent.objects.filter(purpose="be_proposed", student__school=round_.school_id)
    newest = given.values("student").annotate(last=Max("pk"))
    objects_ = Consent.objects.filter(pk__in=newest.values("last"), given=False).values("student")
    elsewhere = Placement.objects.filter(state__in=TIED, vacancy=None, school=round_.school_id)
    rows = StudentProfile.objects.filter(
        school=round_.school_id,
        starts_on__gte=round_.starts_from,
        starts_on__lte=round_.starts_until,
        ends_on__isnull=False,
        x_m__isnull=False,
        y_m__isnull=False,
    )
    return rows.exclude(pk__in=objects_).exclude(pk__in=elsewhere.values("student"))


def _tied(rows: Any) -> dict[int, int]:
    placements = Placement.objects.filter(student__in=rows.values("pk"), state__in=TIED)
    return dict(placements.filter(vacancy__isnull=False).values_list("student", "vacancy"))


def _decided(round_: Round) -> dict[tuple[int, int], str]:
    rows = RoundDecision.objects.filter(round=round_).values_list("student", "vacancy", "what")
    return {(student, vacancy): what for student, vacancy, what in rows}


def _apart(round_: Round, decided: Mapping[tuple[int, int], str]) -> dict[int, frozenset[str]]:
    """Pairs that a coordinator excluded, and places that the student turned down: their own limit."""
    found: dict[int, set[str]] = defaultdict(set)
    for (student, vacancy), what in decided.items():
        if what == "exclude":
            found[student].add(str(vacancy))
    turned_down = Application.objects.filter(school=round_.school_id, state="declined_by_student")
    for student, vacancy in turned_down.values_list("student", "vacancy"):
        found[student].add(str(vacancy))
    frozen: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    frozen.update((student, frozenset(vacancies)) for student, vacancies in found.items())
    return frozen


def _vacancies(
    programmes: set[str], tied: Mapping[int, int], frozen: Mapping[int, int], also: Iterable[int]
) -> list[Any]:
    matching = engine()
    held = Counter(tied.values())
    meant = VacancyProgramme.objects.filter(crebo__in=programmes).values("vacancy")
    offered = Q(state="published", places_taken__lt=F("places"), pk__in=meant)
    known = Q(pk__in={*held, *frozen.values(), *also})
    rows = Vacancy.objects.filter(offered | known)
    rows = rows.filter(starts_on__isnull=False, ends_on__isnull=False, location__x_m__isnull=False)
    found = []
    for fields in vacancy_rows(rows):
        # A place that a student of this round holds is one of the round's places, taken by that student.
        fields["seats"] += held[int(fields["id"])]
        found.append(matching.Placement(**fields))
    return found
