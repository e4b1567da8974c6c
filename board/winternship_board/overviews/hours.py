"""Hours per placement, added up for a list: what was planned, what counts, and what still waits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from winternship_board.actors import Actor, standing
from winternship_board.models import HourWeek, Placement
from winternship_board.scopes import listable

SETTLED: Final = frozenset({"approved", "approved_by_school", "locked"})


@dataclass(slots=True)
class Worked:
    """The hours of one placement. ``over``: weeks in which a limit for under-18s was passed (fact SAF-3)."""

    planned: int = 0
    approved: float = 0
    waiting: float = 0
    weeks_waiting: int = 0
    over: int = 0


def worked(actor: Actor, placements: Collection[int]) -> dict[int, Worked]:
    """Placement → its hours, for those the person may see; two queries however many."""
    who = standing(actor)
    rows = Placement.objects.filter(listable(who, "placement"), pk__in=list(placements))
    found = {pk: Worked(planned) for pk, planned in rows.values_list("pk", "planned_hours")}
    weeks = HourWeek.objects.filter(listable(who, "hour_week"), placement__in=found)
    for pk, state, days, over in weeks.values_list("placement_id", "state", "days", "over"):
        hours = sum(map(float, days))
        one = found[pk]
        one.over += bool(over)
        if state in SETTLED:
            one.approved += hours
        else:
            one.waiting += hours
            one.weeks_waiting += state == "submitted"
    return found
