"""To whom an object belongs: the people it is about or assigned to, the school, the company, the region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.models import Placement, StudentProfile
from winternship_core.placements import Role
from winternship_core.placements.permissions import Relation

_SCHOOL_ROLES: Final = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.CONFIDANT, Role.STUDENT})
_COMPANY_ROLES: Final = frozenset({Role.COMPANY, Role.TRAINER})


@dataclass(frozen=True, slots=True)
class Ties:
    """``owners``: role → persons for whom, in that role, the object is their own. ``anyone``: in whatever role."""

    owners: Mapping[Role, frozenset[int]] = field(default_factory=dict)
    anyone: frozenset[int] = frozenset()
    schools: frozenset[int] = frozenset()
    companies: frozenset[int] = frozenset()
    region: str = ""
    links: frozenset[tuple[str, int]] = frozenset()


def relation(who: Standing, ties: Ties) -> Relation:
    """How near someone is to an object, by what their role rests on and nothing else."""
    if who.link is not None:
        return Relation.OWN if who.link in ties.links else Relation.STRANGER
    if who.person_id is not None and who.person_id in ties.owners.get(who.role, frozenset()) | ties.anyone:
        return Relation.OWN
    houses: frozenset[int] = frozenset()
    if who.role in _SCHOOL_ROLES:
        houses = ties.schools
    elif who.role in _COMPANY_ROLES:
        houses = ties.companies
    if who.organisation_id is not None and who.organisation_id in houses:
        return Relation.HOUSE
    if who.region and who.region == ties.region:
        return Relation.REGION
    return Relation.ELSEWHERE


def ties_of(kind: str, row: Any) -> Ties:
    """The ties of a row; reads only what :func:`.kinds.related_of` fetched with it."""
    return _BY_KIND.get(kind, _of_placement_part)(row)


def _ids(*persons: int | None) -> frozenset[int]:
    return frozenset(person for person in persons if person is not None)


def _guardians(student: StudentProfile) -> frozenset[int]:
    if student.adult_on is None or student.adult_on <= clock.today():
        return frozenset()
    return _ids(*(one.person_id for one in student.guardians.all())) if student.pk else frozenset()


def _of_organisation(row: Any) -> Ties:
    return _of_house(row, row.pk, row.region)


def _of_house(organisation: Any, pk: int, region: str) -> Ties:
    mine = frozenset({pk})
    if organisation.kind == "school":
        return Ties(schools=mine, region=region)
    return Ties(companies=mine, region=region)


def _of_company_part(row: Any) -> Ties:
    # A school has locations and contacts too.
    return _of_house(row.organisation, row.organisation_id, row.organisation.region)


def _of_vacancy(row: Any) -> Ties:
    return Ties(
        companies=frozenset({row.organisation_id}),
        region=row.region,
        links=frozenset({("vacancy", row.pk or 0)}),
    )


def _of_student(row: StudentProfile, *, with_companies: bool = False) -> Ties:
    placements = list(row.placements.all()) if row.pk else []
    current = [one for one in placements if one.state not in {"closed", "cancelled", "rejected"}]
    return Ties(
        owners={
            Role.STUDENT: _ids(row.person_id),
            Role.GUARDIAN: _guardians(row),
            Role.SUPERVISOR: _ids(*(one.supervisor_id for one in current)),
            Role.TRAINER: _ids(*(one.trainer_id for one in current), *(one.stand_in_id for one in current)),
        },
        schools=frozenset({row.school_id}),
        companies=_ids(*(one.organisation_id for one in current)) if with_companies else frozenset(),
        region=row.school.region,
    )


def _of_student_part(row: Any) -> Ties:
    return _of_student(row.student, with_companies=True)


def _of_application(row: Any) -> Ties:
    ties = _of_student(row.student)
    owners = {role: ties.owners[role] for role in (Role.STUDENT, Role.SUPERVISOR)}
    return Ties(
        owners=owners,
        schools=frozenset({row.school_id}),
        companies=frozenset({row.organisation_id}),
        region=row.organisation.region,
        links=frozenset({("application", row.pk or 0), ("vacancy", row.vacancy_id)}),
    )


def _of_placement(row: Placement) -> Ties:
    return Ties(
        owners={
            Role.STUDENT: _ids(row.student.person_id),
            Role.GUARDIAN: _guardians(row.student),
            Role.TRAINER: _ids(row.trainer_id, row.stand_in_id),
            Role.SUPERVISOR: _ids(row.supervisor_id),
        },
        schools=frozenset({row.school_id}),
        companies=frozenset({row.organisation_id}),
        region=row.organisation.region,
        links=frozenset({("placement", row.pk or 0)}),
    )


def _of_placement_part(row: Any) -> Ties:
    if row.placement is None:  # an evaluation that nobody can be traced by any more
        return Ties(schools=frozenset({row.school_id}))
    return _of_placement(row.placement)


def _of_signal(row: Any) -> Ties:
    return Ties(anyone=_ids(row.reporter_id), schools=frozenset({row.school_id}), region="")


def _of_plan(row: Any) -> Ties:
    return Ties(schools=frozenset({row.school_id}), region=row.school.region)


_BY_KIND: Final[Mapping[str, Callable[[Any], Ties]]] = {
    "organisation": _of_organisation,
    "location": _of_company_part,
    "contact": _of_company_part,
    "shared_assessment": _of_company_part,
    "accreditation": _of_company_part,
    "vacancy": _of_vacancy,
    "plan": _of_plan,
    "student": _of_student,
    "support_wish": _of_student_part,
    "guardian": _of_student_part,
    "application": _of_application,
    "placement": _of_placement,
    "signal": _of_signal,
}
