"""The one shape that every connector maps from: a placement as the outside may see it. It never holds a BSN.

The frame builds a record from the board's api at the moment of sending; nothing of it waits in a queue.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """How far a placement is, in the words that school systems share."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    SIGNED = "signed"
    ACTIVE = "active"
    ENDED = "ended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Student:
    """``number`` is the school's own; ``name`` and ``email`` are filled only for the student's own school."""

    local_id: str
    number: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """``recognition_id`` is the id of the learning company (leerbedrijfID)."""

    local_id: str
    name: str
    recognition_id: str = ""
    kvk: str = ""
    establishment: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "NL"


@dataclass(frozen=True, slots=True)
class Qualification:
    """``route`` is BOL or BBL, ``level`` 1 to 4."""

    crebo: str
    name: str = ""
    level: int | None = None
    route: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, the last one included; ``ended_on`` is the real end, once there is one."""

    starts_on: dt.date
    ends_on: dt.date
    ended_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Hours:
    """Whole hours: planned in all, in a week, and confirmed by the company so far."""

    planned: int = 0
    a_week: int | None = None
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Supervisor:
    """``role`` is ``trainer`` (praktijkopleider), ``supervisor`` (of the school) or ``coordinator``."""

    role: str
    local_id: str
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """``sha256`` is of the signed document; its bytes come from ``Context.document``."""

    number: str = ""
    signed_on: dt.date | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A moment in the agenda: a visit or a talk of school, trainer and student; times hold a zone."""

    local_id: str
    kind: str
    starts_at: dt.datetime
    minutes: int = 60
    place: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One placement. ``id`` is ours and stable, ``uuid`` a version-5 UUID of it, ``rev`` rises with every change,
    which was last made at ``changed_at``.
    """

    id: str
    uuid: UUID
    rev: int
    state: State
    school: str
    student: Student
    company: Company
    qualification: Qualification
    period: Period
    hours: Hours = field(default_factory=Hours)
    agreement: Agreement = field(default_factory=Agreement)
    supervisors: tuple[Supervisor, ...] = ()
    visits: tuple[Visit, ...] = ()
    changed_at: dt.datetime | None = None
