"""The rules of the placement board without a database: life cycles, conditions, roles, codes, hours and retention.

``machine("vacancy").step("draft", "submit")`` is a step, ``guard_of`` its condition, and ``judge`` tells what is
still missing. The four things that nobody may override stand in :mod:`.blocks`.
"""

from winternship_core.placements.blocks import Block
from winternship_core.placements.errors import (
    ActionNotPossible,
    PlacementDataError,
    PlacementError,
    UnknownCode,
    UnknownMachine,
    UnknownState,
)
from winternship_core.placements.guard import Effect, Guard, Unmet, judge, overridden
from winternship_core.placements.guards import GUARDS, guard_of
from winternship_core.placements.loading import MACHINES, load_machines, machine
from winternship_core.placements.machine import Machine, Transition
from winternship_core.placements.roles import ROLE_NAMES, Role
from winternship_core.placements.saying import NOTHING_SAID, Said

__all__ = [
    "GUARDS",
    "MACHINES",
    "NOTHING_SAID",
    "ROLE_NAMES",
    "ActionNotPossible",
    "Block",
    "Effect",
    "Guard",
    "Machine",
    "PlacementDataError",
    "PlacementError",
    "Role",
    "Said",
    "Transition",
    "UnknownCode",
    "UnknownMachine",
    "UnknownState",
    "Unmet",
    "guard_of",
    "judge",
    "load_machines",
    "machine",
    "overridden",
]
