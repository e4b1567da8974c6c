"""A person's rights: see all that is kept, take it along, have it erased, and know who looked (demands P6 and P7)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Q

from winternship_board.actors import Actor, standing
from winternship_board.erasing import KEPT, erase_student
from winternship_board.errors import NotAllowed, NotFound
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh
from winternship_board.models import (
    AccessEntry,
    BrokenGlass,
    CalendarFeed,
    ContactPerson,
    Event,
    EventWords,
    Guardian,
    Invitation,
    ListVisit,
    MailSetting,
    Membership,
    Message,
    OwnNote,
    Participant,
    Person,
    SavedView,
    Signal,
    StudentProfile,
)
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_core.placements import Role

# Rows that are a person's own because they name the person in this field.
_OWN: Final[tuple[tuple[type[Model], str], ...]] = (
    (Membership, "person"),
    (ContactPerson, "person"),
    (StudentProfile, "person"),
    (Guardian, "person"),
    (Participant, "person"),
    (Message, "author"),
    (Invitation, "used_by"),
    (BrokenGlass, "person"),
    (Signal, "reporter"),
    (SavedView, "person"),
    (ListVisit, "person"),
    (MailSetting, "person"),
    (CalendarFeed, "person"),
    (OwnNote, "person"),
)
# Written by the school for itself (contact moment), or about how a case is handled, not about the person.
_NOT_TOLD: Final = {"contact_moment": {"private_note"}, "signal": {"actions", "handler_id"}}
_ABOUT_STUDENT: Final = (
    "student",
    "application__student",
    "placement__student",
    "agreement__placement__student",
)


def export_person(actor: Actor, person: int) -> dict[str, Any]:
    """All that is kept of a person, as one JSON object: their rows, and what hangs on them as a student.

    Who may: the person, an administrator, the system. Raises :class:`NotAllowed`, :class:`NotFound`. What a trainer or
    teacher did appears as events; the students they did it for do not.
    """
    _require_own(actor, person)
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotFound("person")
    students = list(StudentProfile.objects.filter(person=row).values_list("pk", flat=True))
    found: dict[str, Any] = {"person": [_plain(row)]}
    for model, field in _OWN:
        found[_name(model)] = [_plain(one) for one in model._default_manager.filter(**{field: person})]
    for model, condition in _about(students):
        rows = [_plain(one) for one in model._default_manager.filter(condition).distinct()]
        if rows:
            found[_name(model)] = rows
    found["events"] = [
        {"at": one.at, "did": one.action, "with": one.kind, "id": one.object_id, "role": one.by_role}
        for one in Event.objects.filter(by_person=person).order_by("pk")
    ]
    told: dict[str, Any] = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return told


@in_one_go
def erase_person(actor: Actor, person: int) -> dict[str, int]:
    """Erase a person: all that no duty keeps. Returns how many of each went, and how many files are kept.

    Who may: an administrator or the system, after the person asked. The number in old events stays and leads to
    nobody; the words said with them go. A placement with a signed agreement keeps its file and the student's name,
    until the school's own period is over. Raises :class:`NotAllowed`, :class:`NotFound`.
    """
    who = standing(actor)
    if who.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(who.role, "erase", "person")
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotFound("person")
    done = {"students erased": 0, "files kept": 0}
    for student in StudentProfile.objects.filter(person=row).values_list("pk", flat=True):
        done["files kept" if erase_student(student) == KEPT else "students erased"] += 1
    done["words"] = EventWords.objects.filter(event__by_person=person).delete()[0]
    done["contact cards"] = ContactPerson.objects.filter(person=row).delete()[0]
    done["guardian cards"] = Guardian.objects.filter(person=row).delete()[0]
    _, gone = row.delete()
    return {**done, **{name.rpartition(".")[2]: count for name, count in gone.items()}}


def access_log(actor: Actor, student: int, limit: int = 200) -> tuple[tuple[dt.datetime, str, str, int], ...]:
    """Who looked at a minor's data: when, in which role, at what; newest first.

    Who may: the student, the school's coordinator, the system.
    """
    who, row = standing(actor), fresh(kind_of("student"), student)
    POLICY.require_visible(who, "student", row)
    if who.role not in {Role.STUDENT, Role.COORDINATOR, Role.SYSTEM}:
        raise NotAllowed(who.role, "read the log of", "student")
    rows = AccessEntry.objects.filter(student=student).order_by("-pk")[:limit]
    return tuple((one.at, one.role, one.object_kind, one.object_id) for one in rows)


def _require_own(actor: Actor, person: int) -> None:
    who = standing(actor)
    if who.person_id != person and who.role not in {Role.ADMIN, Role.SYSTEM}:
        raise NotAllowed(who.role, "export", "person")


def _about(students: list[int]) -> Iterator[tuple[type[Model], Q]]:
    """Every model of the board that leads to a student, with the condition that it is one of these."""
    for model in apps.get_app_config("winternship_board").get_models():
        names = {field.name for field in model._meta.fields}
        ways = [way for way in _ABOUT_STUDENT if way.partition("__")[0] in names]
        if ways and students:
            condition = Q()
            for way in ways:
                condition |= Q(**{f"{way}__in": students})
            yield model, condition


def _name(model: type[Model]) -> str:
    return (
        model._meta.verbose_name.replace(" ", "_")
        if isinstance(model._meta.verbose_name, str)
        else model.__name__
    )


def _plain(row: Model) -> dict[str, object]:
    hidden = _NOT_TOLD.get(_name(type(row)), set())
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in hidden
    }
