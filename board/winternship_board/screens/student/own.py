"""The student's own profile, which every screen of theirs begins with."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_core.placements import Role

STUDENT: Final = frozenset({Role.STUDENT})
GUARDIAN: Final = frozenset({Role.GUARDIAN})


def profile(ask: Ask) -> api.Seen:
    """The profile of the person who asks, the newest if they study at two schools; raises :class:`NotFound`."""
    rows = api.search(ask.actor, "student", limit=1).rows
    if not rows:
        raise api.NotFound("student")
    return rows[0]
