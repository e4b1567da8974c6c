"""Every condition of the nine machines, by machine, state and action; a step without one is free."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from winternship_core.placements.guard import Guard
from winternship_core.placements.guards.agreement import AGREEMENT
from winternship_core.placements.guards.application import APPLICATION
from winternship_core.placements.guards.guidance import ASSESSMENT, CONTACT_MOMENT, HOUR_WEEK
from winternship_core.placements.guards.organisation import ACCREDITATION, ORGANISATION
from winternship_core.placements.guards.placement import PLACEMENT
from winternship_core.placements.guards.vacancy import VACANCY

Step = tuple[str, str]

GUARDS: Final[Mapping[str, Mapping[Step, Guard[Any]]]] = MappingProxyType(
    {
        "organisation": ORGANISATION,
        "accreditation": ACCREDITATION,
        "vacancy": VACANCY,
        "application": APPLICATION,
        "placement": PLACEMENT,
        "agreement": AGREEMENT,
        "hour_week": HOUR_WEEK,
        "contact_moment": CONTACT_MOMENT,
        "assessment": ASSESSMENT,
    }
)
FREE: Final[Guard[Any]] = Guard("")


def guard_of(machine: str, state: str, action: str) -> Guard[Any]:
    """The condition of a step; :data:`FREE` when the domain states none and we add none."""
    return GUARDS[machine].get((state, action), FREE)
