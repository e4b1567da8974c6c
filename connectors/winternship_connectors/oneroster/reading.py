"""The rosters that a key opens, read from the board anew."""

from __future__ import annotations

from winternship_board import api as board
from winternship_connectors import building
from winternship_connectors.models import RosterKey
from winternship_connectors.oneroster.roster import Roster, School, built


def roster(key: RosterKey, base: str) -> Roster:
    """All that the key's system may read; what no placement tells of is as old as the key."""
    names = board.names(board.SYSTEM, "organisation", [key.school])
    school = School(key.school, names.get(key.school, ""), key.created_at)
    records = building.records(board.placements_of(key.school), key.school)
    return built(records, school, Roster(building.site(), base, key.companies))
