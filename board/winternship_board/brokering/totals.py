"""The totals of a region for its partnership: counts of ten and more, never a person or a company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, QuerySet, Sum

from winternship_board.actors import Actor, standing
from winternship_board.brokering.balance import READERS
from winternship_board.brokering.cells import Cell, cell
from winternship_board.errors import NotAllowed
from winternship_board.models import (
    Accreditation,
    Application,
    Organisation,
    Placement,
    StudentProfile,
    Vacancy,
)

RUNNING: Final = ("active", "interrupted")
BEFORE: Final = ("proposed", "approved", "agreement", "confirmed")


@dataclass(frozen=True, slots=True)
class Total:
    """One number by its key, in a group of its own; ``of`` is a code that splits it, such as a level."""

    group: str
    name: str
    count: Cell
    of: str = ""


def regional_totals(actor: Actor) -> tuple[Total, ...]:
    """What there is in the region of who asks; brokers and partnership managers, else :class:`NotAllowed`."""
    who = standing(actor)
    if who.role not in READERS or not who.region:
        raise NotAllowed(who.role, "read the numbers of", "region")
    return (*_companies(who.region), *_places(who.region), *_placements(who.region))


def _companies(region: str) -> tuple[Total, ...]:
    companies = Organisation.objects.filter(kind="company", region=region)
    recognised = Accreditation.objects.filter(organisation__region=region, state="recognised")
    replies = companies.aggregate(answered=Sum("answered"), unanswered=Sum("unanswered"))
    return (
        _one("companies", "verified", companies.filter(state="verified").count()),
        _one("companies", "waiting", companies.filter(state="submitted").count()),
        _one("companies", "recognised", recognised.values("organisation").distinct().count()),
        _one("companies", "answered", replies["answered"] or 0),
        _one("companies", "unanswered", replies["unanswered"] or 0),
    )


def _places(region: str) -> tuple[Total, ...]:
    vacancies = Vacancy.objects.filter(region=region, state="published")
    free = vacancies.aggregate(free=Sum(F("places") - F("places_taken")))["free"] or 0
    looking = StudentProfile.objects.filter(school__region=region, is_placed=False)
    sent = Application.objects.filter(organisation__region=region).exclude(submitted_on=None)
    return (
        _one("places", "vacancies", vacancies.count()),
        _one("places", "free", free),
        _one("places", "looking", looking.count()),
        _one("places", "applications", sent.count()),
    )


def _placements(region: str) -> tuple[Total, ...]:
    rows = Placement.objects.filter(organisation__region=region)
    early = rows.filter(state__in=["ended_early", "closed"]).exclude(end_code="")
    return (
        _one("placements", "before", rows.filter(state__in=BEFORE).count()),
        _one("placements", "running", rows.filter(state__in=RUNNING).count()),
        *_split("level", rows.filter(state__in=RUNNING), "programme__level"),
        *_split("ended_early", early, "end_code"),
    )


def _one(group: str, name: str, count: int) -> Total:
    return Total(group, name, cell(count))


def _split(group: str, rows: QuerySet[Placement], column: str) -> tuple[Total, ...]:
    counts: Mapping[str, int] = dict(
        rows.order_by(column).values(column).annotate(many=Count("pk")).values_list(column, "many")
    )
    return tuple(Total(group, group, cell(many), code) for code, many in counts.items())
