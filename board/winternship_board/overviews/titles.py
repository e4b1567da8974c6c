"""What a placement is called in a list of its parts: whose it is and where; a part itself holds only a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from winternship_board.actors import Actor, standing
from winternship_board.errors import NotAllowed
from winternship_board.models import Placement
from winternship_board.scopes import listable
from winternship_core.placements import Role

_SCHOOL: Final = frozenset({Role.COORDINATOR, Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Title:
    """A placement by its student and company."""

    student: str
    company: str


def titles(actor: Actor, placements: Collection[object]) -> dict[int, Title]:
    """Placement → its title, for those that the person may see; one query however many.

    Who may: coordinators and school supervisors, who see the people of each placement they may list. Raises
    :class:`NotAllowed`.
    """
    who = standing(actor)
    if who.role not in _SCHOOL:
        raise NotAllowed(who.role, "list", "placement")
    wanted = sorted({one for one in placements if isinstance(one, int)})
    rows = Placement.objects.filter(listable(who, "placement"), pk__in=wanted)
    return {
        row.pk: Title(row.student.name, row.organisation.trade_name or row.organisation.name)
        for row in rows.select_related("student", "organisation")
    }
