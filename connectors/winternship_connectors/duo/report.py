"""The report for the office of a school: its own file of DUO against its own placements; the file is kept nowhere."""

from __future__ import annotations

from typing import BinaryIO, Final

from winternship_board import api as board
from winternship_connectors import building
from winternship_connectors.duo.comparing import Difference, compare
from winternship_connectors.duo.reading import lines_of, read

LIMIT: Final = 64 * 1024 * 1024  # bytes; a large school has a few


def report(actor: board.Actor, school: int, file: BinaryIO) -> list[Difference]:
    """What differs between the file and the placements of this school. Raises NotAllowed, BadFile."""
    board.require_connecting(actor, school)
    heading, registered = read(lines_of(file, LIMIT))
    return compare(heading, registered, building.records(board.placements_of(school), school))
