"""For whom the screens of a school are, and which school that is."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.actors import standing
from winternship_board.screens.asking import Ask
from winternship_core.placements import Role

COORDINATOR: Final = frozenset({Role.COORDINATOR})
STAFF: Final = frozenset({Role.COORDINATOR, Role.SUPERVISOR})


def school_of(ask: Ask) -> int:
    """The school that this person's role is at; raises :class:`NotFound` for a role that is at none."""
    school = standing(ask.actor).organisation_id
    if school is None:
        raise api.NotFound("school")
    return school


def is_coordinator(ask: Ask) -> bool:
    """Whether the person acts as a coordinator, who may more than a supervisor."""
    return ask.actor.role is Role.COORDINATOR
