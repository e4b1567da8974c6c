"""A placement becomes a ``Record``: read from the board's api at the moment of sending, and kept nowhere."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from winternship_board import api as board
from winternship_connectors.records import (
    Agreement,
    Company,
    Hours,
    Period,
    Qualification,
    Record,
    State,
    Student,
    Supervisor,
    Visit,
)

PREFIX: Final = "placement-"
STATES: Final = {
    "proposed": State.PROPOSED,
    "approved": State.AGREED,
    "agreement": State.AGREED,
    "confirmed": State.SIGNED,
    "active": State.ACTIVE,
    "interrupted": State.ACTIVE,
    "ended": State.ENDED,
    "ended_early": State.ENDED,
    "assessed": State.ENDED,
    "closed": State.ENDED,
    "cancelled": State.CANCELLED,
    "rejected": State.CANCELLED,
}
# The board plans talks by day; an agenda wants an hour.
TALK_AT: Final = dt.time(9, 0)


def object_id(placement: int) -> str:
    """Our id of a placement, as targets know it."""
    return f"{PREFIX}{placement}"


def placement_of(object_id: str) -> int:
    """The number of the placement again."""
    return int(object_id.removeprefix(PREFIX))


def site() -> str:
    """The address of this service; the UUIDs of placements follow from it."""
    return str(getattr(settings, "PUBLIC_URL", "") or "https://winternship.invalid")


def records(placements: Collection[int], school: int) -> Iterator[Record]:
    """The records of these placements of one school; those of another school, and those without days, are left out."""
    for facts in board.placement_facts(placements):
        if facts.school == school and facts.row.starts_on and facts.row.ends_on:
            yield _record(facts)


def record(object_id: str, school: int) -> Record | None:
    """The record of one placement; None when it is not (or no longer) this school's."""
    return next(records([placement_of(object_id)], school), None)


def _record(facts: board.Facts) -> Record:
    row = facts.row
    return Record(
        id=object_id(facts.id),
        uuid=uuid.uuid5(uuid.NAMESPACE_URL, f"{site()}/placement/{facts.id}"),
        rev=facts.rev,
        state=STATES[row.state],
        school=str(facts.school),
        student=Student(str(row.student_id), row.student.student_number, row.student.name, row.student.email),
        company=_company(facts),
        qualification=Qualification(
            row.programme.crebo,
            row.programme.name_nl,
            int(row.programme.level) if row.programme.level.isdigit() else None,
            row.route,
        ),
        period=Period(row.starts_on, row.ends_on, row.ended_on),
        hours=Hours(row.planned_hours, None, facts.hours_approved),
        agreement=Agreement(facts.agreement_number, facts.signed_on, facts.agreement_hash),
        supervisors=tuple(
            Supervisor(role, str(person), name, email) for role, (person, name, email) in facts.staff.items()
        ),
        visits=tuple(_visit(*talk) for talk in facts.talks),
        changed_at=facts.changed_at,
    )


def _company(facts: board.Facts) -> Company:
    company, place = facts.row.organisation, facts.row.location
    return Company(
        local_id=str(company.pk),
        name=company.trade_name or company.name,
        recognition_id=facts.recognition_id,
        kvk=company.registry_number if company.registry.lower() == "kvk" else "",
        street=place.address,
        postcode=place.pc6 or place.pc4,
        city=place.city,
        country=place.country,
    )


def _visit(pk: int, kind: str, on: dt.date, mode: str) -> Visit:
    zone: Any = ZoneInfo(settings.TIME_ZONE)
    return Visit(str(pk), kind, dt.datetime.combine(on, TALK_AT, zone), 60, mode)
