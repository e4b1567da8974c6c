"""What waits for whom, found for everyone at once: some twenty queries, however many people there are.

An item is a kind of thing, how many, and the first day that counts; never a name. Who an item is for follows from who
must act: the student, the people of the company, the named trainer, the school's coordinators.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, F, Min, Q, QuerySet

from winternship_board import clock
from winternship_board.models import (
    Agreement,
    Application,
    ContactMoment,
    HourWeek,
    Membership,
    Organisation,
    Participant,
    Signal,
    StudentProfile,
    Task,
    Vacancy,
)
from winternship_core.placements import Role

SOON_DAYS: Final = 7
START_NEAR_DAYS: Final = 30
_NO_MEMBERS: Final = frozenset({Role.STUDENT, Role.GUARDIAN})


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits for a person in a role; ``due`` is the first day that counts, if any."""

    role: Role
    code: str
    count: int
    due: dt.date | None = None


Row = tuple[Any, int, dt.date | None]
News = Mapping[int, tuple[Item, ...]]


def gather() -> News:
    """The items of every person who has any, by person, in the order of the roles and of the codes."""
    found: defaultdict[int, list[Item]] = defaultdict(list)
    members = _members()
    at_work = {(role, person) for (role, _), people in members.items() for person in people}
    for role, code, rows in _by_person():
        for person, count, due in rows:
            # A name on a placement is not enough for staff: the role may have ended.
            if person is not None and (role in _NO_MEMBERS or (role, person) in at_work):
                found[person].append(Item(role, code, count, due))
    for role, code, rows in _by_house():
        for house, count, due in rows:
            for person in members.get((role, house), ()):
                found[person].append(Item(role, code, count, due))
    _add_messages(found)
    return {person: tuple(items) for person, items in found.items()}


def _by_person() -> Iterator[tuple[Role, str, Iterable[Row]]]:
    student, trainer = "student__person", "placement__trainer"
    proposed = Application.objects.filter(state="proposed")
    yield Role.STUDENT, "proposals", _rows(proposed, student)
    suggested = Application.objects.filter(state="draft", origin="matcher")
    yield Role.STUDENT, "suggestions", _rows(suggested, student)
    offers = Application.objects.filter(state="offered")
    yield Role.STUDENT, "offers", _rows(offers, student, "offer_expires_on")
    yield Role.STUDENT, "sign", _rows(_unsigned(Role.STUDENT), "placement__student__person")
    returned = HourWeek.objects.filter(state="returned")
    yield Role.STUDENT, "hours_returned", _rows(returned, "placement__student__person")
    talks = _talks()
    yield Role.STUDENT, "talks", _rows(talks, "placement__student__person", "planned_on")
    guardian = _unsigned(Role.GUARDIAN).filter(placement__student__adult_on__gt=clock.today())
    yield Role.GUARDIAN, "sign", _rows(guardian, "placement__student__guardians__person")
    yield Role.TRAINER, "hours", _rows(HourWeek.objects.filter(state="submitted"), trainer)
    yield Role.TRAINER, "talks", _rows(talks, trainer, "planned_on")
    supervisor = "placement__supervisor"
    yield Role.SUPERVISOR, "talks", _rows(talks, supervisor, "planned_on")
    missed = ContactMoment.objects.filter(state="missed")
    yield Role.SUPERVISOR, "talks_missed", _rows(missed, supervisor)


def _by_house() -> Iterator[tuple[Role, str, Iterable[Row]]]:
    house, company, school = "organisation", "placement__organisation", "placement__school"
    waiting = Application.objects.filter(state__in=["submitted", "in_talks"])
    yield Role.COMPANY, "answers", _rows(waiting, house, "reply_due_on")
    yield Role.COMPANY, "check", _rows(Agreement.objects.filter(state="company_check"), company)
    yield Role.COMPANY, "sign", _rows(_unsigned(Role.COMPANY), company)
    yield Role.COORDINATOR, "sign", _rows(_unsigned(Role.COORDINATOR), school)
    for role in (Role.COORDINATOR, Role.SUPERVISOR, Role.COMPANY):
        yield role, "tasks", _rows(Task.objects.filter(role=role, done_on=None), house)
    near = clock.today() + dt.timedelta(START_NEAR_DAYS)
    unplaced = StudentProfile.objects.filter(
        is_placed=False, starts_on__lte=near, starts_on__gte=clock.today()
    )
    yield Role.COORDINATOR, "unplaced", _rows(unplaced, "school", "starts_on")
    yield Role.CONFIDANT, "signals", _rows(Signal.objects.filter(state="open"), "school")
    region = Organisation.objects.filter(state="submitted").exclude(region="")
    yield Role.BROKER, "verify", _rows(region, "region")
    review = Vacancy.objects.filter(state="in_review").exclude(region="")
    yield Role.BROKER, "review", _rows(review, "region")


def _unsigned(role: Role) -> QuerySet[Agreement]:
    """Agreements that wait for the signature of this party; every party of a version must sign."""
    rows = Agreement.objects.filter(state="signing").exclude(signatures__role=role)
    return rows if role is not Role.GUARDIAN else rows.filter(minor_when_signing=True)


def _talks() -> QuerySet[ContactMoment]:
    soon = clock.today() + dt.timedelta(SOON_DAYS)
    return ContactMoment.objects.filter(state="planned", planned_on__lte=soon)


def _rows(rows: QuerySet[Any], by: str, due: str = "") -> list[Row]:
    first = Min(due) if due else None
    told = {"who": F(by), "many": Count("pk", distinct=True), **({"first": first} if first else {})}
    who = told.pop("who")
    grouped = rows.order_by().annotate(who=who).values("who").annotate(**told)
    return [(one["who"], one["many"], one.get("first")) for one in grouped]


def _members() -> dict[tuple[Role, Any], list[int]]:
    """Who holds a role where: by organisation, and brokers by region."""
    found: defaultdict[tuple[Role, Any], list[int]] = defaultdict(list)
    rows = Membership.objects.filter(ended_at=None).select_related("organisation").order_by("pk")
    for one in rows:
        if one.role == Role.BROKER:
            region = one.region or (one.organisation.region if one.organisation else "")
            found[Role.BROKER, region].append(one.person_id)
        elif one.organisation_id is not None:
            found[Role(one.role), one.organisation_id].append(one.person_id)
    return {where: list(dict.fromkeys(people)) for where, people in found.items()}


def _add_messages(found: defaultdict[int, list[Item]]) -> None:
    """Unread conversations belong to a person, whatever their role; they stand under the role SYSTEM.

    The letter of a hidden candidate is no news to the company before its first answer, as under Today.
    """
    new = Participant.objects.filter(Q(read_at=None) | Q(read_at__lt=F("thread__last_at")))
    hidden = Application.objects.filter(state="submitted", organisation__blind=True).values("pk")
    company = Membership.objects.filter(role=Role.COMPANY, ended_at=None).values("person")
    new = new.exclude(thread__subject_kind="application", thread__subject_id__in=hidden, person__in=company)
    for person, count in new.values_list("person").annotate(Count("pk")).order_by():
        found[person].append(Item(Role.SYSTEM, "messages", count))
