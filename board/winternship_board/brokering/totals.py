"""The totals of a region for its partnership: counts of ten and more, never a person or a company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet, Sum

from winternship_board.actors import Actor, standing
from winternship_board.brokering.balance import READERS, Balance, regional_balance
from winternship_board.brokering.cells import Cell, cell, total
from winternship_board.errors import NotAllowed
from winternship_board.models import (
    Accreditation,
    Application,
    Organisation,
    Placement,
    Vacancy,
)

RUNNING: Final = ("active", "interrupted")
BEFORE: Final = ("proposed", "approved", "agreement", "confirmed")


@dataclass(frozen=True, slots=True)
class Total:
    """One number by its key, in a group of its own; ``of`` is a code that splits it, such as a level.

    A sum (``is_sum``) is also left out, however large, when a smaller number could be worked out from it.
    """

    group: str
    name: str
    count: Cell
    of: str = ""
    is_sum: bool = False


def regional_totals(actor: Actor) -> tuple[Total, ...]:
    """What there is in the region of who asks; brokers and partnership managers, else :class:`NotAllowed`."""
    who = standing(actor)
    if who.role not in READERS or not who.region:
        raise NotAllowed(who.role, "read the numbers of", "region")
    # What the table per sector does not tell, a total beside it does not give away either.
    balance = regional_balance(actor)
    return (*_companies(who.region), *_places(who.region, balance), *_placements(who.region))


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


def _places(region: str, balance: Balance) -> tuple[Total, ...]:
    vacancies = Vacancy.objects.filter(region=region, state="published")
    sent = Application.objects.filter(organisation__region=region).exclude(submitted_on=None)
    return (
        _one("places", "vacancies", vacancies.count()),
        Total("places", "free", balance.places, is_sum=True),
        Total("places", "looking", balance.students, is_sum=True),
        _one("places", "applications", sent.count()),
    )


def _placements(region: str) -> tuple[Total, ...]:
    rows = Placement.objects.filter(organisation__region=region)
    levels = _counts(rows.filter(state__in=RUNNING), "programme__level")
    early = rows.filter(state__in=["ended_early", "closed"]).exclude(end_code="")
    return (
        _one("placements", "before", rows.filter(state__in=BEFORE).count()),
        Total("placements", "running", total(list(levels.values())), is_sum=True),
        *(Total("level", "level", cell(many), code) for code, many in levels.items()),
        *(
            Total("ended_early", "ended_early", cell(many), code)
            for code, many in _counts(early, "end_code").items()
        ),
    )


def _one(group: str, name: str, count: int) -> Total:
    return Total(group, name, cell(count))


def _counts(rows: QuerySet[Placement], column: str) -> Mapping[str, int]:
    """Code → how many placements have it."""
    return dict(rows.order_by(column).values(column).annotate(many=Count("pk")).values_list(column, "many"))
