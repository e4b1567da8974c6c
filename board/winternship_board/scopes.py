"""The rows a person may list, as a condition for the database; what each row shows is decided row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import Max, Q

from winternship_board import clock
from winternship_board.actors import Standing
from winternship_board.conditions import CONFIRMED, NOT_APPLIED, PUBLISHED
from winternship_board.kinds import KINDS
from winternship_board.models import BrokenGlass, Consent, Guardian, Placement
from winternship_board.policy import POLICY
from winternship_core.placements import Role
from winternship_core.placements.permissions import Relation

NOBODY: Final = Q(pk__in=[])
EVERYBODY: Final = ~NOBODY
_SCHOOL_ROLES: Final = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.CONFIDANT, Role.STUDENT})

# kind → the way to its school, its company, its region; empty where it has none.
_WAYS: Final[Mapping[str, tuple[str, str, str]]] = {
    "organisation": ("pk", "pk", "region"),
    "location": ("organisation", "organisation", "organisation__region"),
    "contact": ("organisation", "organisation", "organisation__region"),
    "shared_assessment": ("organisation", "organisation", "organisation__region"),
    "accreditation": ("organisation", "organisation", "organisation__region"),
    "vacancy": ("", "organisation", "region"),
    "plan": ("school", "", "school__region"),
    "student": ("school", "", "school__region"),
    "support_wish": ("student__school", "", ""),
    "guardian": ("student__school", "", ""),
    "application": ("school", "organisation", "organisation__region"),
    "placement": ("school", "organisation", "organisation__region"),
    "signal": ("school", "", ""),
}
_TO_STUDENT: Final = {
    "student": "",
    "support_wish": "student__",
    "guardian": "student__",
    "application": "student__",
}


def listable(who: Standing, kind: str) -> Q:
    """The rows of a kind of which this person sees at least something."""
    if who.role is Role.SYSTEM:
        return EVERYBODY
    if who.link is not None:
        return Q(pk=who.link[1]) if who.link[0] == kind else _of_link(who, kind)
    held = POLICY.permissions.sees.get(who.role, {}).get(kind, {})
    found = NOBODY
    for relation, grants in held.items():
        conditions = {grant.condition for grant in grants}
        where = Q()
        if "" not in conditions:
            where = NOBODY
            for condition in conditions:
                where |= _condition(who, kind, condition)
        found |= _at(who, kind, relation) & where
    return found


def _of_link(who: Standing, kind: str) -> Q:
    assert who.link is not None
    if KINDS[kind].placement == "placement" and who.link[0] == "placement":
        return Q(placement=who.link[1])
    return NOBODY


def _at(who: Standing, kind: str, relation: Relation) -> Q:
    if relation >= Relation.ELSEWHERE:
        return EVERYBODY
    if relation is Relation.OWN:
        return _own(who, kind)
    school, company, region = _ways(kind)
    if relation is Relation.REGION:
        return Q(**{region: who.region}) if region and who.region else NOBODY
    house = school if who.role in _SCHOOL_ROLES else company
    return Q(**{house: who.organisation_id}) if house and who.organisation_id else NOBODY


def _ways(kind: str) -> tuple[str, str, str]:
    if KINDS[kind].placement == "placement":
        return "placement__school", "placement__organisation", "placement__organisation__region"
    return _WAYS[kind]


def _own(who: Standing, kind: str) -> Q:
    if who.person_id is None:
        return NOBODY
    if kind == "signal":
        return Q(reporter=who.person_id)
    if kind in _TO_STUDENT:
        return _own_student(who, _TO_STUDENT[kind])
    way = {"self": "", "placement": "placement__"}.get(KINDS[kind].placement)
    return NOBODY if way is None else _own_placement(who, way)


def _own_placement(who: Standing, way: str) -> Q:
    if who.role is Role.TRAINER:
        return Q(**{f"{way}trainer": who.person_id}) | Q(**{f"{way}stand_in": who.person_id})
    if who.role is Role.SUPERVISOR:
        return Q(**{f"{way}supervisor": who.person_id})
    return _own_student(who, f"{way}student__")


def _own_student(who: Standing, way: str) -> Q:
    mine: dict[Role, object] = {
        Role.GUARDIAN: Guardian.objects.filter(
            person=who.person_id, student__adult_on__gt=clock.today()
        ).values("student"),
        Role.SUPERVISOR: Placement.objects.filter(supervisor=who.person_id).values("student"),
        Role.TRAINER: Placement.objects.filter(trainer=who.person_id).values("student"),
    }
    if who.role is Role.STUDENT:
        return Q(**{f"{way}person": who.person_id})
    return Q(**{f"{way}pk__in": mine[who.role]}) if who.role in mine else NOBODY


def _condition(who: Standing, kind: str, condition: str) -> Q:
    """A condition of the table as far as the database can tell; the rest is left to the look at each row."""
    organisation = "state" if kind == "organisation" else "organisation__state"
    newest = Consent.objects.filter(purpose="be_proposed").values("student").annotate(last=Max("pk"))
    known = {
        "verified": lambda: Q(**{organisation: "verified"}),
        "published": lambda: Q(state__in=PUBLISHED),
        "applied": lambda: ~Q(state__in=NOT_APPLIED),
        "revealed": lambda: Q(is_revealed=True),
        "agreed": lambda: Q(
            student__in=Consent.objects.filter(pk__in=newest.values("last"), given=True).values("student")
        ),
        "confirmed": lambda: Q(placement__state__in=CONFIRMED),
        "on_case": lambda: Q(handler=who.person_id),
        "open": lambda: Q(is_hidden=False),
        "glass": lambda: Q(
            pk__in=BrokenGlass.objects.filter(
                person=who.person_id, object_kind=kind, until__gt=clock.now()
            ).values("object_id")
        ),
    }
    return known[condition]() if condition in known else EVERYBODY
