"""What a field of the api is made of: most are columns, some are said in another object and shown here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist

from winternship_board import clock
from winternship_board.models import StudentProfile

Source = Callable[[Any], object]


def under18(student: StudentProfile) -> bool:
    """Whether the student is under 18 today."""
    return student.adult_on is not None and clock.today() < student.adult_on


def _tasks(vacancy: Any) -> list[dict[str, object]]:
    return [
        {
            "code": task.code,
            "name": task.name,
            "can_do": task.can_do,
            "independence": task.independence,
            "tools": task.tools,
            "age_rule": task.age_rule,
            "guidance": task.guidance,
        }
        for task in vacancy.tasks.all()
    ]


def _hours(application: Any) -> int:
    return application.student.plan.hours_required if application.student.plan else 0


_DERIVED: Final[Mapping[str, Mapping[str, Source]]] = {
    "student": {"under18": under18},
    "vacancy": {
        "organisation_name": lambda row: row.organisation.trade_name or row.organisation.name,
        "tasks": _tasks,
        "other_crebos": lambda row: [one.crebo for one in row.programmes.all() if one.crebo != row.crebo],
        "places_open": lambda row: row.places_open,
    },
    "application": {
        "vacancy_title": lambda row: row.vacancy.title,
        "student_name": lambda row: row.student.name,
        "programme": lambda row: row.student.programme.crebo,
        "level": lambda row: row.student.programme.level,
        "year": lambda row: row.student.year,
        "route": lambda row: row.student.route,
        "work_wished": lambda row: row.student.work_wished,
        "starts_on": lambda row: row.student.starts_on,
        "ends_on": lambda row: row.student.ends_on,
        "hours": _hours,
        "languages": lambda row: row.student.languages,
    },
    "placement": {"student_name": lambda row: row.student.name},
}


def values_of(kind: str, row: Any, fields: Iterable[str]) -> dict[str, object]:
    """These fields of a row; another object is told by its id."""
    derived = _DERIVED.get(kind, {})
    return {name: derived[name](row) if name in derived else _column(row, name) for name in sorted(fields)}


def _column(row: Any, name: str) -> object:
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:
        return getattr(row, name)
    return getattr(row, field.attname)
