"""Students and placements as a caller writes them down: exactly the data the matcher may use, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """What a round knows of a student. Codes are those of :mod:`.vocabulary`; see ``docs/reference/matching.md``.

    Positions are metres on a flat map (the centre of a four-digit postcode area, never an address); ``max_m``
    is the student's own travel limit in metres. Languages read ``nl:speak:B1``. ``minor`` guards safety only.
    """

    id: str
    programme: str
    level: int
    route: str
    x_m: int
    y_m: int
    max_m: int
    start: date
    end: date
    weeks: int
    year: int = 1
    days: frozenset[str] = frozenset()
    work_needed: frozenset[str] = frozenset()
    work_wished: frozenset[str] = frozenset()
    wishes: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    minor: bool = False
    guidance: bool = False
    waiting_weeks: int = 0
    school: str = ""
    blocked: frozenset[str] = frozenset()
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What a round knows of a placement: one location, one period, one kind of work, one or more seats.

    ``programmes`` are those it is recognised for on the start date. A language (``nl:speak:B1@safety``) or a
    licence (``B@task``) carries its reason in the work. ``reserved_for`` holds ``level:2`` or ``school:X``.
    """

    id: str
    programmes: frozenset[str]
    levels: frozenset[int]
    routes: frozenset[str]
    x_m: int
    y_m: int
    start: date
    end: date
    seats: int
    days: frozenset[str]
    work: frozenset[str] = frozenset()
    not_for_minors: frozenset[str] = frozenset()
    minors: bool = False
    languages: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    independence: int = 1
    guidance: bool = False
    reserved_seats: int = 0
    reserved_for: frozenset[str] = frozenset()
    ranking: tuple[str, ...] = ()
    status: str = "open"
