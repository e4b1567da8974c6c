"""Bringing people together: a student who agreed to be proposed and a vacancy, a company and a school."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Q, QuerySet

from winternship_board import clock, recording
from winternship_board.actors import SYSTEM, Actor, Standing, standing
from winternship_board.errors import AlreadyThere, BadValue, NotAllowed, NotFound, NotPossible
from winternship_board.fields import under18
from winternship_board.kinds import kind_of
from winternship_board.locking import fresh, lock
from winternship_board.models import (
    AccessEntry,
    Application,
    Consent,
    Programme,
    StudentProfile,
    Task,
    Vacancy,
)
from winternship_board.moving import Moved, move
from winternship_board.pictures.finding import asked_by, offered_by
from winternship_board.policy import POLICY
from winternship_board.transactions import in_one_go
from winternship_board.validating import check_text
from winternship_board.writing import create
from winternship_core.placements import Role, Said
from winternship_core.placements.criteria import unmet_criteria
from winternship_core.placements.permissions import Relation
from winternship_core.text import Text

MOST: Final = 25
LOOKED_AT: Final = 500
TASK: Final = "introduced_company"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A student who agreed to be proposed and whom a vacancy fits: what a company would see, and no name."""

    id: int
    programme: Text
    crebo: str
    level: str
    route: str
    year: int
    starts_on: dt.date | None
    ends_on: dt.date | None
    languages: Mapping[str, str]


@in_one_go
def candidates(actor: Actor, vacancy: int) -> tuple[Candidate, ...]:
    """The students of the broker's region whom this vacancy fits, who waited longest first; at most 25.

    Who may: the broker of the vacancy's region. Only students without a place who agreed to be proposed, who have no
    open application for it and whom no hard criterion keeps apart from it. A look at a minor is noted. Raises
    :class:`NotFound`, :class:`NotAllowed`.
    """
    who, row = _vacancy(actor, vacancy)
    found = []
    for student in _asked(who, row)[:LOOKED_AT]:
        if not unmet_criteria(asked_by(student), offered_by(row)):
            found.append(student)
        if len(found) == MOST:
            break
    AccessEntry.objects.bulk_create(
        AccessEntry(
            person_id=who.person_id, role=who.role, student=one, object_kind="student", object_id=one.pk
        )
        for one in found
        if under18(one)
    )
    return tuple(map(_candidate, found))


@in_one_go
def introduce(actor: Actor, student: int, vacancy: int) -> Moved:
    """Propose a vacancy to a student: they say yes or no before the company hears of it.

    Raises what :func:`candidates` raises, and :class:`NotFound` for a student who is no candidate (any more).
    """
    who, row = _vacancy(actor, vacancy)
    chosen = _asked(who, row).filter(pk=student).first()
    if chosen is None or unmet_criteria(asked_by(chosen), offered_by(row)):
        raise NotFound("student")
    # Brokers make no applications of their own; the board writes the draft, and the step is theirs.
    made = create(SYSTEM, "application", {"student": student, "vacancy": vacancy, "origin": "broker"})
    return move(actor, "application", made.id, "propose match", version=made.version)


@in_one_go
def introduce_company(actor: Actor, company: int, school: int, words: str) -> int:
    """Give a school's coordinators a task to get to know a company, and say why; returns the id of the event.

    Who may: the broker of the region of both. Raises :class:`NotFound`, :class:`NotAllowed`, :class:`BadValue`,
    :class:`NotPossible` for a company that nobody verified, :class:`AlreadyThere` while the school has not answered.
    """
    who, row = standing(actor), lock(kind_of("organisation"), company)
    other = fresh(kind_of("organisation"), school)
    for one in (row, other):
        POLICY.require_visible(who, "organisation", one)
    if who.role is not Role.BROKER:
        raise NotAllowed(who.role, "introduce", "organisation")
    if other.kind != "school":
        raise BadValue("school", Text("kies een school.", "choose a school."))
    if row.kind != "company" or row.state != "verified":
        raise NotPossible(
            Text("Alleen een gecontroleerd bedrijf.", "Only a company that was verified."), ["verified"]
        )
    if not words.strip():
        raise BadValue("words", Text("schrijf waarom.", "write why."))
    check_text("words", words)
    open_ones = Task.objects.filter(
        organisation=other, kind=TASK, object_kind="organisation", object_id=company, done_on=None
    )
    if open_ones.exists():
        raise AlreadyThere("introduction")
    event = recording.changed(
        who, "organisation", row, {"active_on": clock.today()}, "introduce", said=Said(reason=words[:1000])
    )
    Task.objects.create(
        organisation=other,
        role=Role.COORDINATOR,
        kind=TASK,
        object_kind="organisation",
        object_id=company,
        because_of=event.pk,
        created_on=clock.today(),
    )
    return event.pk


def _vacancy(actor: Actor, vacancy: int) -> tuple[Standing, Vacancy]:
    who, row = standing(actor), fresh(kind_of("vacancy"), vacancy)
    POLICY.require_visible(who, "vacancy", row)
    near = POLICY.relation(who, "vacancy", row)
    if who.role is not Role.BROKER or near > Relation.REGION:
        raise NotAllowed(who.role, "introduce", "vacancy")
    return who, row


def _asked(who: Standing, vacancy: Vacancy) -> QuerySet[StudentProfile]:
    """Students of the region who agreed and have no place, for whom this vacancy is not open yet."""
    newest = Consent.objects.filter(purpose="be_proposed").values("student").annotate(last=Max("pk"))
    agreed = Consent.objects.filter(pk__in=newest.values("last"), given=True)
    there = Application.objects.filter(vacancy=vacancy, ended_on=None)
    crebos = _fitting({vacancy.crebo, *(one.crebo for one in vacancy.programmes.all())})
    still = Q(enrolled_until=None) | Q(enrolled_until__gte=clock.today())
    rows = StudentProfile.objects.filter(
        still, school__region=who.region, is_placed=False, pk__in=agreed.values("student")
    )
    rows = rows.filter(programme__crebo__in=crebos) if vacancy.state == "published" else rows.none()
    rows = rows.exclude(pk__in=there.values("student")).exclude(
        blocked_pairs__organisation=vacancy.organisation
    )
    related: Any = rows.select_related("programme", "plan", "school")
    found: QuerySet[StudentProfile] = related.prefetch_related("blocked_pairs").order_by(
        "waiting_since", "pk"
    )
    return found


def _fitting(crebos: set[str]) -> list[str]:
    """These programmes, and those that count as one of them."""
    known = Programme.objects.values_list("crebo", "equivalents")
    return sorted(crebos | {crebo for crebo, equal in known if crebos & set(equal)})


def _candidate(row: StudentProfile) -> Candidate:
    programme = row.programme
    return Candidate(
        row.pk,
        Text(programme.name_nl, programme.name_en or programme.name_nl),
        programme.crebo,
        programme.level,
        row.route,
        row.year,
        row.starts_on,
        row.ends_on,
        row.languages,
    )
