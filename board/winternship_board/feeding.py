"""Rows for the matching engine, in bulk: exactly the fields it may use, under its own names, and nobody's name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import F, QuerySet

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotAllowed
from winternship_board.models import (
    Accreditation,
    Application,
    BlockedPair,
    StudentProfile,
    Vacancy,
    VacancyProgramme,
    VacancyTask,
    Wish,
)
from winternship_board.transactions import in_one_go
from winternship_board.writing_many import create_many
from winternship_core.placements import Role

BATCH: Final = 2000
WEEK_DAYS: Final = 7
DAYS: Final = ("mo", "tu", "we", "th", "fr")
# Metres a student covers in a minute, door to door; the student's own limit is in minutes.
METRES_A_MINUTE: Final = {"walk": 80, "bicycle": 250, "moped": 400, "public": 350, "car": 700, "company": 700}
DEFAULT_METRES: Final = 15_000
# What a round reads of a student and a vacancy: who they are is not even fetched.
_OF_STUDENT: Final = (
    "pk",
    "route",
    "year",
    "x_m",
    "y_m",
    "travel_modes",
    "max_minutes",
    "starts_on",
    "ends_on",
    "work_wished",
    "interests",
    "languages",
    "licences",
    "limits",
    "adult_on",
    "waiting_since",
    "wants_guidance",
    "school_id",
    "programme__crebo",
    "programme__level",
    "plan__days",
    "plan__work_needed",
)
_OF_VACANCY: Final = (
    "pk",
    "location_id",
    "crebo",
    "level",
    "route",
    "places",
    "places_taken",
    "starts_on",
    "ends_on",
    "days",
    "languages",
    "licences",
    "features",
    "sector",
    "organisation__state",
    "location__x_m",
    "location__y_m",
)
_OF_TASK: Final = ("vacancy_id", "code", "age_rule", "independence")


def matching_students(actor: Actor, school: int) -> Iterator[dict[str, Any]]:
    """The students of a school without a place who agreed to be proposed or are placed by the school.

    Each row takes the names of ``winternship_core.matching.Student``. Who may: that school's coordinator and the
    system. Reads in batches of a fixed number of queries; raises :class:`NotAllowed`.
    """
    _require(actor, school)
    rows = StudentProfile.objects.filter(school=school, is_placed=False, starts_on__isnull=False)
    rows = rows.filter(ends_on__isnull=False, x_m__isnull=False, y_m__isnull=False)
    yield from student_rows(rows)


def student_rows(rows: QuerySet[StudentProfile]) -> Iterator[dict[str, Any]]:
    """These students under the names of the engine; all must have a period and a place on the map."""
    today = clock.today()
    for batch in _batches(rows, _OF_STUDENT):
        ids = [row.pk for row in batch]
        wishes = _grouped(Wish.objects.filter(student__in=ids).order_by("rank"), "student_id", "vacancy_id")
        # The engine knows no companies: a company that is kept apart is each of its vacancies.
        pairs = BlockedPair.objects.filter(student__in=ids, organisation__vacancies__isnull=False)
        blocked = _grouped(pairs, "student_id", "organisation__vacancies")
        for row in batch:
            yield _student(row, wishes[row.pk], blocked[row.pk], today)


def matching_vacancies(actor: Actor, region: str = "") -> Iterator[dict[str, Any]]:
    """The published vacancies with a free place, everywhere or in one region.

    Each row takes the names of ``winternship_core.matching.Placement``. Who may: any coordinator or broker, and the
    system: what is published is no secret.
    """
    who = standing(actor)
    if who.role not in {Role.COORDINATOR, Role.BROKER, Role.SYSTEM}:
        raise NotAllowed(who.role, "match", "vacancy")
    rows = Vacancy.objects.filter(state="published", places_taken__lt=F("places"))
    rows = rows.filter(starts_on__isnull=False, ends_on__isnull=False, location__x_m__isnull=False)
    if region:
        rows = rows.filter(region=region)
    yield from vacancy_rows(rows)


def vacancy_rows(rows: QuerySet[Vacancy]) -> Iterator[dict[str, Any]]:
    """These vacancies under the names of the engine; all must have a period and a place on the map."""
    for batch in _batches(rows, _OF_VACANCY):
        ids = [row.pk for row in batch]
        tasks: dict[int, list[Any]] = defaultdict(list)
        offered = VacancyTask.objects.filter(vacancy__in=ids).exclude(can_do="no")
        for task in offered.values_list(*_OF_TASK, named=True):
            tasks[task.vacancy_id].append(task)
        crebos = _grouped(VacancyProgramme.objects.filter(vacancy__in=ids), "vacancy_id", "crebo")
        recognised = _recognised(batch)
        for row in batch:
            yield _placement(row, tasks[row.pk], crebos[row.pk], recognised)


@in_one_go
def store_proposals(actor: Actor, school: int, proposals: Sequence[Mapping[str, Any]]) -> int:
    """Keep the outcome of a round as drafts of applications, with score and explanation; returns how many are new.

    Nobody is placed by this: a coordinator proposes each draft, and the student decides. Who may: as for
    :func:`matching_students`. A pair that has an open application is left as it is.
    """
    _require(actor, school)
    ids = [int(one["student"]) for one in proposals]
    ours = set(StudentProfile.objects.filter(school=school, pk__in=ids).values_list("pk", flat=True))
    keys = [f"{one['student']}:{one['vacancy']}" for one in proposals]
    taken = set(Application.objects.filter(open_key__in=keys).values_list("open_key", flat=True))
    new = {
        key: {**one, "student": pk, "vacancy": int(one["vacancy"]), "origin": "matcher"}
        for one, pk, key in zip(proposals, ids, keys, strict=True)
        if pk in ours and key not in taken
    }
    create_many(standing(actor), "application", list(new.values()), {})
    return len(new)


def _require(actor: Actor, school: int) -> None:
    who = standing(actor)
    own = who.role is Role.COORDINATOR and who.organisation_id == school
    if not own and who.role is not Role.SYSTEM:
        raise NotAllowed(who.role, "match", "student")


def _batches(rows: QuerySet[Any], names: Sequence[str]) -> Iterator[list[Any]]:
    """Plain rows: to make objects of the models would take as long as all the rest of a round."""
    told, last = rows.order_by("pk").values_list(*names, named=True), 0
    while True:
        batch = list(told.filter(pk__gt=last)[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1].pk


def _grouped(rows: Any, by: str, what: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows.values_list(by, what):
        found[key].append(value)
    return found


def _student(row: Any, wishes: list[int], blocked: list[int], today: dt.date) -> dict[str, Any]:
    metres = [METRES_A_MINUTE[mode] * (row.max_minutes or 0) for mode in row.travel_modes]
    return {
        "id": str(row.pk),
        "programme": row.programme__crebo,
        "level": int(row.programme__level),
        "route": row.route,
        "x_m": row.x_m,
        "y_m": row.y_m,
        "max_m": max(metres, default=0) or DEFAULT_METRES,
        "start": row.starts_on,
        "end": row.ends_on,
        "weeks": max(1, (row.ends_on - row.starts_on).days // WEEK_DAYS),
        "year": row.year,
        "days": frozenset(row.plan__days or ()),
        "work_needed": frozenset(row.plan__work_needed or ()),
        "work_wished": frozenset(row.work_wished),
        "wishes": tuple(map(str, wishes)),
        "kinds": frozenset(row.interests),
        "languages": frozenset(f"{skill}:{level}" for skill, level in row.languages.items()),
        "licences": frozenset(row.licences),
        "avoids": frozenset(row.limits),
        "minor": row.adult_on is not None and today < row.adult_on,
        "guidance": row.wants_guidance,
        "waiting_weeks": max(0, (today - row.waiting_since).days // WEEK_DAYS),
        "school": str(row.school_id),
        "blocked": frozenset(map(str, blocked)),
    }


def _recognised(batch: list[Any]) -> dict[tuple[int, str], str]:
    rows = Accreditation.objects.filter(location__in={row.location_id for row in batch})
    told = rows.values_list("location_id", "crebo", "state")
    return {(location, crebo): state for location, crebo, state in told}


def _placement(
    row: Any, tasks: list[Any], crebos: list[str], recognised: Mapping[tuple[int, str], str]
) -> dict[str, Any]:
    stands = recognised.get((row.location_id, row.crebo), "unknown")
    verified = row.organisation__state == "verified"
    open_ = "open" if stands == "recognised" else "recognition_unchecked"
    return {
        "id": str(row.pk),
        "programmes": frozenset({row.crebo, *crebos} - {""}),
        "levels": frozenset({int(row.level)}),
        "routes": frozenset({row.route}),
        "x_m": row.location__x_m,
        "y_m": row.location__y_m,
        "start": row.starts_on,
        "end": row.ends_on,
        "seats": row.places - row.places_taken,
        "days": frozenset(row.days or DAYS),
        "work": frozenset(task.code for task in tasks),
        "not_for_minors": frozenset(task.code for task in tasks if task.age_rule == "adult"),
        "minors": any(task.age_rule != "adult" for task in tasks),
        "languages": frozenset(
            f"{skill}:{asked['level']}@{asked['reason']}" for skill, asked in row.languages.items()
        ),
        "licences": frozenset(f"{licence}@{reason}" for licence, reason in row.licences.items()),
        "features": frozenset(row.features),
        "kinds": frozenset({row.sector} - {""}),
        "independence": max((task.independence for task in tasks), default=1),
        "guidance": "guidance" in row.features,
        "status": open_ if verified else "organisation_unverified",
    }
