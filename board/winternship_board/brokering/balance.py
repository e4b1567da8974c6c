"""Supply and demand of a region per sector: places that are open, and students who look for one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Sum

from winternship_board.actors import Actor, standing
from winternship_board.brokering.cells import Cell, cell, total
from winternship_board.errors import NotAllowed
from winternship_board.models import Programme, StudentProfile, Vacancy
from winternship_core.placements import Role

READERS: Final = frozenset({Role.BROKER, Role.PARTNERSHIP})


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector: places that are open and students without a place. ``name`` is empty for what has no sector."""

    name: str
    places: Cell
    students: Cell


@dataclass(frozen=True, slots=True)
class Balance:
    """A region's sectors, the most students first, and the totals as far as they may be told."""

    region: str
    sectors: tuple[Sector, ...]
    places: Cell
    students: Cell


def regional_balance(actor: Actor) -> Balance:
    """Places and students per sector chamber of their programme, in the region of who asks.

    Who may: brokers and partnership managers. Each cell under ten is left out here already. Raises
    :class:`NotAllowed`. Three queries, whatever the size of the region.
    """
    who = standing(actor)
    if who.role not in READERS or not who.region:
        raise NotAllowed(who.role, "read the numbers of", "region")
    chambers = dict(Programme.objects.values_list("crebo", "chamber"))
    places: Counter[str] = Counter()
    offered = Vacancy.objects.filter(region=who.region, state="published").values("crebo")
    for crebo, free in offered.annotate(free=Sum(F("places") - F("places_taken"))).values_list(
        "crebo", "free"
    ):
        places[chambers.get(crebo, "")] += free
    students: Counter[str] = Counter()
    looking = StudentProfile.objects.filter(school__region=who.region, is_placed=False)
    rows = looking.values("programme__chamber").annotate(many=Count("pk"))
    for chamber, many in rows.values_list("programme__chamber", "many"):
        students[chamber] += many
    names = sorted({*places, *students}, key=lambda name: (not name, name.casefold()))
    return Balance(
        who.region,
        tuple(Sector(name, cell(places[name]), cell(students[name])) for name in names),
        total([places[name] for name in names]),
        total([students[name] for name in names]),
    )
